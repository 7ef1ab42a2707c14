/** What one line of a tree says, as text: what is drawn, and what is searched. Tokens are masked. Pure. */
import { maskToken } from '../../../protocol/secret-names.ts';
import { masked } from '../../../protocol/tokens.ts';
import { HOLDERS, oneLine, scalarText, shapeOf } from './shape.ts';

/** A text is shown in pieces of so many characters; keys are cut after so many. */
export const PIECE = 10_000;
/** The preview of what is folded, or empty, is cut after so many. */
export const PREVIEW_CHARACTERS = 120;

/** Which characters of a text are shown: from this one on, up to that one, which is not. */
export interface Shown {
  readonly from: number;
  readonly to: number;
}

/** The beginning of a text. */
export const BEGINNING: Shown = { from: 0, to: PIECE };

/** What a line is drawn of. */
export interface LineSubject {
  /** 1 is the root, whose name is not drawn. */
  readonly level: number;
  readonly label: string;
  readonly names: readonly string[];
  readonly value: unknown;
}

/** The name of a line as it is drawn, and what stands after it. */
export function nameParts({ level, label }: LineSubject): { readonly name: string; readonly separator: string } {
  if (level <= 1) return { name: '', separator: '' };
  const name = masked(label.slice(0, PIECE));
  // A Map's key is written as a value is: a text stands in quotes.
  return { name, separator: name.endsWith('→') ? ' ' : ': ' };
}

/** What stands for the value of a line: its mask if it is a token, unless the user chose to see it; else null. */
export function maskOf({ names, value }: LineSubject, isShown: boolean): string | null {
  return isShown ? null : (maskToken(names, value)?.slice(0, PIECE) ?? null);
}

/** A part of a text as JSON writes it, in quotes where it begins and ends. */
export function quotedPart(text: string, shown: Shown): string {
  const [from, to] = [wholeAt(text, shown.from), wholeAt(text, shown.to)];
  const quoted = JSON.stringify(text.slice(from, to)).slice(1, -1);
  return `${from === 0 ? '"' : ''}${quoted}${to >= text.length ? '"' : ''}`;
}

/** A place of a text that does not cut one character in two. */
function wholeAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}

/** The text of a value that is no text, where it holds nothing that could be unfolded. */
export function plainText(value: unknown): string {
  const isHolder = HOLDERS.has(shapeOf(value));
  return masked((isHolder ? oneLine(value, PREVIEW_CHARACTERS) : scalarText(value)).slice(0, PIECE));
}
