/** Cases: which one is selected and unfolded, and the order of their interactions. */
import { compareMoments, type Moment, type WatchedDocument } from './documents.ts';
import type { Held, Voice } from './gate.ts';
import type { SessionCase, SessionInteraction } from './model.ts';

/** Cases that are remembered for each voice. */
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

/** What events and sightings say of cases. The latest word wins, whoever heard it. */
export class CaseFacts {
  /** Told of each case of which something else may be known now; null: of all. */
  onChange: ((caseId: string | null) => void) | null = null;
  private readonly byVoice = new Map<Voice, Facts>();
  /** As `selection()` gave it last; undefined: it must be looked for. */
  private found: ReturnType<CaseFacts['selection']> | undefined = null;

  /** One voice's next word on a case, and where it was heard. */
  note(what: 'selected' | 'expanded', caseId: string, value: boolean, voice: Voice, { t, n }: Held): void {
    if (caseId.length > LONGEST_ID) return;
    let facts = this.byVoice.get(voice);
    if (!facts) {
      facts = { selected: new Map(), expanded: new Map() };
      this.byVoice.set(voice, facts);
    }
    const map = facts[what];
    const fact = { t, n, document: voice.document, value };
    const before = map.get(caseId);
    map.delete(caseId);
    map.set(caseId, fact);
    if (what === 'selected') this.select(caseId, fact, before);
    this.onChange?.(caseId);
    const [oldest] = map.keys();
    if (map.size > CASES && oldest !== undefined) this.drop(map, oldest);
  }

  /** Keeps what `selection()` found, where that is sure: looking for it takes a look at all cases. */
  private select(caseId: string, fact: Fact, before: Fact | undefined): void {
    const { found } = this;
    if (found === undefined) return;
    if (fact.value && (found === null || compareMoments(fact, found.fact) >= 0)) this.found = { caseId, fact };
    else if (found !== null && found.fact === before) this.found = undefined;
  }

  private drop(map: Map<string, Fact>, caseId: string): void {
    if (this.found?.fact === map.get(caseId)) this.found = undefined;
    map.delete(caseId);
    this.onChange?.(caseId);
  }

  forget(document: WatchedDocument): void {
    for (const voice of [...this.byVoice.keys()]) if (voice.document === document) this.retract(voice);
  }

  /** Takes back what a voice said. */
  retract(voice: Voice): void {
    if (!this.byVoice.delete(voice)) return;
    this.found = undefined;
    this.onChange?.(null);
  }

  expanded(caseId: string): boolean | null {
    return this.latest('expanded', caseId)?.value ?? null;
  }

  /** The case that was selected last; selecting one deselects the others (scapi.md §3.1). */
  selection(): { readonly caseId: string; readonly fact: Moment } | null {
    if (this.found !== undefined) return this.found;
    let found: { readonly caseId: string; readonly fact: Fact } | null = null;
    for (const { selected } of this.byVoice.values()) {
      for (const [caseId, fact] of selected) {
        if (fact.value && (found === null || compareMoments(fact, found.fact) >= 0)) found = { caseId, fact };
      }
    }
    this.found = found;
    return found;
  }

  /** @param selection as `selection()` gave it */
  selected(caseId: string, selection: ReturnType<CaseFacts['selection']>): boolean | null {
    const own = this.latest('selected', caseId);
    if (selection?.caseId === caseId) return !(own && !own.value && compareMoments(own, selection.fact) > 0);
    return selection || own ? false : null;
  }

  private latest(what: keyof Facts, caseId: string): Fact | null {
    let found: Fact | null = null;
    for (const facts of this.byVoice.values()) {
      const fact = facts[what].get(caseId);
      if (fact && (found === null || compareMoments(fact, found) >= 0)) found = fact;
    }
    return found;
  }
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
  const ordered = [...members].sort(
    (a, b) => rank(a) - rank(b) || a.firstSeen - b.firstSeen || (a.key < b.key ? -1 : 1),
  );
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
