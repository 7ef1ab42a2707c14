// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { act } from 'preact/test-utils';
import { afterAll, expect, test, vi } from 'vitest';
import { openNew, openValue } from './features/userdata/cell.ts';
import { createEditsStore } from './features/userdata/edits-store.ts';
import type { AllStores } from './shell/PanelProvider.tsx';
import { CLIENT, chat, FakeTab } from './stores/testdata/tab.ts';
import { showPanel } from './testdata/frame.tsx';
import { useStage } from './testdata/stage.ts';
import { ownKeys } from './ui/keys.ts';

/** Elements that hear keys. */
const hearing = new Set<EventTarget>();
const heard = vi.spyOn(Object.getPrototypeOf(HTMLElement.prototype.constructor).prototype, 'addEventListener');
afterAll(() => heard.mockRestore());

const stage = useStage();
const KEYS = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageDown', 'Enter', 'Escape', 'Tab'];
const MORE = ['Delete', 'Backspace', 'F2', ' ', 'a', '/', '?'];
/** How browsers tell of a key that an input method took. */
const TOLD: readonly KeyboardEventInit[] = [
  { isComposing: true },
  { isComposing: true, keyCode: 229 },
  // After the end of the composition, which the key brought about.
  { isComposing: false, keyCode: 229 },
];

/** What could have been changed by a key. */
function state({ view, selected, sheet, filter, messageFilter, messages, edits, watching }: AllStores): string {
  const [one] = watching.session.interactions();
  const now = [view.value, selected.value, sheet.value, filter.value, messageFilter.value, messages.selected.value];
  const open = one ? edits.edits(createEditsStore).of(one) : null;
  return JSON.stringify([now, open?.open, open?.byKey.size]);
}

/** Says each key to each kind of element that hears keys now. @returns how many kinds there are */
function walk(stores: AllStores): number {
  // Of those that look the same, one.
  const kinds = new Map<string, HTMLElement>();
  for (const element of document.querySelectorAll<HTMLElement>('*')) {
    if (hearing.has(element)) kinds.set(`${element.tagName} ${element.className}`, element);
  }
  const elements = [...kinds.values()];
  for (const element of elements) {
    const field = element.querySelector<HTMLElement>('input, textarea') ?? element;
    for (const target of new Set([element, field])) {
      target.focus();
      const [before, focused] = [state(stores), document.activeElement];
      for (const told of TOLD) {
        for (const key of [...KEYS, ...MORE]) {
          const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...told });
          let left = false;
          const leave = () => (left = true);
          document.addEventListener('keydown', leave);
          act(() => void target.dispatchEvent(event));
          document.removeEventListener('keydown', leave);
          const where = `${key} ${JSON.stringify(told)} on ${target.outerHTML.slice(0, 100)}`;
          // At Escape, Chromium would empty a search field by itself.
          expect([event.defaultPrevented, left, state(stores)], where).toEqual([key === 'Escape', false, before]);
          expect(document.activeElement === focused, where).toBe(true);
        }
      }
    }
  }
  return elements.length;
}

test('while an input method composes, no key does anything in the panel, in any field', {
  timeout: 120_000,
}, async () => {
  const tab = new FakeTab();
  const page = tab.open('page');
  page.event(500, chat('1', { Segment: 'Gold' }));
  page.add(600, { ...CLIENT, request: 'voice.dial', referenceId: '0', parameters: ['1'] });
  const stores = await showPanel(stage, tab);
  let walked = 0;
  const look = async (change: () => void, shown: string) => {
    await act(async () => change());
    await vi.waitFor(() => expect(stage.root.querySelector(shown)).not.toBe(null), { timeout: 30_000, interval: 1 });
    await act(async () => {});
    for (const [at, [type]] of heard.mock.calls.entries()) {
      const target = heard.mock.contexts[at];
      if (type === 'keydown' && target instanceof HTMLElement) hearing.add(target);
    }
    heard.mockClear();
    walked += walk(stores);
  };
  const one = stores.watching.session.interactions()[0] ?? expect.fail('no interaction');
  await look(() => {
    stores.selected.value = one.key;
    stores.settings.change({ detailsTab: 'userdata' });
  }, '.userdata-grid');
  const edits = stores.edits.edits(createEditsStore);
  await look(() => edits.change(one, openValue(edits.of(one), 'Segment')), 'td textarea');
  await look(() => edits.change(one, openNew(edits.of(one))), '.userdata-new');
  for (const detailsTab of ['markdone', 'json'] as const) {
    await look(() => stores.settings.change({ detailsTab }), `#details-${detailsTab}[aria-selected=true]`);
  }
  await look(() => {
    stores.view.value = 'messages';
    stores.messageFilter.value = 'dial';
  }, '.filter-input');
  await look(
    () => stores.compose.open({ service: 'interaction.setUserData', parameters: ['1', { A: 'x' }] }),
    '.compose-key',
  );
  for (const sheet of ['keys', 'settings', 'doctor'] as const) {
    await look(() => (stores.sheet.value = sheet), 'dialog');
  }
  expect(walked).toBeGreaterThan(25);
});

test('a key that no input method took is heard', () => {
  const heard: string[] = [];
  const listen = ownKeys((event: KeyboardEvent) => heard.push(event.key));
  listen(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13 }));
  listen(new KeyboardEvent('keydown', { key: 'Process' }));
  expect(heard).toEqual(['Enter']);
});

/** Walks the sources, so that no listener is left out. */
test('every listener for keys is one of ownKeys', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\.|testdata/.test(name),
  );
  const bare: string[] = [];
  for (const name of files) {
    const source = readFileSync(join(import.meta.dirname, name), 'utf8');
    // One place makes those that hear the keys of the whole panel.
    const inPlace =
      name === join('ui', 'keys.ts') ? source.replace("addEventListener('keydown', ownKeys(", '') : source;
    expect(inPlace, name).not.toMatch(/['"]key(?:down|up|press)['"]|onKey(?:Up|Press)|onKeyDownCapture/);
    // Who has a use for Escape ends it, or leaves it to `useEscape`.
    if (source.includes("'Escape'") && !/\bconsume\(|'ArrowRight', 'Escape'/.test(source)) bare.push(name);
    for (const [, listener] of source.matchAll(/onKeyDown=\{(.*)/g))
      if (!listener?.includes('ownKeys(')) bare.push(name);
  }
  // Hands it to a component of ours, on whose element it stands again.
  expect(bare).toEqual([join('values', 'json', 'JsonTree.tsx')]);
});
