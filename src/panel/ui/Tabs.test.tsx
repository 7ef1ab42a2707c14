// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { useStage } from '../testdata/stage.ts';
import { Tabs } from './Tabs.tsx';

const stage = useStage();
afterEach(() => void vi.restoreAllMocks());

const NAMES = ['State', 'User data', 'Mark done', 'Parties', 'JSON'] as const;

/** Tabs of 100 px each in details of some width. */
function show(width: number) {
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(100);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width);
  const chosen = signal<(typeof NAMES)[number]>('State');
  function Shown() {
    return (
      <section class="details">
        <Tabs
          tabs={NAMES}
          chosen={chosen.value}
          label="Details"
          prefix="x"
          title={(name) => name}
          onChoose={(name) => {
            chosen.value = name;
          }}
        >
          {chosen.value}
        </Tabs>
      </section>
    );
  }
  act(() => render(<Shown />, stage.root));
  return chosen;
}
const texts = (selector: string) => [...stage.root.querySelectorAll(selector)].map(({ textContent }) => textContent);
const more = () => stage.root.querySelector<HTMLElement>('[aria-haspopup=menu]');
function press(key: string) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  act(() => void document.activeElement?.dispatchEvent(event));
}

it('has no menu where all fit', () => {
  show(28 + 500);
  expect([more(), texts('[data-over]')]).toEqual([null, []]);
});

it('puts what does not fit into a menu; what is chosen there stands in the row, and has the focus', () => {
  const chosen = show(28 + 340);
  expect(texts('[data-over]')).toEqual(['Parties', 'JSON']);
  act(() => more()?.click());
  expect(texts('[role=menuitem]')).toEqual(['Parties', 'JSON']);
  press('End');
  press('Enter');
  expect(chosen.value).toBe('JSON');
  expect(texts('[data-over]')).toEqual(['Mark done', 'Parties']);
  expect([document.activeElement?.textContent, texts('[role=menu]')]).toEqual(['JSON', []]);
});

it('leads through all of them by arrow keys, in their order', () => {
  const chosen = show(28 + 240);
  act(() => stage.root.querySelector<HTMLElement>('[role=tab]')?.focus());
  for (const name of [...NAMES.slice(1), 'State']) {
    press('ArrowRight');
    expect([chosen.value, document.activeElement?.textContent]).toEqual([name, name]);
    expect(texts('[data-over]')).not.toContain(name);
  }
});

it('gives the focus back to the button when the menu closes without a choice', () => {
  show(28 + 240);
  act(() => more()?.click());
  press('Escape');
  expect(texts('[role=menu]')).toEqual([]);
  expect(document.activeElement).toBe(more());
});
