/**
 * JSON with places: where in the text each value stands, and what is wrong in words. `JSON.parse` tells neither the same
 * way in all browsers and versions of Node.js; the reading itself is the library's.
 */
import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { PathKey } from './problem.ts';

/** A value with the places of what is in it. */
export interface PlacedJson {
  readonly ok: true;
  readonly value: unknown;
  /** Offset in the text of the value at a path; of the nearest value around it, if there is none. */
  offsetOf(keys: readonly PathKey[]): number;
}

/** A mistake of syntax. */
export interface JsonMistake {
  readonly ok: false;
  readonly offset: number;
  /** A sentence with the way out. */
  readonly message: string;
}

/** Deeper than this no scenario is. */
const MOST_DEPTH = 100;

/** The scanner's kinds of tokens (the library's `SyntaxKind`, a const enum that single files cannot import). */
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, END] = [1, 2, 3, 4, 17];

/** Reads JSON. A key that comes twice is a mistake too: one of the two would be lost. */
export function readJson(given: string): PlacedJson | JsonMistake {
  // Editors on Windows like to begin files with a byte order mark. A blank in its place keeps the offsets.
  const text = given.replace(/^\uFEFF/, ' ');
  const deep = tooDeep(text);
  if (deep !== null) {
    return { ok: false, offset: deep, message: `Lists and objects are nested more than ${MOST_DEPTH} deep.` };
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const [error] = errors.sort((a, b) => a.offset - b.offset);
  if (error !== undefined) return { ok: false, ...explain(text, error) };
  if (tree === undefined) return { ok: false, offset: 0, message: 'The file ends here, but a value is missing.' };
  const twice = keyTwice(tree);
  if (twice !== null) {
    const message = `The key "${String(twice.value)}" is there twice: only one of them can count.`;
    return { ok: false, offset: twice.offset, message };
  }
  return { ok: true, value: JSON.parse(text), offsetOf: (keys) => offsetOf(tree, keys) };
}

/** Offset of the first list or object that is nested too deep. Read before the rest, whose depth is the stack's. */
function tooDeep(text: string): number | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token = scanner.scan(); token !== END; token = scanner.scan()) {
    if (token === OPEN_BRACE || token === OPEN_BRACKET) depth++;
    if (token === CLOSE_BRACE || token === CLOSE_BRACKET) depth--;
    if (depth > MOST_DEPTH) return scanner.getTokenOffset();
  }
  return null;
}

/** The first key that its object has already. */
function keyTwice(node: Node): Node | null {
  const keys = new Set<unknown>();
  for (const inner of node.children ?? []) {
    const key = inner.type === 'property' ? inner.children?.[0] : undefined;
    if (key !== undefined && keys.has(key.value)) return key;
    if (key !== undefined) keys.add(key.value);
    const found = keyTwice(inner);
    if (found !== null) return found;
  }
  return null;
}

/** A problem with a value that has a key is shown where the key is. */
function offsetOf(tree: Node, keys: readonly PathKey[]): number {
  for (let length = keys.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, keys.slice(0, length));
    if (node !== undefined) return node.parent?.type === 'property' ? node.parent.offset : node.offset;
  }
  return tree.offset;
}

function explain(text: string, { error, offset }: ParseError): { offset: number; message: string } {
  const rest = text.slice(offset);
  const next = rest.charAt(0);
  /** The text up to the error without blanks at its end. */
  const before = text.slice(0, offset).trimEnd();
  const say = (message: string, at = offset): { offset: number; message: string } => ({ offset: at, message });
  switch (printParseErrorCode(error)) {
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return say('JSON has no comments: take it out, or say it with a step {"do": "say", "text": "…"}.');
    case 'UnexpectedEndOfString':
      return say(
        'The text that begins here does not end on its line: close it with a quotation mark, or write \\n for a new line.',
      );
    case 'InvalidEscapeCharacter':
    case 'InvalidCharacter':
    case 'InvalidUnicode':
      return say('In this text, a backslash or a control character is wrong: a backslash is written \\\\, a tab \\t.');
    case 'ColonExpected':
      return say(`After the key ${/"[^"]*"$/.exec(before)?.[0] ?? ''} a colon is missing.`);
    case 'EndOfFileExpected':
      return say('The file should end before this: there is one value in it.');
    case 'CloseBraceExpected':
      return say('The file ends here, but an object is not closed: a } is missing.');
    case 'CloseBracketExpected':
      return say('The file ends here, but a list is not closed: a ] is missing.');
    case 'CommaExpected':
      return /^:\d/.test(rest) && /\d$/.test(before)
        ? say('A time such as 1:20 needs double quotation marks: "1:20".')
        : say('A comma is missing before this, or a closing bracket.');
    case 'InvalidSymbol':
      return say(symbolWords(rest, before.endsWith('{') || before.endsWith(',')));
    default:
      break;
  }
  if (next === '') return say('The file ends here, but a value is missing.');
  const isClosing = next === '}' || next === ']';
  if (isClosing && before.endsWith(',')) return say(`There must be no comma before ${next}.`, before.length - 1);
  if (isClosing || next === ',' || next === ':') return say(`A value or a key is missing before "${next}".`);
  return say(symbolWords(rest, true));
}

/** What is wrong with a word that is no JSON; `mayBeKey`: it stands where a key may stand. */
function symbolWords(rest: string, mayBeKey: boolean): string {
  if (rest.startsWith("'")) return 'JSON has double quotation marks only: " instead of \'.';
  const word = /^[^\s,:\]}"]+/.exec(rest)?.[0] ?? rest.charAt(0);
  if (mayBeKey && /^\s*:/.test(rest.slice(word.length))) return `Keys stand in double quotation marks: "${word}".`;
  return `${word} is no value: a text needs double quotation marks, "${word}".`;
}
