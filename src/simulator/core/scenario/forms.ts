/** The values that scenarios are made of, each with words for editors. What `is` marks has a place in `json-schema.ts`. */
import * as v from 'valibot';
import { INTERACTION_STATES, type InteractionState, isInteractionState } from '../../../protocol/states.ts';
import { isRecord } from '../settings/is-record.ts';
import { orDidYouMean, quoted } from '../settings/nearest.ts';
import type { Settings } from '../settings/settings.ts';
import { readTime, TIME_FORMS } from './times.ts';

/** How an interaction is named: a letter, then letters, digits, `_` and `-`. `{n}` may stand in it. */
const NAME = /^[A-Za-z](?:[\w-]|\{n\})*$/;

/** Any text. */
export const text = (words: string) => v.pipe(v.string('must be a text'), v.description(words));
/** A text that is not empty. */
export const filled = (words: string) =>
  v.pipe(v.string('must be a text'), v.nonEmpty('must not be empty'), v.description(words));
/** A name of an interaction. */
export const name = (words: string) =>
  v.pipe(
    v.string('must be a text'),
    v.maxLength(60, 'must have at most 60 letters'),
    v.regex(NAME, 'must begin with a letter and have only letters, digits, _, - and {n}'),
    v.description(words),
  );
/** A whole number. */
export const count = (least: number, most: number, words: string) => {
  const range = `must be a whole number from ${least} to ${most}`;
  return v.pipe(
    v.number(range),
    v.integer(range),
    v.minValue(least, range),
    v.maxValue(most, range),
    v.description(words),
  );
};
/** An object with any keys, kept as it is: `__proto__` is a key like others. */
export const record = (words: string) =>
  v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(isRecord, 'must be an object such as {"Segment": "Gold"}'),
    v.metadata({ is: 'record' }),
    v.description(words),
  );
/** A client frame. */
export const frame = v.exactOptional(count(0, 99, 'Client frame, from 0. Default: 0.'));

/** A time; see `times.ts`. */
export const time = (words: string) =>
  v.pipe(
    v.custom<string | number>((value) => readTime(value) !== null, `must be a time: ${TIME_FORMS}`),
    v.metadata({ is: 'time' }),
    v.description(words),
  );

/** One of the 30 states. */
export const state = v.pipe(
  v.custom<InteractionState>(isInteractionState, ({ input }) => stateProblem(input)),
  v.metadata({ is: 'state' }),
  v.description('One of the 30 states of an interaction.'),
);

/** Settings are read by `applySettings`, which explains better. */
export function settings() {
  return v.pipe(
    v.custom<Partial<Settings>>(isRecord, 'must be an object such as {"deliveries": "double"}'),
    v.metadata({ is: 'settings' }),
    v.description('Settings of the simulator by name.'),
  );
}

function stateProblem(input: unknown): string {
  if (typeof input !== 'string') return 'must be a state such as TALKING';
  return orDidYouMean(`There is no state ${quoted(input)}`, input, INTERACTION_STATES);
}
