/**
 * A tab that another page opened belongs to that page, too: it can post to it as any client of WWE does, and read what it
 * is answered. Where the server sees that such a page opens the desktop, it takes the tab away (server/policy.ts). What it
 * cannot see is an address that a person types into such a tab. Chromium 156 takes it away by itself then, Firefox 153 does
 * not (measured).
 */

/** What is looked at of the window. */
export interface OpenedWindow {
  readonly opener: unknown;
  readonly parent: unknown;
  readonly location: { readonly origin: string };
}

/** Whether a page of another origin, which the developer has not named, opened this tab and may still have hold of it. */
export function isHeldByAnother(win: OpenedWindow, isOpenerNamed: boolean): boolean {
  const { opener } = win;
  if (win.parent !== win || typeof opener !== 'object' || opener === null || isOpenerNamed) return false;
  try {
    const place: unknown = Reflect.get(opener, 'location');
    return Reflect.get(Object(place), 'origin') !== win.location.origin;
  } catch {
    return true; // Of another origin: nothing of it may be read.
  }
}

/** Says so in place of the desktop, with the way out: a tab that nobody else has hold of. */
export function refuseToStart(root: HTMLElement): void {
  const words = root.ownerDocument.createElement('p');
  const link = root.ownerDocument.createElement('a');
  words.textContent = 'A page of another site opened this tab and can still reach it. Nothing has started here. ';
  link.textContent = 'Open the desktop in a tab of its own';
  Object.assign(link, { href: root.ownerDocument.URL, target: '_blank', rel: 'noopener' });
  words.append(link, '.');
  root.replaceChildren(words);
}
