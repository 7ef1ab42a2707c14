/** Calls saved under a name. Tokens are not stored: `hidden(1)` stands where one was, and has to be written anew. */
import type { SavedCall } from '../../stores/settings.ts';
import { parseLiteral } from '../../values/literal/literal-parse.ts';
import { printLiteral } from '../../values/literal/literal-print.ts';
import { type Compiled, type Draft, draftOf, freshDraft } from './draft.ts';

/** How many are kept, and how long one may be, in characters. */
export const MOST_SAVED = 200;
const LONGEST = 200_000;

/** What is stored of a call, and how many tokens were left out; null where it is too long. */
export function toSaved(
  name: string,
  mode: Draft['mode'],
  { service, parameters }: Compiled & { ok: true },
): { readonly saved: SavedCall; readonly tokens: number } | null {
  const tokens: unknown[] = [];
  const message = mode === 'message';
  const written = message && parameters !== undefined ? { request: service, parameters } : { request: service };
  const content = message ? written : parameters;
  const text = content === undefined ? '' : printLiteral(content, { tokens });
  if (text.length > LONGEST || service.length > 1_000) return null;
  return { saved: { name: name.slice(0, 100), service, mode, text }, tokens: tokens.length };
}

/** The draft of a saved call. Where it names tokens that were not stored, it is a text that says so when it is read. */
export function fromSaved({ service, mode, text }: SavedCall): Draft {
  const asText = { ...freshDraft(service), fields: [], text, touched: true };
  if (mode !== 'form') return { ...asText, mode };
  if (text === '') return draftOf(service, undefined, 'form');
  const read = parseLiteral(text);
  return read.ok ? draftOf(service, read.value, 'form') : { ...asText, mode: 'list' };
}
