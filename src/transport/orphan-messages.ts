/** Words of a window of which Firefox no longer says in which tab it was: whether they can be a document's. */
import type { DocumentInfo } from '../entry/entry.ts';
import type { OrphanMessage } from './link-messages.ts';

/**
 * Whoever says them knows the document's name, which only the extension does. Should a process of another site have got
 * hold of it, the browser's word gives it away.
 */
export function mayBeOf({ origin, url }: Pick<OrphanMessage, 'origin' | 'url'>, info: DocumentInfo): boolean {
  if (origin !== undefined) return origin === info.origin;
  // Whoever made a blank frame gave it his origin, and document.open() his address: nobody tells them any more.
  if (url.startsWith('about:')) return true;
  const own = originOf(url);
  // A sandboxed frame has no origin but its address.
  return own !== null && (own === info.origin || own === originOf(info.url));
}

/** The origin that an address has by itself; null where it is none. */
const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : null);
