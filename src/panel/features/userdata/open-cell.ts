/** The cell that is open for typing. */
import type { Slot } from '../../values/json/slot.ts';
import type { ParseProblem } from './parse.ts';
import type { ValueType } from './value-type.ts';

/** Why a cell cannot be committed. */
export type CellProblem = ParseProblem | 'empty' | 'taken' | 'circle' | 'unsure' | 'gone';

/** What was typed so far. */
export interface Typing {
  readonly text: string;
  readonly type: ValueType;
  /** Something was typed or chosen; an untouched cell closes without an edit. */
  readonly touched: boolean;
  readonly problem: CellProblem | null;
}

/** A value, a key's name, or a new key with its value. */
export type OpenCell =
  /** `base`: what the user saw of the key when opening it. What comes while they type is somebody else's change. */
  | (Typing & { readonly what: 'value'; readonly key: string; readonly base: Slot })
  | (Typing & { readonly what: 'name'; readonly key: string })
  | (Typing & { readonly what: 'new'; readonly name: string });
