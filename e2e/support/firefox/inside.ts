/**
 * Finds elements in a document and says whether they can be acted on. `inDocument` is sent to the document as text, into
 * a scope that the document cannot see and that has `@testing-library/dom`; so it stands on its own.
 */
import type * as TestingLibrary from '@testing-library/dom';
import type { Chain, Pattern, Step } from './chain.ts';

/** What is asked of a document. All but the first three need exactly one element. */
export interface Request {
  readonly chain: Chain;
  readonly want:
    | { readonly to: 'count' | 'texts' | 'visible' | 'text' | 'point' | 'focus' | 'checked' }
    | { readonly to: 'attribute'; readonly name: string }
    | { readonly to: 'fill'; readonly text: string }
    | { readonly to: 'select'; readonly value: string };
}

/** The answer, or why there is none yet, or why there will be none. */
export type Reply = { readonly value: unknown } | { readonly wait: string } | { readonly fail: string };

declare const TestingLibraryDom: typeof TestingLibrary;

/** Finds and does what is wanted, once. */
export function inDocument({ chain, want }: Request): Reply {
  const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
  const matches = (text: string, wanted: Pattern, exact: boolean) => {
    if (typeof wanted !== 'string') return new RegExp(wanted.source, wanted.flags).test(text);
    const [one, other] = [tidy(text), tidy(wanted)];
    return exact ? one === other : one.toLowerCase().includes(other.toLowerCase());
  };

  const inDetailsThatAreClosed = (element: Element) =>
    !element.checkVisibility() && getComputedStyle(element).display !== 'contents';

  const below = (root: HTMLElement, step: Step): readonly Element[] => {
    if (step.by === 'css') return [...root.querySelectorAll(step.css)];
    if (step.by === 'label') return TestingLibraryDom.queryAllByLabelText(root, step.text, { exact: step.exact });
    if (step.by !== 'role') return [];
    const { role, name, exact } = step;
    return TestingLibraryDom.queryAllByRole(root, role, {
      ...(name === null ? {} : { name: (given: string) => matches(given, name, exact) }),
    }).filter((element) => !inDetailsThatAreClosed(element));
  };

  const find = (steps: Chain, start: readonly Element[]): readonly Element[] => {
    let found = start;
    for (const step of steps) {
      if (step.by === 'nth') {
        const one = found.at(step.index);
        found = one ? [one] : [];
      } else if (step.by === 'text') {
        found = found.filter((element) => matches(tidy(element.textContent), step.text, false));
      } else {
        const all = new Set(found.flatMap((root) => (root instanceof HTMLElement ? below(root, step) : [])));
        found = [...all].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
      }
    }
    return found;
  };

  const show = (element: Element) => {
    const shell = element.cloneNode(false);
    const tag = shell instanceof Element ? shell.outerHTML.replace(/<\/[\w-]+>$/, '').slice(0, 160) : element.localName;
    return `${tag} ${JSON.stringify(tidy(element.textContent).slice(0, 60))}`;
  };

  const isVisible = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0;
  };

  /** Why a person could not act on the element. */
  const obstacle = (element: Element): string | undefined => {
    if (!isVisible(element)) return 'it is not visible';
    if (element.matches(':disabled') || element.closest('[aria-disabled="true"]')) return 'it is disabled';
    return undefined;
  };

  /** The point where a click hits the element, in CSS px of the viewport. */
  const point = (element: Element): Reply => {
    const aim = () => {
      const box = [...element.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
      if (!box) return undefined;
      const x = (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2;
      const y = (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2;
      return { x, y, top: document.elementFromPoint(x, y) };
    };
    const isHit = (top: Element | null | undefined) =>
      top !== null && top !== undefined && (element.contains(top) || top.closest('label')?.control === element);
    let aimed = aim();
    if (!isHit(aimed?.top)) {
      element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      aimed = aim();
    }
    if (!aimed?.top) return { wait: 'it is out of sight' };
    if (!isHit(aimed.top)) return { wait: `${show(aimed.top)} would get the click` };
    return { value: { x: aimed.x, y: aimed.y } };
  };

  const focus = (element: Element) => {
    if (element instanceof HTMLElement || element instanceof SVGElement) element.focus();
  };

  const changed = (element: Element) => {
    for (const type of ['input', 'change']) element.dispatchEvent(new Event(type, { bubbles: true }));
  };

  /** Types through the editor, as a paste does: the page gets the browser's own input events. */
  const fill = (element: Element, text: string): Reply => {
    const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    const isEditable = element instanceof HTMLElement && element.isContentEditable;
    if (!isField && !isEditable) return { fail: `${show(element)} is not a field` };
    if (isField && element.readOnly) return { wait: 'it is read-only' };
    focus(element);
    if (isField && ['date', 'time', 'datetime-local', 'month', 'week', 'color', 'range'].includes(element.type)) {
      element.value = text;
      changed(element);
      return { value: true };
    }
    if (isField) element.select();
    else getSelection()?.selectAllChildren(element);
    if (text === '') document.execCommand('delete');
    else document.execCommand('insertText', false, text);
    return { value: true };
  };

  const select = (element: Element, value: string): Reply => {
    if (!(element instanceof HTMLSelectElement)) return { fail: `${show(element)} is not a select` };
    const option = [...element.options].find((one) => one.value === value || tidy(one.text) === tidy(value));
    if (!option) return { wait: `it has no option ${JSON.stringify(value)}` };
    if (option.disabled) return { wait: `its option ${JSON.stringify(value)} is disabled` };
    focus(element);
    element.value = option.value;
    changed(element);
    return { value: [option.value] };
  };

  const root = document.documentElement;
  const [first] = chain;
  // A document's own element may be asked for too.
  const found =
    first?.by === 'css' && root.matches(first.css)
      ? find(chain.slice(1), [root, ...root.querySelectorAll(first.css)])
      : find(chain, [root]);
  if (want.to === 'count') return { value: found.length };
  const text = (element: Element) => (element instanceof HTMLElement ? element.innerText : element.textContent);
  if (want.to === 'texts') return { value: found.map(text) };
  const [element] = found;
  if (want.to === 'visible' && found.length < 2) return { value: element !== undefined && isVisible(element) };
  if (!element) return { wait: 'there is none' };
  if (found.length > 1) {
    const some = found.slice(0, 5).map((one) => `\n  ${show(one)}`);
    return { fail: `there are ${found.length}:${some.join('')}${found.length > 5 ? '\n  …' : ''}` };
  }
  if (want.to === 'text') return { value: text(element) };
  if (want.to === 'attribute') return { value: element.getAttribute(want.name) };
  if (want.to === 'checked') {
    return { value: element instanceof HTMLInputElement ? element.checked : element.ariaChecked === 'true' };
  }
  if (want.to === 'focus') {
    focus(element);
    return { value: true };
  }
  const reason = obstacle(element);
  if (reason !== undefined) return { wait: reason };
  if (want.to === 'fill') return fill(element, want.text);
  return want.to === 'select' ? select(element, want.value) : point(element);
}
