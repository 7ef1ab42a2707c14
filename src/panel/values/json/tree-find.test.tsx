// @vitest-environment happy-dom
import fc from 'fast-check';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { needleOf } from '../../ui/find/needle.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { JsonTree } from './JsonTree.tsx';
import { placesIn } from './tree-find.ts';

let root: HTMLElement;
beforeEach(() => {
  installTexts(messagesLookup(english));
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
  document.getSelection()?.removeAllRanges();
});

const NOTHING: ReadonlySet<string> = new Set();
const find = (value: unknown, text: string, shown = NOTHING) =>
  [...placesIn({ value, names: [], shown }, needleOf(text))].filter((place) => place !== null);

function draw(value: unknown) {
  const tabs = { tabs: ['json'], chosen: 'json', label: 'Details', prefix: 'x', onChoose: () => {} } as const;
  act(() =>
    render(
      <section class="details">
        <Tabs {...tabs} title={(name) => name}>
          <p>a note</p>
          <JsonTree value={value} />
        </Tabs>
      </section>,
      root,
    ),
  );
}
function press(key: string, more: KeyboardEventInit = {}, at: Element | null = root.querySelector('[role=tabpanel]')) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  act(() => void at?.dispatchEvent(event));
  return event.defaultPrevented;
}
const field = () => root.querySelector<HTMLInputElement>('.find-bar input');
const count = () => root.querySelector('.find-count')?.textContent;
function type(text: string) {
  const input = field() ?? expect.fail('no field');
  input.value = text;
  act(() => void input.dispatchEvent(new Event('input', { bubbles: true })));
}
const activePath = () => root.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.dataset.path;

it('finds each key and value of a tree once, where it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (inner) => {
      const value = { before: inner, mark: { q: ['x', 'Q-needle-q'] }, after: inner };
      const places = find(value, 'needle').filter(({ path }) => path.startsWith('/mark'));
      expect(places).toEqual([
        {
          path: '/mark/q/1',
          above: [
            { path: '', index: 1 },
            { path: '/mark', index: 0 },
            { path: '/mark/q', index: 1 },
          ],
          piece: 0,
          from: 6,
          to: 12,
        },
      ]);
    }),
  );
});

it('finds a line as it is written, names and quotes too; Maps, Sets, what JSON has no word for', () => {
  const value = { state: 'HELD', map: new Map([['k', 1]]), set: new Set(['v']), none: undefined, big: 10n };
  const paths = (text: string) => find(value, text).map(({ path }) => path);
  expect(paths('state: "held"')).toEqual(['/state']);
  expect(paths('"k" → 1')).toEqual(['/map/0']);
  expect(paths('"v"')).toEqual(['/set/0']);
  expect(paths('undefined')).toEqual(['/none']);
  expect(paths('10n')).toEqual(['/big']);
});

it('finds no token by its content, unless it was shown, and ends in what holds itself', () => {
  const value: Record<string, unknown> = { jwtToken: 'topsecret' };
  value.self = value;
  expect(find(value, 'topsecret')).toEqual([]);
  expect(find(value, 'topsecret', new Set(['/jwtToken'])).map(({ path }) => path)).toEqual(['/jwtToken']);
});

it('finds every place of a text of millions of characters, across its pieces and after what is escaped', () => {
  const part = `${'"\n😀x'.repeat(1_999)}needle`;
  const places = find({ long: part.repeat(700) }, 'needle');
  expect(places).toHaveLength(700);
});

it('opens the search by Ctrl+F, leads through what is folded, and closes by Escape', async () => {
  draw({ a: { b: { c: 'needle' } }, list: Array.from({ length: 5_000 }, (_, i) => (i === 4_321 ? 'needle' : i)) });
  expect(press('f', { ctrlKey: true })).toBe(true);
  type('needle');
  await vi.waitFor(() => expect(count()).toBe('1 of 2'));
  expect(activePath()).toBe('/a/b/c');
  press('Enter', {}, field());
  expect(count()).toBe('2 of 2');
  expect(activePath()).toBe('/list/4321');
  expect(root.querySelectorAll('[role=treeitem]').length).toBeLessThan(120);
  press('F3', { shiftKey: true });
  expect(count()).toBe('1 of 2');
  press('g', { ctrlKey: true });
  press('g', { ctrlKey: true });
  expect(count()).toBe('1 of 2');
  type('a note');
  await vi.waitFor(() => expect(count()).toBe('1 of 1'));
  type('nothing of this');
  await vi.waitFor(() => expect(count()).toBe('Not found'));
  let left = false;
  document.addEventListener('keydown', () => (left = true), { once: true });
  expect(press('Escape', {}, field())).toBe(true);
  expect(left).toBe(false);
  expect(field()).toBeNull();
  expect(press('g', { ctrlKey: true })).toBe(false);
});

it('opens a long text in place, and at a place that was found in it', async () => {
  draw({ long: `${'x'.repeat(50_000)}needle${'y'.repeat(30_000)}` });
  const line = () => root.querySelector('[data-path="/long"]');
  const button = (text: string) =>
    [...(line()?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent?.includes(text));
  press('f', { ctrlKey: true });
  type('needle');
  await vi.waitFor(() => expect(count()).toBe('1 of 1'));
  expect(line()?.textContent).toContain('50,000 characters before');
  expect(line()?.textContent).toContain('needle');
  act(() => button('before')?.click());
  act(() => button('more')?.click());
  expect(line()?.textContent?.endsWith('y"Show less')).toBe(true);
  act(() => button('less')?.click());
  expect(line()?.textContent).toContain('… 70,006 more characters');
});
