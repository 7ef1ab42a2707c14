/** The token that a desktop needs to be driven from Node.js: its server writes it into the page that it serves. */

/** What the server tells a desktop. */
export interface Told {
  /** Made at the server's start: letters, digits, `-` and `_`. */
  readonly token: string;
  /** Whether the page that opened the tab is one that the developer has named: it may keep hold of it. */
  readonly isOpenerNamed: boolean;
}

const TOLD = /<meta name="wwe-control-token" content="([A-Za-z0-9_-]+)" data-opener="(named|unknown)">/;

/** Puts it into the HTML of the host page. */
export function writeToken(html: string, { token, isOpenerNamed }: Told): string {
  const opener = isOpenerNamed ? 'named' : 'unknown';
  return html.replace(
    '<head>',
    () => `<head><meta name="wwe-control-token" content="${token}" data-opener="${opener}">`,
  );
}

/** What stands in the HTML of the host page; null: it was served without. */
export function readToken(html: string): Told | null {
  const [, token, opener] = TOLD.exec(html) ?? [];
  return token === undefined ? null : { token, isOpenerNamed: opener === 'named' };
}

/** What stands in the host page that runs; null: it was served without. */
export function tokenOf(page: Pick<Document, 'querySelector'>): Told | null {
  const written = page.querySelector<HTMLMetaElement>('meta[name="wwe-control-token"]');
  return written && { token: written.content, isOpenerNamed: written.dataset.opener === 'named' };
}
