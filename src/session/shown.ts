/** Keeps the identity of what is shown where nothing changed, so that views can compare by it. */

import { CaseIndex } from './case-index.ts';
import type { CaseFacts } from './cases.ts';
import type { WatchedDocument } from './documents.ts';
import type { IndexListener, InteractionIndex } from './interaction-index.ts';
import type { MarkDoneBlocks } from './mark-done-blocks.ts';
import type { SessionCase, SessionDocument, SessionInteraction, SessionLimits } from './model.ts';
import { compareDocuments } from './moments.ts';
import { showInteraction } from './show-interaction.ts';
import { ShownLog } from './shown-log.ts';

/** The cases as shown last: all, and those of some documents, of which only the last that were asked for are kept. */
export class ShownCases implements IndexListener {
  private readonly all: CaseIndex;
  private readonly log = new ShownLog();
  private some: { readonly only: ReadonlySet<string>; readonly book: CaseIndex } | null = null;

  constructor(
    private readonly facts: CaseFacts,
    private readonly groups: InteractionIndex,
    /** The session's, as it will be once what changes now is shown. */
    private readonly version: () => number,
  ) {
    this.all = this.open(() => true);
    groups.listener = this;
    facts.onChange = (key) => {
      for (const book of this.books()) book.doubtCase(key);
    };
  }

  private open(isIn: (one: SessionInteraction) => boolean): CaseIndex {
    return new CaseIndex(this.facts, (one) => this.groups.parentOf(one), isIn);
  }

  private books(): readonly CaseIndex[] {
    return this.some ? [this.all, this.some.book] : [this.all];
  }

  update(before: SessionInteraction | null, after: SessionInteraction | null): void {
    const { key } = after ?? before ?? {};
    if (key !== undefined) this.log.note(this.version(), key);
    for (const book of this.books()) book.update(before, after);
  }

  invalidateId(id: string): void {
    for (const book of this.books()) book.doubtId(id);
  }

  /** See `Session.shownSince`. */
  since(version: number): ReadonlySet<string> | null {
    return this.log.since(version);
  }

  /** See `Session.cases`. @param interactions all that are shown */
  of(only: ReadonlySet<string> | undefined, interactions: () => readonly SessionInteraction[]): readonly SessionCase[] {
    if (!only) return this.all.cases();
    if (this.some?.only !== only) {
      const book = this.open(({ documents }) => documents.some((document) => only.has(document)));
      for (const one of interactions()) book.update(null, one);
      this.some = { only, book };
    }
    return this.some.book.cases();
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
  const { wweOrigin, wwePath, wwes, believed, strangers, strangerOrigins } = document.trust;
  const askers = before?.askers.length === document.askers.size ? before.askers : [...document.askers];
  const shown = { info, live, endedAt, isClient, isHost, standsAlone, lost, home, around, clock, askers };
  const made = { ...shown, wweOrigin, wwePath, wwes, believed, strangers, strangerOrigins };
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
    a.strangers === b.strangers &&
    a.strangerOrigins.length === b.strangerOrigins.length &&
    a.strangerOrigins.every((origin, index) => origin === b.strangerOrigins[index])
  );
}

/**
 * Shows the groups that have changed, and drops those beyond the limits.
 * @param documents all that are known, by `compareDocuments`
 * @returns whether anything is shown otherwise
 */
export function showChanged(
  groups: InteractionIndex,
  documents: readonly WatchedDocument[],
  blocks: MarkDoneBlocks,
  limits: SessionLimits,
): boolean {
  const isChanged = showDirty(groups, documents, blocks, limits);
  const isTrimmed = groups.trim(limits);
  if (isTrimmed) showDirty(groups, documents, blocks, limits);
  return isChanged || isTrimmed;
}

function showDirty(
  groups: InteractionIndex,
  documents: readonly WatchedDocument[],
  blocks: MarkDoneBlocks,
  limits: SessionLimits,
): boolean {
  const { dirty } = groups;
  const any = dirty.size > 0;
  const shown = [...dirty].map((group) => {
    return [group, showInteraction(group, groups.names.of(group), documents, blocks, limits)] as const;
  });
  // One may get the name that another one had.
  for (const [group, now] of shown) if (group.shown && group.shown.key !== now?.key) groups.show(group, null);
  for (const [group, now] of shown) groups.show(group, now);
  dirty.clear();
  return any;
}
