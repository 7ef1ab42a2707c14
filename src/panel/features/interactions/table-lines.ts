/** The lines of the live table: cases with their interactions, filtered, sorted, folded. Pure. */

import { compareSights } from '../../../session/cases.ts';
import type { SessionCase, SessionInteraction } from '../../../session/model.ts';
import { Table, type TableRow, type TableView } from '../../../table/table.ts';
import { compareValues, cutValue, isSortColumn, SORT_VALUES } from './sort-values.ts';

/** One line of the table. */
export type TableLine =
  | {
      readonly is: 'case';
      readonly id: string;
      readonly known: SessionCase;
      /** Interactions that are shown. */
      readonly count: number;
      /** With those that the filter hides. */
      readonly total: number;
      readonly folded: boolean;
    }
  | InteractionLine;

interface InteractionLine {
  readonly is: 'interaction';
  readonly id: string;
  readonly one: SessionInteraction;
  readonly depth: number;
}

/** What to sort by. */
export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

/** What the lines are made of. */
export interface LinesInput {
  readonly cases: readonly SessionCase[];
  readonly find: (key: string) => SessionInteraction | undefined;
  /** Null: all pass. */
  readonly filter: LineFilter | null;
  readonly sorting: Sorting | null;
  readonly folded: ReadonlySet<string>;
  /** Without it, all that is found is looked at each time. */
  readonly changes?: Changes;
  /** What the filter has found out: such are judged anew, though they are as they were. */
  readonly judged?: Changes;
}

/** Tells which interactions are shown. Another filter is another object. */
export interface LineFilter {
  passes(one: SessionInteraction): boolean;
}

/** What is new in what is found. */
export type Changes = Pick<TableView<unknown>, 'version' | 'changesSince'>;

/** A case with its lines. */
interface CaseLines extends TableRow {
  readonly known: SessionCase;
  /** Of each row of the case, what was found. */
  readonly found: readonly (SessionInteraction | undefined)[];
  /** Those that pass: at least one. */
  readonly rows: readonly InteractionLine[];
  readonly folded: boolean;
  /** With the case's own line. */
  readonly lines: readonly TableLine[];
  /** By what it is sorted: a column's value of its first interaction. */
  readonly value: string | number;
}

/**
 * Makes lines that remember: what is as it was is neither judged nor sorted anew. Cases keep together: sorting moves whole
 * cases, by their first interaction, so that a consultation stays under its call.
 */
export function createTableLines(): (input: LinesInput) => readonly TableLine[] {
  let last: LinesInput | null = null;
  let cases: ReadonlyMap<string, SessionCase> = new Map();
  /** Keys of cases by the keys of their interactions. */
  const caseOf = new Map<string, string>();
  let table = new Table(comparing(null));
  let lines: readonly TableLine[] = [];

  /** @returns keys of the cases that are others now, or gone */
  function followCases(next: LinesInput['cases']): readonly string[] {
    const before = cases;
    cases = new Map(next.map((one) => [one.key, one]));
    const gone = [...before.values()].filter(({ key }) => !cases.has(key));
    const others = next.filter((one) => before.get(one.key) !== one);
    for (const known of [...gone, ...others.flatMap(({ key }) => before.get(key) ?? [])])
      for (const { key } of known.rows) if (caseOf.get(key) === known.key) caseOf.delete(key);
    for (const known of others) for (const { key } of known.rows) caseOf.set(key, known.key);
    return [...gone, ...others].map(({ key }) => key);
  }

  return (input) => {
    const { filter, sorting, folded } = input;
    const isOther = last?.filter !== filter || last.sorting !== sorting;
    const changed = changedSince(last, input);
    const judged = isOther ? null : judgedSince(last, input);
    const moved = last?.cases === input.cases ? [] : followCases(input.cases);
    const isAll = changed === null || judged === null || last?.folded !== folded;
    last = input;
    if (isOther) table = new Table(comparing(sorting));
    const { version } = table;
    const touched = isAll ? cases.keys() : [...changed, ...judged].flatMap((key) => caseOf.get(key) ?? []);
    table.update(new Set([...moved, ...touched]), (key) => {
      const known = cases.get(key);
      const isJudged = judged === null || known?.rows.some((row) => judged.has(row.key));
      return known && linesOf(known, input, table.get(key), isJudged === true);
    });
    if (isOther || table.version !== version) lines = table.rows.flatMap((one) => one.lines);
    return lines;
  };
}

const NONE: ReadonlySet<string> = new Set();

/** Keys of what the filter has found out since; null: too many to tell. */
function judgedSince(last: LinesInput | null, { judged }: LinesInput): ReadonlySet<string> | null {
  if (!judged || judged.version === last?.judged?.version) return NONE;
  return last?.judged ? judged.changesSince(last.judged.version) : null;
}

function changedSince(last: LinesInput | null, { changes, find }: LinesInput): ReadonlySet<string> | null {
  const isSame = last?.changes && changes && last.find === find;
  return isSame && last.changes ? changes.changesSince(last.changes.version) : null;
}

/**
 * @param before as it was made last
 * @param isJudged whether the filter has found out something since
 * @returns undefined: nothing of it passes
 */
function linesOf(
  known: SessionCase,
  { find, filter, sorting, folded }: LinesInput,
  before: CaseLines | undefined,
  isJudged: boolean,
): CaseLines | undefined {
  const isFolded = folded.has(known.key) && !filter;
  const isSame = before?.known === known && known.rows.every(({ key }, index) => before.found[index] === find(key));
  if (isSame && !isJudged && before.folded === isFolded) return before;
  const { found, rows } = isSame && !isJudged ? before : passing(known, find, filter, before?.rows ?? []);
  const [first] = rows;
  if (!first) return undefined;
  const head: TableLine = {
    is: 'case',
    id: `case ${known.key}`,
    known,
    count: rows.length,
    total: found.reduce((sum, one) => sum + (one ? 1 : 0), 0),
    folded: isFolded,
  };
  return {
    key: known.key,
    known,
    found,
    rows,
    folded: isFolded,
    lines: isFolded ? [head] : [head, ...rows],
    value: before?.rows[0]?.one === first.one ? before.value : sortValueOf(first.one, sorting),
  };
}

/** What is found of a case, and the lines of those that pass. */
function passing(
  known: SessionCase,
  find: LinesInput['find'],
  filter: LineFilter | null,
  before: readonly InteractionLine[],
): Pick<CaseLines, 'found' | 'rows'> {
  const made = new Map(before.map((line) => [line.one, line]));
  const found = known.rows.map(({ key }) => find(key));
  const rows = known.rows.flatMap(({ key, depth }, index): InteractionLine[] => {
    const one = found[index];
    if (!one || filter?.passes(one) === false) return [];
    const line = made.get(one);
    return [line?.depth === depth ? line : { is: 'interaction', id: key, one, depth }];
  });
  return { found, rows };
}

function sortValueOf(one: SessionInteraction, sorting: Sorting | null): string | number {
  return sorting && isSortColumn(sorting.column) ? cutValue(SORT_VALUES[sorting.column](one)) : 0;
}

function comparing(sorting: Sorting | null): (a: CaseLines, b: CaseLines) => number {
  const sign = sorting?.descending ? -1 : 1;
  return (a, b) => sign * compareValues(a.value, b.value) || compareSights(a.known.first, b.known.first);
}
