/** Which documents lived in the same page of WWE. */
import type { WatchedDocument } from './documents.ts';

/**
 * Names the life of the page around each frame, by the first of its frames. Frames of one page of WWE have the same name: while
 * that page was there, all of them were; with it, all of them go. Which page it was is known where it is watched; else frames
 * that were there at the same time are of one.
 * @param documents all that are known, by `compareDocuments`
 * @returns those that have another name than before
 */
export function nameLives(documents: readonly WatchedDocument[]): readonly WatchedDocument[] {
  const byWindow = new Map<string, WatchedDocument[]>();
  for (const document of documents) {
    const { around } = document;
    if (!document.isFrame || around === null) continue;
    const known = byWindow.get(around);
    if (known) known.push(document);
    else byWindow.set(around, [document]);
  }
  return [...byWindow].flatMap(([window, frames]) =>
    nameFrames(
      frames,
      documents.filter(({ home }) => home === window),
    ),
  );
}

function nameFrames(frames: readonly WatchedDocument[], pages: readonly WatchedDocument[]): readonly WatchedDocument[] {
  const names = new Map<WatchedDocument, string>();
  const changed: WatchedDocument[] = [];
  let last = { name: '', end: Number.NEGATIVE_INFINITY };
  for (const frame of frames) {
    const { born } = frame;
    // A page begins to be loaded while the one before it is still there: of two, it is the earlier one.
    const page = pages.find((one) => one.born <= born && endOf(one) >= born);
    if (page && !names.has(page)) names.set(page, frame.id);
    if (!page) {
      const isNext = born > last.end;
      last = { name: isNext ? frame.id : last.name, end: Math.max(isNext ? 0 : last.end, endOf(frame)) };
    }
    const name = (page && names.get(page)) ?? last.name;
    if (frame.life !== name) changed.push(frame);
    frame.life = name;
  }
  return changed;
}

function endOf({ endedAt }: WatchedDocument): number {
  return endedAt ?? Number.POSITIVE_INFINITY;
}
