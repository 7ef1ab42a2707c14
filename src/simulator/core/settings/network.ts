/** What goes wrong between a page and WWE (scapi.md §11 row 15). Times are real time, whatever the speed. */
import * as v from 'valibot';
import { json, ms, number } from './kinds.ts';

const time = v.pipe(v.number(), v.minValue(0), v.maxValue(2_147_483_647));

/** A failure to come. */
export interface NextAnswer {
  readonly service: string;
  readonly errorMessage: unknown;
  readonly times: number;
}

export const NETWORK = {
  latencyMs: ms(0, 'ours', 'Between the arrival of a request and its being carried out.'),
  lossPercent: number(0, [0, 100, '%'], 'ours', 'Messages that get lost, in either direction.'),
  silentServices: json<readonly string[]>(
    [],
    v.array(v.string()),
    '["agent.get"] or ["*"]',
    '§11 row 15',
    'Services that are ignored: not carried out, not answered. * is all; subscribe and unsubscribe count as services.',
  ),
  lateAnswers: json<Readonly<Record<string, number>>>(
    {},
    v.record(v.string(), time),
    '{"agent.get": 11000}',
    '§11 row 15',
    'Services whose answer alone comes later, by so many ms; over 10 000 is too late for the client library. * is all.',
  ),
  errorTexts: json<Readonly<Record<string, string>>>(
    {},
    v.record(v.string(), v.string()),
    '{"voice.dial": "Not logged in"}',
    '§11 row 15',
    'Services that fail with this text, without being carried out.',
  ),
  nextAnswers: json<readonly NextAnswer[]>(
    [],
    v.array(
      v.strictObject({ service: v.string(), errorMessage: v.unknown(), times: v.pipe(v.number(), v.minValue(0)) }),
    ),
    '[{"service": "*", "errorMessage": null, "times": 1}]',
    '§1.4, §11 row 15',
    'The next so many requests of a service (* is any) fail with errorMessage as given; null counts as a failure too.',
  ),
} as const;
