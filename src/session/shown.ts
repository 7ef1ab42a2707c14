/** Keeps the identity of what is shown where nothing changed, so that views can compare by it. */
import type { Blocks } from './blocks.ts';
import { compareDocuments, type WatchedDocument } from './documents.ts';
import type { Groups } from './groups.ts';
import { showGroup } from './interactions.ts';
import type { SessionCase, SessionDocument, SessionLimits } from './model.ts';

/** Keeps the identity of cases that are as they were. */
function keepSame(before: readonly SessionCase[], after: readonly SessionCase[]): readonly SessionCase[] {
  const known = new Map(before.map((one) => [one.id, one]));
  return after.map((one) => {
    const old = known.get(one.id);
    const same =
      old &&
      old.selected === one.selected &&
      old.expanded === one.expanded &&
      old.rows.length === one.rows.length &&
      old.rows.every((row, index) => row.key === one.rows[index]?.key && row.depth === one.rows[index]?.depth);
    return same ? old : one;
  });
}

/** The cases as shown last. */
export class ShownCases {
  private shown: readonly SessionCase[] = [];
  private version = 0;
  private only: ReadonlySet<string> | undefined;

  /** @param version the session's: made anew only when it, or `only`, is another */
  of(
    version: number,
    only: ReadonlySet<string> | undefined,
    make: () => readonly SessionCase[],
  ): readonly SessionCase[] {
    if (this.version === version && this.only === only) return this.shown;
    this.shown = keepSame(this.shown, make());
    this.version = version;
    this.only = only;
    return this.shown;
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
  const { info, live, endedAt, isClient, isHost, standsAlone, lost } = document;
  const { wweOrigin, wwePath, strangers, strangerOrigins } = document.gate;
  const shown = { info, live, endedAt, isClient, isHost, standsAlone, lost };
  const made = { ...shown, wweOrigin, wwePath, strangers, strangerOrigins };
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
    a.wweOrigin === b.wweOrigin &&
    a.wwePath === b.wwePath &&
    a.strangers === b.strangers &&
    a.strangerOrigins.length === b.strangerOrigins.length &&
    a.strangerOrigins.every((origin, index) => origin === b.strangerOrigins[index])
  );
}

/** Shows the groups that have changed. @param documents all that are known, by `compareDocuments` @returns whether any had */
export function showDirty(
  groups: Groups,
  documents: readonly WatchedDocument[],
  blocks: Blocks,
  limits: SessionLimits,
): boolean {
  const { dirty } = groups;
  const any = dirty.size > 0;
  for (const group of dirty) group.shown = showGroup(group, documents, blocks, limits);
  dirty.clear();
  return any;
}
