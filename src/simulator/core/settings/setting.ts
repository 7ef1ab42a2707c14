/** What one setting is: its form, its default, and the words that explain it to a person. */
import type * as v from 'valibot';

/** How a person changes a setting. */
export type Control =
  | { readonly is: 'choice'; readonly options: Readonly<Record<string, string>> }
  | { readonly is: 'switch' }
  | { readonly is: 'number'; readonly unit: string; readonly least: number; readonly most: number }
  | { readonly is: 'text'; readonly hint: string }
  /** A text for each of some fixed keys. */
  | { readonly is: 'texts' }
  | { readonly is: 'json'; readonly hint: string };

/** One setting. */
export interface Setting<T> {
  /** @internal It stays out of the package's types, and valibot with it. */
  readonly schema: v.GenericSchema<unknown, T>;
  readonly initial: T;
  readonly control: Control;
  /** One or two sentences: what it decides. */
  readonly words: string;
  /** Where the question comes from: anchors of docs/protocol.md (`#unknown-frame-id, #frame-id`), or `ours`. */
  readonly source: string;
}

/** The values of a group of settings. */
export type Values<Group> = { readonly [Key in keyof Group]: Group[Key] extends Setting<infer T> ? T : never };
