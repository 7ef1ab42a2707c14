/** Where a page took the place of an earlier one: lines of the log, which goes on across reloads. Pure. */
import type { SessionDocument } from '../../../session/model.ts';
import { t } from '../../text/i18n.ts';
import type { LogMark } from './annotations.ts';

/** Longest name of a page in its line. */
const LONGEST_NAME = 200;

/** What a line needs of a document. */
type Loaded = Pick<SessionDocument, 'info' | 'clock' | 'isClient' | 'isHost'>;

/**
 * The lines, by time. A page of which nothing was seen but that it is there has none, unless it is the tab's own: frames come
 * and go.
 */
export function pageLoadsIn(documents: readonly Loaded[]): readonly LogMark[] {
  const begun = documents
    .filter(({ info, isClient, isHost }) => isClient || isHost || info.path === 'top')
    .map((one) => ({ one, t: one.info.timeOrigin + one.clock }))
    .sort((a, b) => a.t - b.t);
  const seen = new Set<string>();
  return begun.flatMap(({ one: { info }, t: at }): readonly LogMark[] => {
    const isFirst = !seen.has(info.path);
    seen.add(info.path);
    if (isFirst) return [];
    const page = (info.title || info.url).slice(0, LONGEST_NAME);
    const name = t(info.path === 'top' ? 'page_loaded' : 'page_loaded_in_frame', page);
    return [{ is: 'mark', by: 'page', key: `page ${info.document}`, t: at, name }];
  });
}

/** Follows the documents of a session: the same list as long as the lines are the same. */
export function createPageLoads(): (documents: readonly Loaded[]) => readonly LogMark[] {
  let last: readonly LogMark[] = [];
  return (documents) => {
    const now = pageLoadsIn(documents);
    const isSame =
      now.length === last.length &&
      now.every(({ key, t: at, name }, index) => {
        const before = last[index];
        return before?.key === key && before.t === at && before.name === name;
      });
    if (!isSame) last = now;
    return last;
  };
}
