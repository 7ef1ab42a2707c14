/** Reading a scenario's JSON file: problems come with line, column and the line itself. */
import { readJson } from './json-text.ts';
import { readScenario } from './read.ts';
import type { Scenario } from './scenario-types.ts';

/** Something wrong in a file. */
export interface TextProblem {
  /** `steps[3].on`; empty for the whole file and for mistakes of JSON. */
  readonly path: string;
  /** A sentence. */
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** The line itself, cut to a readable length. */
  readonly excerpt: string;
  /** All of it for a terminal: `calm.json:12:5 (steps[3].on): …`, then the line with a mark under the place. */
  readonly words: string;
}

/** A scenario, or what is wrong with its file. */
export type ScenarioTextResult =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly TextProblem[] };

/** The longest file, in UTF-16 code units: 5 MB. */
export const MOST_TEXT = 5_000_000;
const MOST_EXCERPT = 120;

/** Reads the text of a JSON file; `name` is the file's, for the words of the problems. */
export function readScenarioText(text: string, name: string): ScenarioTextResult {
  const problem = (offset: number, path: string, message: string): TextProblem => {
    const place = { path, message, ...placeOf(text, offset) };
    return { ...place, words: wordsOf(name, place) };
  };
  if (text.length > MOST_TEXT) {
    const message = 'The file is longer than 5 MB: a scenario of that length is written with "times" and "every".';
    return { ok: false, problems: [problem(0, '', message)] };
  }
  const json = readJson(text);
  if (!json.ok) return { ok: false, problems: [problem(json.offset, '', json.message)] };
  const result = readScenario(json.value);
  if (result.ok) return result;
  const problems = result.problems
    .map(({ path, keys, message }) => ({ offset: json.offsetOf(keys), path, message }))
    .sort((a, b) => a.offset - b.offset);
  return { ok: false, problems: problems.map(({ offset, path, message }) => problem(offset, path, message)) };
}

function wordsOf(name: string, { path, message, line, column, excerpt }: Omit<TextProblem, 'words'>): string {
  const heading = `${name}:${line}:${column}${path === '' ? '' : ` (${path})`}: ${message}`;
  const mark = column <= excerpt.length + 1 ? `\n    ${' '.repeat(column - 1)}^` : '';
  return `${heading}\n    ${excerpt}${mark}`;
}

function placeOf(text: string, offset: number): Pick<TextProblem, 'line' | 'column' | 'excerpt'> {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const whole = text
    .slice(start, end < 0 ? text.length : end)
    .replace(/\r$/, '')
    .replaceAll('\t', ' ');
  const excerpt = whole.length > MOST_EXCERPT ? `${whole.slice(0, MOST_EXCERPT)}…` : whole;
  return { line: text.slice(0, start).split('\n').length, column: offset - start + 1, excerpt };
}
