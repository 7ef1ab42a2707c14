/** Keeps the identity of what is shown where nothing changed, so that views can compare by it. */
import type { WatchedDocument } from './documents.ts';
import type { SessionCase, SessionDocument } from './model.ts';

/** Keeps the identity of cases that are as they were. */
export function keepSame(before: readonly SessionCase[], after: readonly SessionCase[]): readonly SessionCase[] {
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

/** How a watched document is shown; `before` where nothing changed. */
export function showDocument(document: WatchedDocument, before: SessionDocument | undefined): SessionDocument {
  const { info, live, endedAt, isClient, isHost, standsAlone, lost, wweOrigin } = document;
  const made = { info, live, endedAt, isClient, isHost, standsAlone, lost, wweOrigin };
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
    a.wweOrigin === b.wweOrigin
  );
}
