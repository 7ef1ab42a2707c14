/** What could be written where the caret stands. */
import { t } from '../text/i18n.ts';
import { dataField, printField } from './filter.ts';
import type { FieldName } from './filter-fields.ts';
import { fold } from './glob.ts';
import { fieldHint, IS_HINTS } from './hints.ts';
import { lex } from './lex.ts';
import { LONGEST } from './parse.ts';
import { fieldOf, MESSAGE_WORDS, type Vocabulary } from './vocabulary.ts';

/** The names that occur, to be offered. */
export interface KnownNames {
  /** Values of fields, the best first. */
  readonly values: Readonly<Partial<Record<FieldName, readonly string[]>>>;
  /** By their numbers, with title or origin. */
  readonly clients: readonly { readonly number: number; readonly name: string }[];
}

/** One suggestion. */
export interface Candidate {
  /** What it writes, for a term without a minus. */
  readonly label: string;
  /** What it means; empty where the label says it. */
  readonly hint: string;
  /** The whole text with it, and where the caret stands then. */
  readonly text: string;
  readonly caret: number;
}

/** A page may use thousands of names. */
const MOST = 50;
/** With fewer letters than these, names of all fields would be offered. */
const ENOUGH = 2;

interface Choice {
  readonly field: FieldName;
  readonly value: string;
  readonly hint: string;
}

/** Suggestions for the term at the caret, best first. */
export function candidatesAt(
  text: string,
  caret: number,
  known: KnownNames,
  words: Vocabulary = MESSAGE_WORDS,
): readonly Candidate[] {
  if (text.length > LONGEST) return [];
  const token = lex(text).find(({ from, to }) => from < caret && caret <= to);
  const start = token?.start ?? caret;
  if (token?.kind === 'pattern' || token?.kind === 'quoted') return [];
  const typed = text.slice(start, Math.max(start, caret));
  const tail = text.slice(token?.to ?? caret);
  const write = (label: string, hint: string, isWhole: boolean): Candidate => {
    const head = `${text.slice(0, start)}${label}${isWhole ? ' ' : ''}`;
    return { label, hint, text: head + (isWhole ? tail.trimStart() : tail), caret: head.length };
  };
  if (/^data\./i.test(typed) && !token?.path) {
    const keys = best(choicesOf('key', known, words), typed.slice('data.'.length).replace(/^"/, ''));
    return keys.map(({ value }) => write(`${dataField(value)}:`, '', false));
  }
  const field = token?.kind === 'field' ? fieldOf(token.field) : null;
  if (token && field !== null && words.fields.includes(field) && caret >= token.valueFrom) {
    const value = text.slice(token.valueFrom, caret).replace(/^"/, '');
    return best(choicesOf(field, known, words), value).map((one) =>
      write(printField(one.field, one.value), one.hint, true),
    );
  }
  const fields = words.fields.filter((name) => name.startsWith(typed.toLowerCase()));
  const others =
    typed.length < ENOUGH
      ? []
      : best(
          words.fields.flatMap((name) => choicesOf(name, known, words)),
          typed,
        );
  return [
    ...fields.map((name) => write(name === 'data' ? 'data.' : `${name}:`, t(fieldHint(name, words.view)), false)),
    ...others.map((one) => write(printField(one.field, one.value), one.hint, true)),
  ].slice(0, MOST);
}

/** Those that hold the text; first those that begin with it. */
function best(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = fold(typed);
  const places = choices.map((choice) => ({ choice, at: placeOf(choice, wanted) }));
  return places
    .filter(({ at }) => at >= 0)
    .sort((a, b) => Number(a.at > 0) - Number(b.at > 0))
    .slice(0, MOST)
    .map(({ choice }) => choice);
}

function placeOf({ field, value, hint }: Choice, wanted: string): number {
  const at = fold(value).indexOf(wanted);
  return at < 0 && field === 'client' ? fold(hint).indexOf(wanted) : at;
}

function choicesOf(field: FieldName, known: KnownNames, { isWords }: Vocabulary): readonly Choice[] {
  const named = (names: readonly string[]) => names.map((value) => ({ field, value, hint: '' }));
  switch (field) {
    case 'is':
      return isWords.map((value) => ({ field, value, hint: t(IS_HINTS[value]) }));
    case 'client':
      return known.clients.map(({ number, name }) => ({ field, value: String(number), hint: name }));
    case 'larger':
    case 'smaller':
      return named(['1k', '10k', '100k', '1M']);
    case 'slower':
    case 'faster':
      return named(['100ms', '500ms', '1s', '2s', '5s']);
    default:
      return named(known.values[field] ?? []);
  }
}
