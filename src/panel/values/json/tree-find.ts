/** Finds a text in a tree, also in what is folded: line by line, in slices. Pure. */
import { MASK } from '../../../protocol/tokens.ts';
import { BEGINNING, maskOf, nameParts, PIECE, plainText, quotedPart } from './line-text.ts';
import { type Child, childCount, childPath, eachChild } from './shape.ts';

/** A place in a tree. */
export interface TreePlace {
  /** The line's path, and the holders that must list it: each with the place of the value that leads there. */
  readonly path: string;
  readonly above: readonly { readonly path: string; readonly index: number }[];
  /** The piece of a long text that it is in: where that begins, in characters of the text; 0 for all else. */
  readonly piece: number;
  /** Where it stands: in the line's text, or, after the first piece, in that piece as it is quoted. */
  readonly from: number;
  readonly to: number;
}

/** Looks so deep: what is deeper holds itself. */
const DEEPEST = 500;
/** Values between two pauses. */
const VALUES = 200;

interface Level {
  readonly child: Child;
  readonly names: readonly string[];
  readonly inner: Iterator<Child>;
  /** The place of the value within, of those that this one holds. */
  at: number;
}

/** What is searched. */
export interface SearchedTree {
  readonly value: unknown;
  /** The keys above the value, which may say that it is a token. */
  readonly names: readonly string[];
  /** Paths of tokens that the user chose to see. */
  readonly shown: ReadonlySet<string>;
}

/** The places of a text, in the order of the lines; null now and then, so that who asks can stop. */
export function* placesIn({ value, names, shown }: SearchedTree, needle: RegExp): Generator<TreePlace | null> {
  const root: Child = { label: '', step: '', name: null, value };
  const levels: Level[] = [];
  const path = (): string => levels.slice(1).reduce((above, { child }) => childPath(above, child.step), '');
  let walked = 0;

  function* visit(child: Child, over: readonly string[]): Generator<TreePlace | null> {
    const own = child.name === null ? over : [...over, child.name];
    const level: Level = { child, names: own, inner: eachChild(child.value), at: -1 };
    levels.push(level);
    const subject = { level: levels.length, label: child.label, names: own, value: child.value };
    // Its path costs something, and only few lines hold a token that is shown.
    const isShown = () => shown.size > 0 && shown.has(path());
    for (const found of placesInLine(subject, isShown, needle)) {
      yield found && {
        ...found,
        path: path(),
        above: levels.slice(0, -1).map(({ at }, depth) => ({
          path: levels.slice(1, depth + 1).reduce((above, one) => childPath(above, one.child.step), ''),
          index: at,
        })),
      };
    }
    const isLeaf = childCount(child.value) === 0 || levels.length > DEEPEST;
    if (isLeaf || levels.slice(0, -1).some((one) => one.child.value === child.value)) levels.pop();
  }

  yield* visit(root, names);
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const next = level.inner.next();
    if (next.done) {
      levels.pop();
      continue;
    }
    level.at += 1;
    yield* visit(next.value, level.names);
    walked += 1;
    if (walked % VALUES === 0) yield null;
  }
}

type PlaceInLine = Pick<TreePlace, 'piece' | 'from' | 'to'>;
type Subject = Parameters<typeof nameParts>[0];
const NOWHERE: readonly PlaceInLine[] = [];

/** @param isShown whether the user chose to see it, should it be a token */
function placesInLine(subject: Subject, isShown: () => boolean, needle: RegExp): Iterable<PlaceInLine | null> {
  const { value } = subject;
  const { name, separator } = nameParts(subject);
  if (childCount(value) > 0) return placesInShort(name, needle);
  const before = name + separator;
  // A mask has nothing in it that the token has not, but for its dots. To look for tokens takes longer than to search.
  const mask = () => maskOf(subject, isShown());
  const seeksMask = needle.source.includes(MASK[0] ?? '');
  if (typeof value === 'string') {
    if (value.length <= PIECE && !seeksMask) {
      const line = before + quotedPart(value, BEGINNING);
      const found = placesInShort(line, needle);
      if (found === NOWHERE) return found;
    }
    const masked = mask();
    return masked === null ? placesInText(before, value, needle) : placesInShort(before + masked, needle);
  }
  const found = placesInShort(before + plainText(value), needle);
  const masked = found === NOWHERE && !seeksMask ? null : mask();
  return masked === null ? found : placesInShort(before + masked, needle);
}

function placesInShort(line: string, needle: RegExp): readonly PlaceInLine[] {
  needle.lastIndex = 0;
  let found = needle.exec(line);
  if (!found) return NOWHERE;
  const places: PlaceInLine[] = [];
  for (; found; found = needle.exec(line)) places.push({ piece: 0, from: found.index, to: needle.lastIndex });
  return places;
}

function* placesInText(before: string, text: string, needle: RegExp): Generator<PlaceInLine | null> {
  // What lies across the border of two pieces is found from the first of them.
  const overlap = 2 * needle.source.length;
  let covered = 0;
  for (let piece = 0; piece === 0 || piece < text.length; piece += PIECE) {
    const head = piece === 0 ? before : '';
    const own = head.length + quotedPart(text, { from: piece, to: piece + PIECE }).length;
    const line = head + quotedPart(text, { from: piece, to: piece + PIECE + overlap });
    needle.lastIndex = Math.max(0, covered);
    covered = 0;
    for (let found = needle.exec(line); found && found.index < own; found = needle.exec(line)) {
      const to = needle.lastIndex;
      yield { piece, from: found.index, to };
      needle.lastIndex = to;
      covered = to - own;
    }
    yield null;
  }
}
