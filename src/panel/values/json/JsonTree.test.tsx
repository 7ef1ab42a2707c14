// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import { MASK } from '../../../protocol/tokens.ts';
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { JsonTree } from './JsonTree.tsx';

let root: HTMLElement;
let copied: string[];

function draw(value: unknown, changed: ReadonlySet<string> = new Set()) {
  act(() => render(<JsonTree value={value} changed={changed} onCopy={(text) => copied.push(text)} />, root));
}

function line(path: string): HTMLElement {
  const found = [...root.querySelectorAll<HTMLElement>('[role="treeitem"]')].find((one) => one.dataset.path === path);
  if (!found) throw new Error(`no line ${path}`);
  return found;
}

const lines = () => [...root.querySelectorAll('[role="treeitem"]')];

function press(key: string) {
  const target = document.activeElement;
  if (!target) throw new Error('nothing has the focus');
  act(() => void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
}

beforeEach(() => {
  installTexts(messagesLookup(english));
  root = document.createElement('div');
  document.body.append(root);
  copied = [];
});
afterEach(() => {
  render(null, root);
  root.remove();
});

it('unfolds by keys, and goes to the parent and back', () => {
  draw({ a: { b: { c: 1 } }, z: 2 });
  expect(lines()).toHaveLength(3);
  act(() => line('').focus());
  press('ArrowDown');
  press('ArrowRight');
  expect(line('/a').getAttribute('aria-expanded')).toBe('true');
  press('ArrowRight');
  expect(document.activeElement).toBe(line('/a/b'));
  press('ArrowLeft');
  press('ArrowLeft');
  expect(line('/a').getAttribute('aria-expanded')).toBe('false');
  press('End');
  expect(document.activeElement).toBe(line('/z'));
  press('Home');
  expect(document.activeElement).toBe(line(''));
});

it('lists a hundred at a time', () => {
  draw(Array.from({ length: 250 }, (_, i) => i));
  expect(lines()).toHaveLength(102);
  expect(lines().at(-1)?.textContent).toBe('Show 100 more of 150');
  act(
    () =>
      void lines()
        .at(-1)
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true })),
  );
  expect(lines()).toHaveLength(202);
});

it('marks what changed by a sign with a name', () => {
  draw({ a: { b: 1 }, z: 2 }, new Set(['/a/b']));
  expect(line('/a').querySelector('[role="img"]')?.getAttribute('title')).toBe(
    'Something inside differs from what was seen before',
  );
  act(() => line('/a').click());
  expect(line('/a/b').querySelector('[role="img"]')?.getAttribute('aria-label')).toBe('changed');
  expect(line('/z').querySelector('[role="img"]')).toBeNull();
});

it('masks tokens in lines, previews and copies, until each is shown', () => {
  draw({ data: { jwtToken: 'topsecret' }, authorization: 'othersecret' });
  expect(root.innerHTML).not.toContain('secret');
  const show = line('/authorization').querySelector('button');
  act(() => show?.click());
  expect(line('/authorization').textContent).toContain('othersecret');
  act(() => root.querySelector<HTMLButtonElement>('.json-bar button')?.click());
  expect(JSON.parse(copied[0] ?? '')).toEqual({ data: { jwtToken: MASK }, authorization: 'othersecret' });
});

it('shows markup as text, cuts long texts, and follows a cycle no further than asked', () => {
  const value: Record<string, unknown> = { markup: '<img src=x>', long: 'x'.repeat(12_000), nothing: undefined };
  value.self = value;
  draw(value);
  expect(root.querySelector('img')).toBeNull();
  expect(line('/long').textContent).toContain('… 2,000 more characters');
  expect(line('/nothing').textContent).toContain('undefined');
  act(() => line('/self').click());
  expect(lines()).toHaveLength(9);
});
