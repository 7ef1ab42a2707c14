// @ts-check

/** How long the first interactions may take to be listed, in ms. */
export const LISTED_WITHIN = 30_000;
