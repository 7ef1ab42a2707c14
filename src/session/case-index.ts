/** The cases, kept up to date: what changes costs its own case, not all of them. */
import { Table } from '../table/table.ts';
import { type CaseFacts, caseKey, compareSights, rowsOf, type Selection } from './cases.ts';
import type { SessionCase, SessionInteraction } from './model.ts';
import type { SessionWwe } from './wwe.ts';

interface Entry {
  /** See `caseKey`. */
  readonly key: string;
  readonly id: string;
  readonly wwe: SessionWwe;
  /** Interactions by key. */
  readonly members: Map<string, SessionInteraction>;
}

/** Cases of some interactions. */
export class CaseIndex {
  private readonly entries = new Map<string, Entry>();
  private readonly dirty = new Set<Entry>();
  /** Cases with interactions whose parent has that id. */
  private readonly byParent = new Map<string, Set<Entry>>();
  private readonly table = new Table<SessionCase>((a, b) => compareSights(a.first, b.first));
  private shown: readonly SessionCase[] = [];
  /** By WWE, as it was last: of those that have cases here. */
  private readonly selections = new Map<string, Selection | null>();

  /**
   * @param parentOf the key of an interaction's parent, if it is known
   * @param isIn whether an interaction is among those whose cases these are
   */
  constructor(
    private readonly facts: CaseFacts,
    private readonly parentOf: (one: SessionInteraction) => string | null,
    private readonly isIn: (one: SessionInteraction) => boolean,
  ) {}

  /** An interaction is shown anew. @param before null: for the first time @param after null: never again */
  update(before: SessionInteraction | null, after: SessionInteraction | null): void {
    const from = before && this.isIn(before) ? before : null;
    const to = after && this.isIn(after) ? after : null;
    if (from && (!to || keyOf(from) !== keyOf(to))) this.leave(from);
    if (to) this.put(from, to);
  }

  private leave(one: SessionInteraction): void {
    const entry = this.entries.get(keyOf(one));
    if (!entry) return;
    entry.members.delete(one.key);
    this.dirty.add(entry);
    this.unlink(entry, parentIdOf(one));
  }

  private put(before: SessionInteraction | null, one: SessionInteraction): void {
    const key = keyOf(one);
    const { wwe } = one;
    const entry = this.entries.get(key) ?? { key, id: caseOf(one), wwe, members: new Map() };
    this.entries.set(key, entry);
    if (!this.selections.has(wwe.key)) this.selections.set(wwe.key, this.facts.selection(wwe.key));
    const known = entry.members.get(one.key);
    entry.members.set(one.key, one);
    const parent = parentIdOf(one);
    if (before && parentIdOf(before) !== parent) this.unlink(entry, parentIdOf(before));
    if (parent !== undefined) {
      const children = this.byParent.get(parent);
      if (children) children.add(entry);
      else this.byParent.set(parent, new Set([entry]));
    }
    // Which one a parent's id means depends on when the child was seen.
    if (!known || parent !== undefined || !standsAlike(known, one)) this.dirty.add(entry);
  }

  private unlink(entry: Entry, parent: string | undefined): void {
    if (parent === undefined) return;
    for (const one of entry.members.values()) if (parentIdOf(one) === parent) return;
    const children = this.byParent.get(parent);
    children?.delete(entry);
    if (children?.size === 0) this.byParent.delete(parent);
  }

  /** What an interaction id means may have changed. */
  invalidateId(id: string): void {
    for (const entry of this.byParent.get(id) ?? []) this.dirty.add(entry);
  }

  /** What is known of a case may have changed. @param key null: of all */
  invalidateCase(key: string | null): void {
    if (key === null) for (const entry of this.entries.values()) this.dirty.add(entry);
    else this.invalidateEntry(key);
  }

  private invalidateEntry(key: string): void {
    const entry = this.entries.get(key);
    if (entry) this.dirty.add(entry);
  }

  /** The cases by first sight; the same array while nothing has changed. */
  cases(): readonly SessionCase[] {
    this.lookAtSelections();
    if (this.dirty.size === 0) return this.shown;
    const { version } = this.table;
    this.table.update(
      [...this.dirty].map(({ key }) => key),
      (key) => this.make(key),
    );
    this.dirty.clear();
    if (this.table.version !== version) this.shown = [...this.table.rows];
    return this.shown;
  }

  private lookAtSelections(): void {
    for (const [wwe, before] of this.selections) {
      const now = this.facts.selection(wwe);
      if (before?.fact === now?.fact) continue;
      this.selections.set(wwe, now);
      if (before && now) for (const { caseId } of [before, now]) this.invalidateEntry(caseKey(wwe, caseId));
      // As soon as any case is selected, the others are known not to be.
      else for (const entry of this.entries.values()) if (entry.wwe.key === wwe) this.dirty.add(entry);
    }
  }

  /** A case as it is now; undefined where it has no interactions any more. */
  private make(key: string): SessionCase | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    const { id, wwe, members } = entry;
    const all = [...members.values()];
    const [one] = all;
    if (!one) {
      this.entries.delete(key);
      return undefined;
    }
    const selection = this.selections.get(wwe.key) ?? null;
    const { key: firstKey, firstSeen } = all.reduce((a, b) => (compareSights(b, a) < 0 ? b : a), one);
    const made: SessionCase = {
      key,
      id,
      wwe,
      selected: id === '' ? null : this.facts.selected(wwe.key, id, selection),
      expanded: id === '' ? null : this.facts.expanded(wwe.key, id),
      first: { key: firstKey, firstSeen },
      rows: rowsOf(all, this.parentOf),
    };
    const before = this.table.get(key);
    return before && sameCase(before, made) ? before : made;
  }
}

function keyOf(one: SessionInteraction): string {
  return caseKey(one.wwe.key, caseOf(one));
}

function caseOf({ interaction }: SessionInteraction): string {
  return interaction.caseId ?? '';
}

function parentIdOf({ interaction }: SessionInteraction): string | undefined {
  return interaction.parentInteractionId;
}

/** Whether two shows of an interaction have the same place in their case. */
function standsAlike(a: SessionInteraction, b: SessionInteraction): boolean {
  return (
    a.firstSeen === b.firstSeen &&
    parentIdOf(a) === parentIdOf(b) &&
    a.interaction.isMainCaseInteraction === b.interaction.isMainCaseInteraction
  );
}

function sameCase(a: SessionCase, b: SessionCase): boolean {
  return (
    a.selected === b.selected &&
    a.expanded === b.expanded &&
    compareSights(a.first, b.first) === 0 &&
    a.rows.length === b.rows.length &&
    a.rows.every((row, index) => row.key === b.rows[index]?.key && row.depth === b.rows[index]?.depth)
  );
}
