/** What Firefox's panels and background say to each other about access. */

/** Panel → background, through `runtime.sendMessage`. */
export type AccessRequest =
  /** Answered with the grants, as a panel in a private or an ordinary window may show them. */
  | { readonly wwe: 'access'; readonly want: 'grants'; readonly isPrivate: boolean }
  /** Answered with the addresses that the frames of the tab's watched documents were given. */
  | { readonly wwe: 'access'; readonly want: 'frames'; readonly tab: number; readonly isPrivate: boolean }
  /** Opens the page that asks, beside the tab. */
  | { readonly wwe: 'access'; readonly want: 'ask'; readonly tab: number; readonly sites: readonly string[] }
  | { readonly wwe: 'access'; readonly want: 'withdraw'; readonly pattern: string };

/** Background → every panel: the grants have changed. */
export interface AccessNews {
  readonly wwe: 'access changed';
}
export const ACCESS_NEWS: AccessNews = { wwe: 'access changed' };

/** Whether a message of an own page is a wish. Own pages are trusted. */
export function isAccessRequest(message: unknown): message is AccessRequest {
  return typeof message === 'object' && message !== null && 'wwe' in message && message.wwe === 'access';
}

/** Whether a message tells of changed grants. */
export function isAccessNews(message: unknown): message is AccessNews {
  return typeof message === 'object' && message !== null && 'wwe' in message && message.wwe === 'access changed';
}
