/** What stands in the way of a page of one's own. */

/** All that can be. */
export const PAGE_PROBLEMS = ['down', 'certificate', 'refused', 'status'] as const;

/**
 * Why a page does not show, or will not work, with the way out in `words`. `down`: nothing answers. `certificate`: https
 * that nobody trusts. `refused`: it forbids to be framed. `status`: an error page, which shows.
 */
export interface PageProblem {
  readonly is: (typeof PAGE_PROBLEMS)[number];
  readonly words: string;
}
