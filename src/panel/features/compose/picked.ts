/** Which interaction an id means, that was picked or typed as a parameter; and whether it goes back as text or as a number. */
import { readId, wireId } from '../../../protocol/read.ts';
import type { SessionInteraction } from '../../../session/model.ts';
import type { PanelStores } from '../../stores/panel.ts';
import type { FieldType } from './fields.ts';

type Stores = Pick<PanelStores, 'watching' | 'wwes'>;

/** Whom an id means: an interaction of the WWE that is meant, if one has it; `former` had it last, if nobody has it now. */
export function meaningOf(
  { watching, wwes }: Stores,
  id: string,
): { readonly one: SessionInteraction | undefined; readonly former: SessionInteraction | undefined } {
  const all = watching.session.ids.named(id);
  const meant = wwes.meant.value;
  const having = all.filter(({ known }) => known.some((known) => known.id === id));
  return { one: having.find(({ wwe }) => 'wwe' in meant && wwe.key === meant.wwe) ?? having[0], former: all.at(-1) };
}

/**
 * The type of a field once an interaction's id was picked or typed into it: what WWE gave as a number goes back as a number,
 * what it gave as text as text. An id that nobody has seen leaves the type as it is.
 */
export function typeOfPicked(stores: Stores, typed: string, type: FieldType): FieldType {
  if (type !== 'text' && type !== 'number') return type;
  const { one, former } = meaningOf(stores, typed);
  const known = one ?? former;
  if (known) return isGivenAsNumber(known, typed) ? 'number' : 'text';
  return type === 'number' && typed.trim() !== '' && readId(Number(typed)) === null ? 'text' : type;
}

function isGivenAsNumber({ raw, id }: SessionInteraction, typed: string): boolean {
  // It may be known by another id too: WWE gives all of them in one way.
  return typeof wireId(raw, id) === 'number' && readId(Number(typed)) === typed;
}
