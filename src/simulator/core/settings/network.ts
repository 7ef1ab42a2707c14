/**
 * What goes wrong between a page and WWE (docs/protocol.md#simulator-faults). Times are real time, whatever the speed.
 */
import * as v from 'valibot';
import {
  aText,
  json,
  MOST_MS,
  ms,
  number,
  texts,
  textsByName,
  whole,
  wholeNumbers,
  withFields,
} from './setting-types.ts';

/** A failure to come. */
export interface NextAnswer {
  readonly service: string;
  readonly errorMessage: unknown;
  /** How many requests; used up one by one, until the setting is given anew. */
  readonly times: number;
}

const MOST_TIMES = 1_000_000;

export const NETWORK = {
  latencyMs: ms(
    0,
    'ours',
    'Between the arrival of a message and its being carried out. What one frame sends keeps its order.',
  ),
  lossPercent: number(
    0,
    [0, 100, '%'],
    'ours',
    'Messages that get lost: requests, answers and events alike. The seed decides which.',
  ),
  silentServices: json<readonly string[]>(
    [],
    texts,
    '["agent.get"] or ["*"]',
    '#simulator-faults',
    'Services that are ignored: not carried out, not answered. * is all; subscribe and unsubscribe count as services.',
  ),
  lateAnswers: json<Readonly<Record<string, number>>>(
    {},
    wholeNumbers(MOST_MS),
    '{"agent.get": 11000}',
    '#simulator-faults',
    'Services whose answer alone comes later, by so many ms; over 10 000 is too late for the client library. * is all that are not named.',
  ),
  errorTexts: json<Readonly<Record<string, string>>>(
    {},
    textsByName,
    '{"voice.dial": "Not logged in"}',
    '#simulator-faults',
    'Services that fail with this text, without being carried out.',
  ),
  nextAnswers: json<readonly NextAnswer[]>(
    [],
    v.array(
      withFields({ service: aText, errorMessage: v.unknown(), times: whole(MOST_TIMES) }),
      'must be a list such as [{"service": "agent.get", "errorMessage": "Not now", "times": 1}]',
    ),
    '[{"service": "*", "errorMessage": null, "times": 1}]',
    '#success-and-failure, #simulator-faults',
    'The next so many requests of a service (* is any) fail with errorMessage as given; null counts as a failure too.',
  ),
} as const;
