/** Cases made all at once. */
import { type CaseFacts, rowsOf } from '../cases.ts';
import type { SessionCase, SessionInteraction } from '../model.ts';

/**
 * The cases of some interactions, by first sight: what `CaseBook` keeps up to date, made all at once.
 * @param parentOf the key of an interaction's parent, if it is known
 */
export function casesOf(
  interactions: readonly SessionInteraction[],
  facts: CaseFacts,
  parentOf: (interaction: SessionInteraction) => string | null,
): readonly SessionCase[] {
  const byCase = new Map<string, SessionInteraction[]>();
  for (const one of interactions) {
    const id = one.interaction.caseId ?? '';
    const known = byCase.get(id);
    if (known) known.push(one);
    else byCase.set(id, [one]);
  }
  const selection = facts.selection();
  return [...byCase].map(([id, members]) => ({
    id,
    selected: id === '' ? null : facts.selected(id, selection),
    expanded: id === '' ? null : facts.expanded(id),
    rows: rowsOf(members, parentOf),
  }));
}
