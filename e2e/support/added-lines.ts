/** What the tool adds to what a page sees of itself, line by line. */
import type { Surface, Tab } from './browser.ts';
import { expect } from './expect.ts';

/**
 * The only lines that the tool adds to a stack, in Chromium: the browser's own function that calls both the probe and, after
 * it, the page's. The second stands where a property of a function is read that the client has.
 */
export const STACK_LINES = /(?:^|: ) {4}at (?:Array\.reduce|get) \(<anonymous>\)$/;

/**
 * In Chromium's stacks the library's own methods are called by the names that they have on the client. Those that are
 * watched are no longer found there.
 */
const METHOD = / \[as (?:sendMessage|subscribe|unsubscribe|unload)\]/;

/** The lines that were added to the expected ones; null where one of those is missing, or stands elsewhere. */
export function addedLines(actual: readonly string[], expected: readonly string[]): readonly string[] | null {
  const added: string[] = [];
  let next = 0;
  for (const line of actual) {
    const wanted = expected[next];
    if (line === wanted || (wanted !== undefined && line === wanted.replace(METHOD, ''))) next += 1;
    else added.push(line);
  }
  return next === expected.length ? added : null;
}

/** All texts, line by line. */
export function linesOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split('\n'));
}

/**
 * Everything that stands in the console of a tab, up to now. What a page writes is told later than what it answers: so it
 * writes once more, in a task of its own, and that is waited for.
 */
export async function saidUntilNow(tab: Tab, writer: Surface): Promise<readonly string[]> {
  const end = 'everything was said';
  await writer.evaluate((text) => void setTimeout(() => console.log(text)), end);
  await expect.poll(() => tab.said().includes(end)).toBe(true);
  return tab.said().filter((text) => text !== end);
}
