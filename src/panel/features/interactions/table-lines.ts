/** The lines of the live table: cases with their interactions, filtered, sorted, folded. Pure. */
import type { SessionCase, SessionInteraction } from '../../../session/model.ts';
import { Sorted } from '../../../table/sorted.ts';
import type { TableView } from '../../../table/table.ts';
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

/** A case as its lines were made last. */
interface Block {
  known: SessionCase;
  /** Of each row of the case, what was found. */
  found: readonly (SessionInteraction | undefined)[];
  /** Those that pass. */
  rows: readonly InteractionLine[];
  /** With the case's own line; empty where nothing passes. */
  lines: readonly TableLine[];
  placed: Placed | null;
}

/** A case in the order of a column, by its first interaction. */
interface Placed {
  readonly block: Block;
  readonly first: SessionInteraction;
  readonly value: string | number;
  /** Among all cases. */
  readonly place: number;
}

/**
 * Makes lines that remember: what is as it was is neither judged nor sorted anew. Cases keep together: sorting moves whole
 * cases, by their first interaction, so that a consultation stays under its call.
 */
export function createTableLines(): (input: LinesInput) => readonly TableLine[] {
  let last: LinesInput | null = null;
  let blocks: readonly Block[] = [];
  /** By the keys of their rows. */
  let byKey = new Map<string, Block>();
  let sorted = new Sorted(comparing(false));
  let lines: readonly TableLine[] = [];

  return (input) => {
    const { cases, filter, sorting, folded, find } = input;
    const column = sorting && isSortColumn(sorting.column) ? sorting.column : null;
    const isOther = last?.filter !== filter || last.sorting !== sorting;
    if (isOther) sorted = new Sorted(comparing(sorting?.descending === true));
    const left = isOther ? [] : blocks;
    const isFolded = last?.folded !== folded;
    const changed = isOther ? null : changedSince(last, input);
    const judged = isOther ? NONE : judgedSince(last, input);
    if (isOther || last?.cases !== cases) {
      blocks = followCases(left, cases, (gone) => {
        for (const { key } of gone.known.rows) if (byKey.get(key) === gone) byKey.delete(key);
      });
    }
    const isMoved = isOther || last?.cases !== cases;
    if (isOther) byKey = new Map();
    last = input;
    const dirty = new Set<Block>();
    for (const key of [...(changed ?? []), ...(judged ?? [])]) {
      const block = byKey.get(key);
      if (block) dirty.add(block);
    }
    const isJudged = ({ rows }: SessionCase) => judged === null || rows.some(({ key }) => judged.has(key));
    let isChanged = isMoved || isFolded;
    const look = (block: Block, known: SessionCase) => {
      const isNew = lookAt(block, known, find, filter, isJudged(known));
      if (isNew) for (const { key } of known.rows) byKey.set(key, block);
      if (isNew || isFolded) block.lines = linesOf(block, folded.has(known.key) && !filter);
      isChanged ||= isNew;
    };
    if (changed === null || judged === null || isFolded)
      for (const [at, block] of blocks.entries()) look(block, cases[at] ?? block.known);
    else {
      for (const [at, block] of isMoved ? blocks.entries() : []) {
        const known = cases[at];
        if (known && known !== block.known) look(block, known);
      }
      for (const block of dirty) look(block, block.known);
    }
    if (!isChanged) return lines;
    if (column) sortBlocks(sorted, blocks, left, SORT_VALUES[column]);
    const inOrder = column ? sorted.all.map(({ block }) => block) : blocks;
    lines = inOrder.flatMap((block) => block.lines);
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
 * The blocks of cases, those that are known among them. Most often some came at the end.
 * @param onGone told of each known block that is no case's any more
 */
function followCases(
  known: readonly Block[],
  cases: readonly SessionCase[],
  onGone: (block: Block) => void,
): readonly Block[] {
  let same = 0;
  while (same < cases.length && known[same]?.known.key === cases[same]?.key) same += 1;
  const byCase = new Map(known.slice(same).map((block) => [block.known.key, block]));
  const others = cases.slice(same).map((one): Block => {
    const none: SessionCase = { ...one, rows: [] };
    const again = byCase.get(one.key);
    byCase.delete(one.key);
    return again ?? { known: none, found: [], rows: [], lines: [], placed: null };
  });
  for (const block of byCase.values()) onGone(block);
  return [...known.slice(0, same), ...others];
}

/** Looks whether a block is as it was. @returns whether it is another now */
function lookAt(
  block: Block,
  known: SessionCase,
  find: LinesInput['find'],
  filter: LineFilter | null,
  isJudged: boolean,
): boolean {
  const isSame =
    !isJudged &&
    block.known === known &&
    block.found.length === known.rows.length &&
    known.rows.every(({ key }, index) => block.found[index] === find(key));
  if (isSame) return false;
  const before = new Map(block.rows.map((line) => [line.one, line]));
  const found = known.rows.map(({ key }) => find(key));
  block.known = known;
  block.found = found;
  block.rows = known.rows.flatMap(({ key, depth }, index): InteractionLine[] => {
    const one = found[index];
    if (!one || filter?.passes(one) === false) return [];
    const line = before.get(one);
    return [line?.depth === depth ? line : { is: 'interaction', id: key, one, depth }];
  });
  return true;
}

function linesOf({ known, found, rows }: Block, folded: boolean): readonly TableLine[] {
  if (rows.length === 0) return [];
  const total = found.reduce((sum, one) => sum + (one ? 1 : 0), 0);
  const head: TableLine = { is: 'case', id: `case ${known.key}`, known, count: rows.length, total, folded };
  return folded ? [head] : [head, ...rows];
}

/** Puts the blocks whose first interaction, or whose place, is another where they belong. */
function sortBlocks(
  sorted: Sorted<Placed>,
  blocks: readonly Block[],
  before: readonly Block[],
  valueOfOne: (one: SessionInteraction) => string | number,
): void {
  const gone: Placed[] = [];
  const added: Placed[] = [];
  const present = new Set(before === blocks ? [] : blocks);
  if (before !== blocks) for (const { placed } of before) if (placed && !present.has(placed.block)) gone.push(placed);
  for (const [place, block] of blocks.entries()) {
    const { placed } = block;
    const first = block.rows[0]?.one;
    if (placed?.first === first && (!placed || placed.place === place)) continue;
    if (placed) gone.push(placed);
    block.placed = first ? { block, first, value: cutValue(valueOfOne(first)), place } : null;
    if (block.placed) added.push(block.placed);
  }
  sorted.change(gone, added);
}

function comparing(isDescending: boolean): (a: Placed, b: Placed) => number {
  const sign = isDescending ? -1 : 1;
  return (a, b) => sign * compareValues(a.value, b.value) || a.place - b.place;
}
