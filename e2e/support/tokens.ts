/** Tokens that pages and WWE send, and where in a panel they stand. */
import type { Finder } from './browser.ts';
import { expect } from './expect.ts';
import type { Panel } from './panel.ts';

/** A token in form; nobody's. */
export const TOKEN = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkgaW4gcGFydGljdWxhciJ9.bm90LXNpZ25lZA';

/** What a page sends in a header `Authorization`, after `Bearer`; nobody's either. */
export const BEARER = 'bm90LWEtdG9rZW4tb2YtYW55Ym9keQ';

const ANY = new RegExp(`eyJ[A-Za-z0-9_-]{10,}|${BEARER}`);

/** Unfolds all that is folded in a tree of the panel. */
export async function unfold(part: Finder): Promise<void> {
  const folded = part.locator('[role=treeitem][aria-expanded=false]');
  while ((await folded.count()) > 0) await folded.first().click();
  await expect(folded).toHaveCount(0);
}

/** Fails if one of these tokens, or any JWT, stands anywhere in the panel: in sight, in a title, in a field. */
export async function expectNoToken(panel: Panel, where: string): Promise<void> {
  const places = await panel.frame.evaluate((source) => {
    const token = new RegExp(source);
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
    const texts = [document.documentElement.outerHTML, ...fields.map(({ value }) => value)];
    return texts.flatMap((text) => {
      const at = text.search(token);
      return at < 0 ? [] : [text.slice(Math.max(0, at - 200), at + 20)];
    });
  }, ANY.source);
  expect(places, where).toEqual([]);
}

/** Fails if a text has one of these tokens, or any JWT. */
export function expectMasked(text: string, where: string): void {
  expect(text, where).toContain('••••••••');
  expect(text, where).not.toMatch(ANY);
}
