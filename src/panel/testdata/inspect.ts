/** Looks whether anything in the document was made of a page's text. */
import { expect } from 'vitest';

/** No component of ours makes these. */
const FOREIGN = '#evil, b, i, img, script, iframe, object, embed, link, meta, base, a, style, math, video, template';
/** What is shown of one text at most, in characters; the rest is told in words, or copied. */
const LONGEST = 20_000;

/** How an attribute may not be called, and what a style may not hold. */
const FOREIGN_NAME = /^(on|href$|src|action|formaction|xlink)/i;
const OWN_STYLE = /^[\w\s:;.%(),#-]*$/;

/** What nobody can see. Spaces of numbers and times, and what isolates a name in a sentence, are ours. */
const UNSEEN =
  /(?![\u00a0\u202f\u2068\u2069])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\u2000-\u200a]/u;
/** A name that runs from right to left, and is not kept from turning what stands beside it. */
function turns(text: string): boolean {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text.replaceAll(/\u2068[^\u2068\u2069]*\u2069/g, ''));
}

/** Attributes that are neither shown nor read out. */
const SILENT = /^(?:data-|id$|for$|list$|value$|aria-(?:controls|describedby|labelledby|activedescendant)$)/;

/**
 * Every element and attribute is ours, what nobody can see has its name, and no text is without end. It looks at all of them: `expect` for each of them
 * would take longer than to draw them.
 * @param longest of a text, in characters
 */
export function expectOwn(root: Element, longest = LONGEST): void {
  const foreign = root.querySelector(FOREIGN);
  if (foreign) expect.fail(`${foreign.tagName} is not ours`);
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (FOREIGN_NAME.test(name)) expect.fail(`${element.className}: ${name}`);
      if (name === 'style' && !OWN_STYLE.test(value)) expect.fail(`${element.className}: style ${value}`);
      // A title has lines.
      if (!SILENT.test(name) && UNSEEN.test(name === 'title' ? value.replaceAll('\n', '') : value))
        expect.fail(`${element.className} ${name}: ${JSON.stringify(value)}`);
      if (!SILENT.test(name) && turns(value))
        expect.fail(`${element.className} ${name} turns: ${JSON.stringify(value)}`);
      if (value.length > longest) expect.fail(`${element.className} ${name}: ${value.length} characters`);
    }
    if (element.localName === 'textarea' || element.localName === 'input') continue;
    for (const node of element.childNodes) {
      const { nodeType, textContent } = node;
      const shown = element.localName === 'pre' ? textContent?.replaceAll('\n', '') : textContent;
      if (nodeType === 3 && UNSEEN.test(shown ?? '') && !element.classList.contains('unseen'))
        expect.fail(`${element.className}: ${JSON.stringify(textContent)}`);
      if (nodeType === 3 && turns(textContent ?? '') && !element.closest('bdi, pre, option'))
        expect.fail(`${element.className} turns: ${JSON.stringify(textContent)}`);
      if (nodeType === 3 && (textContent ?? '').length > longest)
        expect.fail(`${element.outerHTML.slice(0, 200)}: ${textContent?.length} characters`);
    }
  }
}
