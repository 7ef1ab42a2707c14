/** Looks whether anything in the document was made of a page's text. */
import { expect } from 'vitest';

/** No component of ours makes these. */
const FOREIGN = '#evil, b, i, img, script, iframe, object, embed, link, meta, base, a, style, math, video, template';
/** What is shown of one text at most, in characters; the rest is told in words, or copied. */
const LONGEST = 20_000;

/** Every element and attribute is ours, and no text is without end. @param longest of a text, in characters */
export function expectOwn(root: Element, longest = LONGEST): void {
  expect([...root.querySelectorAll(FOREIGN)].map(({ tagName }) => tagName)).toEqual([]);
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^(on|href$|src|action|formaction|xlink)/i);
      if (name === 'style') expect(value).toMatch(/^[\w\s:;.%(),#-]*$/);
      if (value.length > longest) expect.fail(`${element.className} ${name}: ${value.length} characters`);
    }
    if (element.localName === 'textarea' || element.localName === 'input') continue;
    for (const node of element.childNodes) {
      const { nodeType, textContent } = node;
      if (nodeType === 3 && (textContent ?? '').length > longest)
        expect.fail(`${element.outerHTML.slice(0, 200)}: ${textContent?.length} characters`);
    }
  }
}
