/** What client pages may put on the desktop's looks: checked here, shown as text, never as HTML. */

/** An icon's address, if it is one that can only be a picture: http, https or an image in a data: URL. */
export function iconAddress(given: string | null): string | null {
  if (given === null) return null;
  if (/^data:image\/[\w.+-]+[;,]/i.test(given)) return given;
  try {
    const { protocol, href } = new URL(given);
    return protocol === 'http:' || protocol === 'https:' ? href : null;
  } catch {
    return null;
  }
}

/** Whether the browser takes a value for a CSS property. */
export type Supports = (property: string, value: string) => boolean;

/** A CSS value if the browser takes it and it refers to nothing outside itself, else undefined. */
export function cssValue(property: string, given: string | null, supports: Supports): string | undefined {
  if (given === null || /var\(|url\(|env\(/i.test(given)) return undefined;
  return supports(property, given) ? given : undefined;
}
