/** Cases: which one is selected and unfolded, and the order of their interactions. */
import type { DocumentSender, WatchedDocument } from './documents.ts';
import type { SessionCase, SessionInteraction } from './model.ts';
import { compareMoments, type Moment } from './moments.ts';
import type { PendingMessage } from './sender.ts';

/** Cases that are remembered for each sender. */
const CASES = 5_000;
/** Ids longer than this, in characters, are not remembered. */
const LONGEST_ID = 10_000;

interface Fact extends Moment {
  readonly value: boolean;
}

interface Facts {
  readonly selected: Map<string, Fact>;
  readonly expanded: Map<string, Fact>;
}

/** The case of a WWE that was selected last, and when. */
export interface Selection {
  readonly caseId: string;
  readonly fact: Moment;
}

/** What events and snapshots say of cases. The latest word of each WWE wins, whoever heard it. */
export class CaseFacts {
  /** Told of each case of which something else may be known now, by `caseKey`; null: of all. */
  onChange: ((key: string | null) => void) | null = null;
  private readonly byVoice = new Map<DocumentSender, Facts>();
  /** By WWE, as `selection()` gave it last; without an entry it must be looked for. */
  private readonly found = new Map<string, { readonly caseId: string; readonly fact: Fact } | null>();

  /** One sender's next word on a case, and where it was heard. */
  note(
    what: 'selected' | 'expanded',
    caseId: string,
    value: boolean,
    sender: DocumentSender,
    { t, n }: PendingMessage,
  ): void {
    if (caseId.length > LONGEST_ID) return;
    let facts = this.byVoice.get(sender);
    if (!facts) {
      facts = { selected: new Map(), expanded: new Map() };
      this.byVoice.set(sender, facts);
    }
    const map = facts[what];
    const fact = { t, n, document: sender.document, value };
    const wwe = sender.wwe.key;
    const before = map.get(caseId);
    map.delete(caseId);
    map.set(caseId, fact);
    if (what === 'selected') this.select(wwe, caseId, fact, before);
    this.onChange?.(caseKey(wwe, caseId));
    const [oldest] = map.keys();
    if (map.size > CASES && oldest !== undefined) this.drop(wwe, map, oldest);
  }

  /** Keeps what `selection()` found, where that is sure: looking for it takes a look at all cases. */
  private select(wwe: string, caseId: string, fact: Fact, before: Fact | undefined): void {
    const found = this.found.get(wwe);
    if (found === undefined) return;
    if (fact.value && (found === null || compareMoments(fact, found.fact) >= 0)) this.found.set(wwe, { caseId, fact });
    else if (found !== null && found.fact === before) this.found.delete(wwe);
  }

  private drop(wwe: string, map: Map<string, Fact>, caseId: string): void {
    if (this.found.get(wwe)?.fact === map.get(caseId)) this.found.delete(wwe);
    map.delete(caseId);
    this.onChange?.(caseKey(wwe, caseId));
  }

  forget(document: WatchedDocument): void {
    for (const sender of [...this.byVoice.keys()]) if (sender.document === document) this.retract(sender);
  }

  /** Takes back what a sender said. */
  retract(sender: DocumentSender): void {
    if (this.byVoice.delete(sender)) this.regroup();
  }

  /** WWEs have other names than before, or one of them has said less. */
  regroup(): void {
    this.found.clear();
    this.onChange?.(null);
  }

  expanded(wwe: string, caseId: string): boolean | null {
    return this.latest('expanded', wwe, caseId)?.value ?? null;
  }

  /**
   * The case of a WWE that was selected last; selecting one deselects the others (docs/protocol.md#interaction-events).
   */
  selection(wwe: string): Selection | null {
    const known = this.found.get(wwe);
    if (known !== undefined) return known;
    let found: { readonly caseId: string; readonly fact: Fact } | null = null;
    for (const [sender, { selected }] of this.byVoice) {
      if (sender.wwe.key !== wwe) continue;
      for (const [caseId, fact] of selected) {
        if (fact.value && (found === null || compareMoments(fact, found.fact) >= 0)) found = { caseId, fact };
      }
    }
    this.found.set(wwe, found);
    return found;
  }

  /** @param selection as `selection()` gave it for that WWE */
  selected(wwe: string, caseId: string, selection: Selection | null): boolean | null {
    const own = this.latest('selected', wwe, caseId);
    if (selection?.caseId === caseId) return !(own && !own.value && compareMoments(own, selection.fact) > 0);
    return selection || own ? false : null;
  }

  private latest(what: keyof Facts, wwe: string, caseId: string): Fact | null {
    let found: Fact | null = null;
    for (const [sender, facts] of this.byVoice) {
      const fact = sender.wwe.key === wwe ? facts[what].get(caseId) : undefined;
      if (fact && (found === null || compareMoments(fact, found) >= 0)) found = fact;
    }
    return found;
  }
}

/** Names a case among those of all WWEs. */
export function caseKey(wwe: string, caseId: string): string {
  return `${wwe} ${caseId}`;
}

/** The order of interactions, and of cases: by first sight. */
export function compareSights(a: SessionCase['first'], b: SessionCase['first']): number {
  return a.firstSeen - b.firstSeen || (a.key < b.key ? -1 : Number(a.key > b.key));
}

/**
 * The rows of one case's interactions: the main one first, then by first sight; what has its parent in the same case
 * stands below it. A circle of parents is opened at its first member.
 * @param parentOf the key of an interaction's parent, if it is known
 */
export function rowsOf(
  members: readonly SessionInteraction[],
  parentOf: (one: SessionInteraction) => string | null,
): SessionCase['rows'] {
  const ordered = [...members].sort((a, b) => rank(a) - rank(b) || compareSights(a, b));
  const keys = new Set(ordered.map((one) => one.key));
  const children = new Map<string, SessionInteraction[]>();
  const roots: SessionInteraction[] = [];
  for (const one of ordered) {
    const parent = parentOf(one);
    const below = parent !== null && parent !== one.key && keys.has(parent);
    const siblings = below ? children.get(parent) : roots;
    if (siblings) siblings.push(one);
    else if (parent !== null) children.set(parent, [one]);
  }
  const rows: { readonly key: string; readonly depth: number }[] = [];
  const placed = new Set<string>();
  // What hangs in a circle is under no root; its first member then serves as one.
  for (const root of [...roots, ...ordered]) {
    const stack = [{ one: root, depth: 0 }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { one, depth } = next;
      if (placed.has(one.key)) continue;
      placed.add(one.key);
      rows.push({ key: one.key, depth });
      for (const child of (children.get(one.key) ?? []).toReversed()) stack.push({ one: child, depth: depth + 1 });
    }
  }
  return rows;
}

function rank({ interaction }: SessionInteraction): number {
  return interaction.isMainCaseInteraction === true ? 0 : 1;
}
