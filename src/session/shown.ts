/** Keeps the identity of what is shown where nothing changed, so that views can compare by it. */

import type { TableView } from '../table/table.ts';
import { CaseIndex } from './case-index.ts';
import type { CaseFacts } from './cases.ts';
import type { WatchedDocument } from './documents.ts';
import type { IndexListener, InteractionIndex } from './interaction-index.ts';
import type { MarkDoneBlocks } from './mark-done-blocks.ts';
import type { SessionCase, SessionDocument, SessionInteraction, SessionLimits } from './model.ts';
import { compareDocuments } from './moments.ts';
import { showInteraction } from './show-interaction.ts';

/** The cases as shown last: all, and those of some documents, of which only the last that were asked for are kept. */
export class ShownCases implements IndexListener {
  private readonly all: CaseIndex;
  private some: { readonly only: ReadonlySet<string>; readonly cases: CaseIndex } | null = null;

  constructor(
    private readonly facts: CaseFacts,
    private readonly interactionIndex: InteractionIndex,
  ) {
    this.all = this.open(() => true);
    interactionIndex.listener = this;
    facts.onChange = (key) => {
      for (const cases of this.indexes()) cases.invalidateCase(key);
    };
  }

  private open(isIn: (one: SessionInteraction) => boolean): CaseIndex {
    return new CaseIndex(this.facts, (one) => this.interactionIndex.parentOf(one), isIn);
  }

  private indexes(): readonly CaseIndex[] {
    return this.some ? [this.all, this.some.cases] : [this.all];
  }

  update(before: SessionInteraction | null, after: SessionInteraction | null): void {
    for (const cases of this.indexes()) cases.update(before, after);
  }

  invalidateId(id: string): void {
    for (const cases of this.indexes()) cases.invalidateId(id);
  }

  /** See `Session.cases`. */
  of(only: ReadonlySet<string> | undefined): readonly SessionCase[] {
    if (!only) return this.all.cases();
    if (this.some?.only !== only) {
      const cases = this.open(({ documents }) => documents.some((document) => only.has(document)));
      for (const one of this.interactionIndex.table.rows) cases.update(null, one);
      this.some = { only, cases };
    }
    return this.some.cases.cases();
  }
}

/** The interactions as shown last. */
export class ShownInteractions {
  private rows: readonly SessionInteraction[] = [];
  private version = 0;

  constructor(private readonly table: TableView<SessionInteraction>) {}

  /** In the table's order; the same array while nothing has changed. */
  all(): readonly SessionInteraction[] {
    const { version, rows } = this.table;
    if (this.version !== version) this.rows = [...rows];
    this.version = version;
    return this.rows;
  }
}

/** The documents as shown last. */
export class ShownDocuments {
  private shown: readonly SessionDocument[] = [];
  private version = 0;

  /** By `compareDocuments`. @param version the session's: shown anew only when it has changed */
  of(watched: Iterable<WatchedDocument>, version: number): readonly SessionDocument[] {
    if (this.version === version) return this.shown;
    const before = new Map(this.shown.map((one) => [one.info.document, one]));
    const documents = [...watched].sort(compareDocuments);
    this.shown = documents.map((document) => showDocument(document, before.get(document.id)));
    this.version = version;
    return this.shown;
  }
}

/** How a watched document is shown; `before` where nothing changed. */
function showDocument(document: WatchedDocument, before: SessionDocument | undefined): SessionDocument {
  const { info, live, endedAt, isClient, isHost, standsAlone, lost, home, around, clock } = document;
  const { wweOrigin, wwePath, wwes, believed, untrusted, untrustedOrigins } = document.trust;
  const askers = before?.askers.length === document.askers.size ? before.askers : [...document.askers];
  const shown = { info, live, endedAt, isClient, isHost, standsAlone, lost, home, around, clock, askers };
  const made = { ...shown, wweOrigin, wwePath, wwes, believed, untrusted, untrustedOrigins };
  return before && sameFields(before, made) ? before : made;
}

function sameFields(a: SessionDocument, b: SessionDocument): boolean {
  return (
    a.info === b.info &&
    a.live === b.live &&
    a.endedAt === b.endedAt &&
    a.isClient === b.isClient &&
    a.isHost === b.isHost &&
    a.standsAlone === b.standsAlone &&
    a.lost === b.lost &&
    a.clock === b.clock &&
    a.wweOrigin === b.wweOrigin &&
    a.wwePath === b.wwePath &&
    a.home === b.home &&
    a.around === b.around &&
    a.askers === b.askers &&
    a.wwes.length === b.wwes.length &&
    a.wwes.every(({ key, to }, index) => key === b.wwes[index]?.key && to === b.wwes[index].to) &&
    a.believed.length === b.believed.length &&
    a.believed.every(({ key }, index) => key === b.believed[index]?.key) &&
    a.untrusted === b.untrusted &&
    a.untrustedOrigins.length === b.untrustedOrigins.length &&
    a.untrustedOrigins.every((origin, index) => origin === b.untrustedOrigins[index])
  );
}

/**
 * Shows the interactions that have changed, and drops those beyond the limits.
 * @param documents all that are known, by `compareDocuments`
 */
export function showChanged(
  interactionIndex: InteractionIndex,
  documents: readonly WatchedDocument[],
  blocks: MarkDoneBlocks,
  limits: SessionLimits,
): void {
  showDirty(interactionIndex, documents, blocks, limits);
  if (interactionIndex.trim(limits)) showDirty(interactionIndex, documents, blocks, limits);
  interactionIndex.commit();
}

function showDirty(
  interactionIndex: InteractionIndex,
  documents: readonly WatchedDocument[],
  blocks: MarkDoneBlocks,
  limits: SessionLimits,
): void {
  const { dirty } = interactionIndex;
  const shown = [...dirty].map((indexed) => {
    return [indexed, showInteraction(indexed, interactionIndex.names.of(indexed), documents, blocks, limits)] as const;
  });
  // One may get the name that another one had.
  for (const [indexed, now] of shown)
    if (indexed.shown && indexed.shown.key !== now?.key) interactionIndex.show(indexed, null);
  for (const [indexed, now] of shown) interactionIndex.show(indexed, now);
  dirty.clear();
}
