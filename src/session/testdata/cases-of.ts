/** Cases made all at once. */
import { type CaseFacts, caseKey, rowsOf } from '../cases.ts';
import type { SessionCase, SessionInteraction } from '../model.ts';

/**
 * The cases of some interactions, by first sight: what `CaseIndex` keeps up to date, made all at once.
 * @param parentOf the key of an interaction's parent, if it is known
 */
export function casesOf(
  interactions: readonly SessionInteraction[],
  facts: CaseFacts,
  parentOf: (interaction: SessionInteraction) => string | null,
): readonly SessionCase[] {
  const byCase = new Map<string, [SessionInteraction, ...SessionInteraction[]]>();
  for (const one of interactions) {
    const key = caseKey(one.wwe.key, one.interaction.caseId ?? '');
    const known = byCase.get(key);
    if (known) known.push(one);
    else byCase.set(key, [one]);
  }
  return [...byCase].map(([key, members]) => {
    const [{ key: firstKey, firstSeen, wwe, interaction }] = members;
    const id = interaction.caseId ?? '';
    return {
      key,
      id,
      wwe,
      selected: id === '' ? null : facts.selected(wwe.key, id, facts.selection(wwe.key)),
      expanded: id === '' ? null : facts.expanded(wwe.key, id),
      first: { key: firstKey, firstSeen },
      rows: rowsOf(members, parentOf),
    };
  });
}
