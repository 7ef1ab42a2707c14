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

  /** @param all interactions by what tells them apart now @param onDoubt an interaction may be called otherwise */
  constructor(
    private readonly all: ReadonlyMap<string, IndexedInteraction>,
    private readonly onDoubt: (indexed: IndexedInteraction) => void,
  ) {}

  /** The key that an interaction is to be shown under. */
  of({ key, firstKey }: IndexedInteraction): string {
    const isFree = firstKey !== null && !this.all.has(firstKey) && this.byFirstKey.get(firstKey)?.size === 1;
    return isFree ? firstKey : key;
  }

  /** The interaction that is shown under a key. */
  indexedOf(key: string): IndexedInteraction | undefined {
    return this.byName.get(key);
  }

  /** An interaction's observations have changed. */
  note(indexed: IndexedInteraction): void {
    const [key, ...others] = new Set([...indexed.observations].map(firstKeyOf));
    const first = key === undefined || others.length > 0 || key === indexed.key ? null : key;
    const former = indexed.firstKey;
    if (first === former) return;
    indexed.firstKey = first;
    this.onDoubt(indexed);
    if (former !== null) {
      const left = this.byFirstKey.get(former);
      left?.delete(indexed);
      if (left?.size === 0) this.byFirstKey.delete(former);
      this.invalidate(former);
    }
    if (first === null) return;
    this.byFirstKey.set(first, (this.byFirstKey.get(first) ?? new Set()).add(indexed));
    this.invalidate(first);
  }

  /** A key was taken, or is free. */
  invalidate(key: string): void {
    for (const indexed of this.byFirstKey.get(key) ?? []) this.onDoubt(indexed);
  }

  /** An interaction is shown otherwise than before. */
  show(indexed: IndexedInteraction, before: string | undefined): void {
    const { shown } = indexed;
    if (before !== undefined && before !== shown?.key && this.byName.get(before) === indexed)
      this.byName.delete(before);
    if (shown) this.byName.set(shown.key, indexed);
  }
}
