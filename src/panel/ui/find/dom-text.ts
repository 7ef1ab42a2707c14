/** The text that an element shows, and where in the document a part of it stands. */
import type { Span } from './needle.ts';

/** What is no text to be read: controls that are worked with, signs that stand for something. */
const SKIPPED =
  'button:not(.link, .property-name), select, option, script, style, [role=img], [role=tooltip], .visually-hidden, [data-find=none]';
/** Where one stands, a text ends: nothing is found across it. */
const BLOCK = 'div, p, li, ul, ol, dl, dt, dd, td, th, tr, table, section, header, h1, h2, h3, pre, label, button, br';

/** A text with the nodes that it is made of. */
export interface DomText {
  readonly text: string;
  /** By where they begin in the text. */
  readonly nodes: readonly { readonly node: Text; readonly at: number }[];
}

/** One part of what an element shows: text, or an element within that is looked through by other means. */
export type DomPart = { readonly is: 'text'; readonly of: DomText } | { readonly is: 'own'; readonly element: Element };

/** The parts of an element, in the order of the document. @param isOwn whether an element within is looked through by other means */
export function partsIn(root: Element, isOwn: (element: Element) => boolean = () => false): readonly DomPart[] {
  const parts: DomPart[] = [];
  let text = '';
  let nodes: { node: Text; at: number }[] = [];
  const end = () => {
    if (text !== '') parts.push({ is: 'text', of: { text, nodes } });
    text = '';
    nodes = [];
  };
  const visit = (parent: Node): void => {
    for (const node of parent.childNodes) {
      if (node instanceof Text) {
        nodes.push({ node, at: text.length });
        text += node.data;
      } else if (node instanceof Element) {
        if (isOwn(node)) {
          end();
          parts.push({ is: 'own', element: node });
        } else if (!node.matches(SKIPPED)) {
          const isBlock = node.matches(BLOCK);
          if (isBlock) end();
          visit(node);
          if (isBlock) end();
        }
      }
    }
  };
  if (isOwn(root)) return [{ is: 'own', element: root }];
  visit(root);
  end();
  return parts;
}

/** A part of a text as a range of the document; null where the document has changed since. */
export function rangeOf({ nodes }: DomText, { from, to }: Span): Range | null {
  const start = nodes.findLast(({ at }) => at <= from);
  const end = nodes.findLast(({ at }) => at < to);
  if (!start?.node.isConnected || !end?.node.isConnected) return null;
  if (from - start.at > start.node.length || to - end.at > end.node.length) return null;
  const range = start.node.ownerDocument.createRange();
  range.setStart(start.node, from - start.at);
  range.setEnd(end.node, to - end.at);
  return range;
}
