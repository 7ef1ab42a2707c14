/** How settings are made: of their values, their defaults, and the words that explain them to a person. */
import * as v from 'valibot';
import type { Setting } from './setting.ts';

/** The greatest time that a browser's timer takes, ms. */
export const MOST_MS = 2_147_483_647;

/** One of some words; `options` tells what each of them means. */
export function choice<const T extends string>(
  initial: NoInfer<T>,
  options: Readonly<Record<T, string>>,
  source: string,
  words: string,
): Setting<T> {
  const names = Object.keys(options);
  const isName = (value: unknown): value is T => typeof value === 'string' && names.includes(value);
  const schema = v.custom<T>(isName, `must be ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`);
  return { schema, initial, control: { is: 'choice', options }, words, source };
}

/** Yes or no. */
export function onOff(initial: boolean, source: string, words: string): Setting<boolean> {
  return { schema: v.boolean('must be true or false'), initial, control: { is: 'switch' }, words, source };
}

/** A number between `least` and `most`. */
export function number(
  initial: number,
  [least, most, unit]: readonly [least: number, most: number, unit: string],
  source: string,
  words: string,
): Setting<number> {
  const range = `must be a number from ${least} to ${most}`;
  const schema = v.pipe(v.number(range), v.minValue(least, range), v.maxValue(most, range));
  return { schema, initial, control: { is: 'number', unit, least, most }, words, source };
}

/** The same for whole numbers. */
export function wholeNumber(
  initial: number,
  [least, most, unit]: readonly [least: number, most: number, unit: string],
  source: string,
  words: string,
): Setting<number> {
  return { schema: whole(most, least), initial, control: { is: 'number', unit, least, most }, words, source };
}

/** A time in ms. */
export function ms(initial: number, source: string, words: string, least = 0): Setting<number> {
  return number(initial, [least, MOST_MS, 'ms'], source, words);
}

/** Any text. */
export function text(initial: string, hint: string, source: string, words: string): Setting<string> {
  return { schema: v.string('must be a text'), initial, control: { is: 'text', hint }, words, source };
}

/** Whatever `schema` takes, typed as JSON; `hint` is an example. */
export function json<T>(
  initial: NoInfer<T>,
  schema: v.GenericSchema<unknown, T>,
  hint: string,
  source: string,
  words: string,
): Setting<T> {
  return { schema, initial, control: { is: 'json', hint }, words, source };
}

/** A text, as a part of a setting. */
export const aText = v.string('must be a text');

/** A list of texts. */
export const texts = v.array(aText, 'must be a list of texts');

/** Texts by name. */
export const textsByName = v.record(v.string(), aText, 'must be an object of texts');

/** A whole number, as a part of a setting. */
export function whole(most: number, least = 0) {
  const range = `must be a whole number from ${least} to ${most}`;
  return v.pipe(v.number(range), v.integer(range), v.minValue(least, range), v.maxValue(most, range));
}

/** Whole numbers by name. */
export function wholeNumbers(most: number) {
  return v.record(v.string(), whole(most), 'must be an object of numbers');
}

/** An object with exactly these fields. */
export function withFields<const Fields extends v.ObjectEntries>(fields: Fields) {
  const known = Object.keys(fields).join(', ');
  return v.strictObject(fields, ({ expected }) => {
    if (expected === 'never') return `there is no such field: there are ${known}`;
    return expected === 'Object' ? `must be an object with ${known}` : 'is missing';
  });
}
