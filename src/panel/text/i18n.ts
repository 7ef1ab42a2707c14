/**
 * Every text that the panel shows comes from `_locales`. The keys are those of the English file, so that a missing one
 * fails the type check. The browser's lookup is installed once by the panel's entry; tests install the file itself.
 */
import type english from '../../../public/_locales/en/messages.json';
import { inSentence } from './invisible.ts';

/** The key of a text in `_locales/en/messages.json`. */
export type TextKey = keyof typeof english;

/** Looks a text up, as `browser.i18n.getMessage` does: `$1`… are replaced by `substitutions`; empty when unknown. */
export type GetMessage = (key: string, substitutions: string[]) => string;

let lookUp: GetMessage = () => '';
let rules = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat();

/** Installs the lookup: `browser.i18n.getMessage` in the panel. */
export function installTexts(getMessage: GetMessage): void {
  lookUp = getMessage;
  // The rules of the texts' own language, which need not be the browser's.
  rules = new Intl.PluralRules(getMessage('language', []) || 'en');
}

/**
 * The text for `key` in the user's language; the key itself where there is none, so that nothing is ever blank. What nobody
 * can see in a substitution is named: it may come from a page.
 */
export function t(key: TextKey, ...substitutions: (string | number)[]): string {
  return (
    lookUp(
      key,
      substitutions.map((one) => inSentence(String(one))),
    ) || key
  );
}

type PluralStem<Key> = Key extends `${infer Stem}_one` ? Stem : never;

/** A text with a number: `clients` picks `clients_one` or `clients_other`; `$1` is the number in the user's format. */
export function plural(stem: PluralStem<TextKey>, count: number, ...rest: (string | number)[]): string {
  const form = rules.select(count) === 'one' ? 'one' : 'other';
  const key = `${stem}_${form}` as TextKey;
  return t(key, numbers.format(count), ...rest);
}

/** A lookup over a messages file, for tests and for pages that are not an extension's. */
export function messagesLookup(messages: Readonly<Record<string, { readonly message: string }>>): GetMessage {
  return (key, substitutions) =>
    (messages[key]?.message ?? '').replace(/\$(\d)/g, (_, digit: string) => substitutions[Number(digit) - 1] ?? '');
}
