/** The keys that interactions are shown under, and known by to whoever works with them. */
import type { IndexedInteraction } from './indexed-interaction.ts';
import { firstKeyOf } from './observations.ts';

/**
 * One that gets its UUID or its case later is still the same to whoever works with it, and keeps the key that it had at
 * first sight. Where documents disagree on that, or another one is now what this one was, it is told by what it is now. So the
 * keys depend on what was seen, and not on the order of its arrival.
 */
export class InteractionNames {
  private readonly byName = new Map<string, IndexedInteraction>();
  private readonly byFirstKey = new Map<string, Set<IndexedInteraction>>();

  /** @param all groups by what tells them apart now @param onDoubt a group may be called otherwise */
  constructor(
    private readonly all: ReadonlyMap<string, IndexedInteraction>,
    private readonly onDoubt: (group: IndexedInteraction) => void,
  ) {}

  /** The key that a group is to be shown under. */
  of({ key, firstKey }: IndexedInteraction): string {
    const isFree = firstKey !== null && !this.all.has(firstKey) && this.byFirstKey.get(firstKey)?.size === 1;
    return isFree ? firstKey : key;
  }

  /** The group that is shown under a key. */
  groupOf(key: string): IndexedInteraction | undefined {
    return this.byName.get(key);
  }

  /** A group's tracks have changed. */
  note(group: IndexedInteraction): void {
    const [key, ...others] = new Set([...group.observations].map(firstKeyOf));
    const first = key === undefined || others.length > 0 || key === group.key ? null : key;
    const former = group.firstKey;
    if (first === former) return;
    group.firstKey = first;
    this.onDoubt(group);
    if (former !== null) {
      const left = this.byFirstKey.get(former);
      left?.delete(group);
      if (left?.size === 0) this.byFirstKey.delete(former);
      this.doubt(former);
    }
    if (first === null) return;
    this.byFirstKey.set(first, (this.byFirstKey.get(first) ?? new Set()).add(group));
    this.doubt(first);
  }

  /** A key was taken, or is free. */
  doubt(key: string): void {
    for (const group of this.byFirstKey.get(key) ?? []) this.onDoubt(group);
  }

  /** A group is shown otherwise than before. */
  show(group: IndexedInteraction, before: string | undefined): void {
    const { shown } = group;
    if (before !== undefined && before !== shown?.key && this.byName.get(before) === group) this.byName.delete(before);
    if (shown) this.byName.set(shown.key, group);
  }
}
