/** How elements are found, as JSON that goes to the document, and in words for a message. */

/** A text or a regular expression. */
export type Pattern = string | { readonly source: string; readonly flags: string };

/** One step of a chain; each looks in what the steps before it found. */
export type Step =
  | { readonly by: 'role'; readonly role: string; readonly name: Pattern | null; readonly exact: boolean }
  | { readonly by: 'label'; readonly text: string; readonly exact: boolean }
  | { readonly by: 'css'; readonly css: string }
  | { readonly by: 'text'; readonly text: Pattern }
  | { readonly by: 'nth'; readonly index: number };

export type Chain = readonly Step[];

export function pattern(text: string | RegExp): Pattern {
  return typeof text === 'string' ? text : { source: text.source, flags: text.flags };
}

function say(text: Pattern): string {
  return typeof text === 'string' ? JSON.stringify(text) : `/${text.source}/${text.flags}`;
}

/** The chain as it was written. */
export function inWords(chain: Chain): string {
  return chain.map(stepInWords).join('.');
}

function stepInWords(step: Step): string {
  switch (step.by) {
    case 'role':
      return `getByRole(${[step.role, ...(step.name === null ? [] : [say(step.name)]), ...exactly(step.exact)].join(', ')})`;
    case 'label':
      return `getByLabel(${[say(step.text), ...exactly(step.exact)].join(', ')})`;
    case 'css':
      return `locator(${step.css})`;
    case 'text':
      return `filter(has text ${say(step.text)})`;
    case 'nth':
      return `nth(${step.index})`;
  }
}

const exactly = (exact: boolean) => (exact ? ['exact'] : []);
