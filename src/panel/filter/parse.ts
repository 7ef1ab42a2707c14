/**
 * The filter language: terms that must all hold. Plain words and "phrases" are found in names and payloads; `field:value`
 * asks one thing; `/pattern/i` is a regular expression; `-` negates. What cannot be understood is explained, with its
 * place and, where one can guess, what to write instead.
 */
import { type TextKey, t } from '../text/i18n.ts';
import { isSize, readAmount } from './amounts.ts';
import { dataTest, type Filter, nameTest, printTest, type Term, type Test, textTest } from './filter.ts';
import { type AmountField, type FieldName, isAmountField, isTimeField, type TimeField } from './filter-fields.ts';
import { lex, type Token } from './lex.ts';
import { type FilterTimes, NO_TIMES, readTime } from './moments.ts';
import { nearest } from './nearest.ts';
import { compilePattern } from './pattern/pattern.ts';
import type { PatternProblem } from './pattern/syntax.ts';
import { elsewhere, fieldOf, MESSAGE_WORDS, type Vocabulary, viewName } from './vocabulary.ts';

/** Why a filter was not understood. Offsets in its text, `to` exclusive and behind `from`. */
export interface FilterProblem {
  readonly ok: false;
  readonly from: number;
  readonly to: number;
  /** In words. */
  readonly message: string;
  /** What could stand from `from` to `to` instead; null where nothing can be guessed. */
  readonly instead: string | null;
}

/** What became of a text. */
export type ParsedFilter = { readonly ok: true; readonly filter: Filter } | FilterProblem;

/** Longer texts, in characters, are not read: somebody pasted a message. */
export const LONGEST = 5_000;
/** More terms than this are refused: every row is asked for each of them, at once. */
export const MOST_TERMS = 50;
/** What is shown of a wrong word in a message. */
const SHOWN = 40;

/**
 * Reads a filter. Never throws.
 * @param words those of the view; the language is the same in all
 * @param times by what to read moments; left out, they are read, but of no use
 */
export function parseFilter(
  text: string,
  words: Vocabulary = MESSAGE_WORDS,
  times: FilterTimes = NO_TIMES,
): ParsedFilter {
  if (text.length > LONGEST) return problem(LONGEST, text.length, t('filter_problem_long', LONGEST.toLocaleString()));
  const terms: Term[] = [];
  const tokens = lex(text);
  for (const [index, token] of tokens.entries()) {
    if (terms.length === MOST_TERMS) return problem(token.from, text.length, t('filter_problem_terms', MOST_TERMS));
    const test = readToken(token, words, times);
    if ('ok' in test) return test;
    const cut = test.by === 'time' ? timeBehind(test.text, token, tokens[index + 1]) : null;
    if (cut) return cut;
    terms.push({ negated: token.negated, test });
  }
  return { ok: true, filter: { terms } };
}

function problem(from: number, to: number, message: string, instead: string | null = null): FilterProblem {
  return { ok: false, from, to: Math.max(to, from + 1), message, instead };
}

function short(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function readToken(token: Token, words: Vocabulary, times: FilterTimes): Test | FilterProblem {
  const { from, start, to, valueFrom, text } = token;
  switch (token.problem) {
    case 'unclosed quote':
      return problem(valueFrom, to, t('filter_problem_quote'));
    case 'unclosed pattern':
      return problem(start, to, t('filter_problem_pattern_end'), printTest(textTest(`/${text}`)));
    case 'no space':
      return problem(start, to, t('filter_problem_space'));
    case null:
  }
  switch (token.kind) {
    case 'nothing':
      return problem(from, to, t('filter_problem_minus'));
    case 'pattern':
      return readPattern(token);
    case 'field':
      return readField(token, words, times);
    default:
      return text === '' ? problem(start, to, t('filter_problem_empty')) : textTest(text);
  }
}

const PATTERN_PROBLEMS: Readonly<Record<PatternProblem, TextKey>> = {
  'unclosed group': 'filter_pattern_group',
  'unclosed class': 'filter_pattern_class',
  'nothing to close': 'filter_pattern_close',
  'nothing to repeat': 'filter_pattern_repeat',
  order: 'filter_pattern_order',
  escape: 'filter_pattern_escape',
  'look around': 'filter_pattern_look',
  reference: 'filter_pattern_reference',
  size: 'filter_pattern_size',
  flag: 'filter_pattern_flag',
};

function readPattern({ start, to, text, flags }: Token): Test | FilterProblem {
  if (text === '') return problem(start, to, t('filter_problem_pattern_empty'));
  const made = compilePattern(text, flags);
  if (made.ok) return { by: 'pattern', source: text, flags, matcher: made.matcher };
  return problem(start + 1 + made.from, start + 1 + made.to, t(PATTERN_PROBLEMS[made.problem]));
}

/** What to write after a field, as an example in a message. */
const EXAMPLES: Readonly<Record<FieldName, string>> = {
  is: 'is:failed',
  state: 'state:HELD',
  event: 'event:markdone',
  type: 'type:RINGING',
  service: 'service:interaction.*',
  id: 'id:12',
  ref: 'ref:7',
  key: 'key:ContactId',
  client: 'client:1',
  data: 'data.City:Paris',
  previous: 'previous:RINGING',
  uuid: 'uuid:0001*',
  case: 'case:1',
  medium: 'medium:chat',
  direction: 'direction:IN',
  calltype: 'calltype:CONSULT',
  recording: 'recording:PAUSED',
  who: 'who:*smith*',
  wwe: 'wwe:*example.com',
  larger: 'larger:10k',
  smaller: 'smaller:1k',
  slower: 'slower:2s',
  faster: 'faster:100ms',
  after: 'after:14:04',
  before: 'before:14:06',
  at: 'at:14:05',
};

function readField(token: Token, words: Vocabulary, times: FilterTimes): Test | FilterProblem {
  const { start, to, valueFrom, path, text } = token;
  const field = fieldOf(token.field);
  const end = start + token.field.length;
  if (field === null) {
    const meant = nearest(token.field, words.fields);
    const names = [short(token.field), viewName(words.view)] as const;
    const message = meant ? t('filter_problem_field_meant', ...names, meant) : t('filter_problem_field', ...names);
    return problem(start, end, message, meant);
  }
  if (!words.fields.includes(field)) {
    const { message, instead } = elsewhere(field, words);
    return problem(start, end, message, instead);
  }
  if (field === 'data' && path === '') return problem(start, to, t('filter_problem_data', EXAMPLES.data));
  if (text === '') return problem(start, to, t('filter_problem_value', field, exampleOf(field, words)));
  if (field === 'data') return dataTest(path, text);
  if (field === 'is') return readIs(token, words);
  if (field === 'client') {
    if (/^\d{1,9}$/.test(text)) return { by: 'client', number: Number(text) };
    return problem(valueFrom, to, t('filter_problem_client', short(text)));
  }
  if (isAmountField(field)) return readAmountOf(field, token);
  if (isTimeField(field)) return readTimeOf(field, token, times);
  return nameTest(field, text);
}

/** What to write after a field in a view, as an example. */
export function exampleOf(field: FieldName, { isWords }: Vocabulary): string {
  return field === 'is' && !isWords.includes('failed') ? `is:${isWords[0] ?? ''}` : EXAMPLES[field];
}

function readIs({ valueFrom, to, text }: Token, { isWords }: Vocabulary): Test | FilterProblem {
  const word = text.toLowerCase().replaceAll(/[\s_]/g, '-');
  const known = isWords.find((one) => one === word);
  if (known) return { by: 'is', word: known };
  const meant = nearest(word, isWords);
  const message = meant ? t('filter_problem_is_meant', short(text), meant) : t('filter_problem_is', short(text));
  return problem(valueFrom, to, message, meant);
}

function readAmountOf(field: AmountField, { valueFrom, to, text }: Token): Test | FilterProblem {
  const amount = readAmount(field, text);
  if (amount.ok) return { by: 'amount', field, text: text.toLowerCase(), limit: amount.limit };
  const size = isSize(field);
  if (amount.why === 'number')
    return problem(
      valueFrom,
      to,
      t(size ? 'filter_problem_size' : 'filter_problem_time', short(text), EXAMPLES[field]),
    );
  const message = t(size ? 'filter_problem_size_unit' : 'filter_problem_time_unit', short(text));
  return problem(valueFrom, to, message, !size && /^[\d.]+$/.test(text) ? `${text}s` : null);
}

function readTimeOf(field: TimeField, { valueFrom, to, text }: Token, times: FilterTimes): Test | FilterProblem {
  const read = readTime(field, text, times);
  return read.by === 'problem' ? problem(valueFrom, to, read.message, read.instead) : read;
}

/** A date with a space behind it ends there: the time would be searched as a word. */
function timeBehind(date: string, { valueFrom }: Token, next: Token | undefined): FilterProblem | null {
  const isCut = /^\d{4}-\d\d?-\d\d?$/.test(date) && next?.kind === 'word' && /^\d{1,2}:\d\d/.test(next.text);
  return isCut ? problem(valueFrom, next.to, t('time_problem_space', date, next.text), `${date}T${next.text}`) : null;
}
