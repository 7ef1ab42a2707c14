// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { openNew, openValue } from '../features/userdata/cell.ts';
import { createEditsStore } from '../features/userdata/edits-store.ts';
import { CLIENT, chat, FakeTab } from '../stores/testdata/tab.ts';
import { showPanel } from '../testdata/frame.tsx';
import { useStage } from '../testdata/stage.ts';

const stage = useStage();

/** The panel over a page with a chat and one request, which WWE has not answered. */
async function show() {
  const tab = new FakeTab();
  const page = tab.open('page');
  const host = tab.open('host', { path: 'top', target: null });
  page.event(500, chat('1', { Segment: 'Gold' }));
  const more = { peer: 'top/0', origin: 'https://page.example.com' };
  host.add(600, { ...CLIENT, request: 'interaction.markdone', referenceId: '0', parameters: ['1'] }, more);
  const stores = await showPanel(stage, tab);
  const one = stores.watching.session.interactions()[0] ?? expect.fail('no interaction');
  return { tab, page, stores, one };
}
type Shown = Awaited<ReturnType<typeof show>>;

const find = (selector: string) => stage.root.querySelector<HTMLElement>(selector);
function named(name: string | RegExp): HTMLElement {
  const all = [...stage.root.querySelectorAll<HTMLElement>('button, input, textarea, [role=tab]')];
  const is = (text: string | null) => text !== null && (typeof name === 'string' ? text === name : name.test(text));
  return all.find((one) => is(one.getAttribute('aria-label')) || is(one.textContent)) ?? expect.fail(`no ${name}`);
}
async function appears(selector: string): Promise<HTMLElement> {
  await vi.waitFor(() => expect(find(selector), selector).not.toBeNull(), { timeout: 10_000, interval: 1 });
  await act(async () => {});
  return find(selector) ?? expect.fail(selector);
}
/** @returns whether the browser and DevTools were kept from the key */
function pressEscape(more: KeyboardEventInit = {}): 'used' | 'left' | 'between' {
  let left = false;
  const leave = () => (left = true);
  document.addEventListener('keydown', leave);
  const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, ...more });
  act(() => void (document.activeElement ?? document.body).dispatchEvent(event));
  document.removeEventListener('keydown', leave);
  if (event.defaultPrevented === left) return 'between';
  return left ? 'left' : 'used';
}
const blur = () => document.activeElement instanceof HTMLElement && document.activeElement.blur();

/** What Escape closes: how it is opened, and by what it is known. */
const THINGS: Readonly<Record<string, { readonly is: string; open(shown: Shown): unknown }>> = {
  'the details of an interaction': {
    is: '.details',
    open: ({ stores, one }) => (stores.selected.value = one.key),
  },
  'the details of one that is gone': {
    is: '.details',
    open: ({ stores }) => (stores.selected.value = 'gone'),
  },
  'the question before Mark done': {
    is: '.confirm',
    async open({ stores, one }) {
      stores.selected.value = one.key;
      stores.settings.change({ detailsTab: 'markdone' });
      await appears('.block-form');
      act(() => find('.block-form > button:last-child')?.click());
    },
  },
  'pasted cells': {
    is: '.paste',
    async open({ stores, one }) {
      stores.selected.value = one.key;
      stores.settings.change({ detailsTab: 'userdata' });
      const edits = stores.edits.edits(createEditsStore);
      edits.change(one, openValue(edits.of(one), 'Segment'));
      const cell = await appears('td textarea');
      const data = new DataTransfer();
      data.setData('text/plain', 'A\t1\nB\t2');
      const paste = new Event('paste', { bubbles: true, cancelable: true });
      act(() => void cell.dispatchEvent(Object.assign(paste, { clipboardData: data })));
    },
  },
  'a row for a new key': {
    is: '.userdata-new',
    async open({ stores, one }) {
      stores.selected.value = one.key;
      stores.settings.change({ detailsTab: 'userdata' });
      const edits = stores.edits.edits(createEditsStore);
      edits.change(one, openNew(edits.of(one)));
    },
  },
  'the details of a message': {
    is: '.details',
    async open({ stores }) {
      stores.view.value = 'messages';
      act(() => void [...stage.root.querySelectorAll<HTMLElement>('[data-message]')].at(-1)?.focus());
      const row = await appears('[data-message]');
      act(() => row.click());
    },
  },
  'the search in details': {
    is: '.find-bar',
    async open({ stores, one }) {
      stores.selected.value = one.key;
      const tab = await appears('[role=tab]#details-state');
      act(() => tab.focus());
      const key = { key: 'f', ctrlKey: true, bubbles: true, cancelable: true };
      act(() => void tab.dispatchEvent(new KeyboardEvent('keydown', key)));
    },
  },
  'a message that is gone': {
    is: '.details',
    open({ stores }) {
      stores.view.value = 'messages';
      stores.messages.selected.value = 'gone';
    },
  },
  'the subscriptions': {
    is: '.details',
    open({ stores }) {
      stores.view.value = 'messages';
      stores.messages.subscriptions.value = true;
    },
  },
  'the saved filters': {
    is: '.filter-saved',
    async open({ stores }) {
      await act(async () => {
        stores.view.value = 'messages';
      });
      await appears('.filter-line');
      named('Saved filters').focus();
      act(() => named('Saved filters').click());
    },
  },
  'the menu of a message': {
    is: '.menu',
    async open({ stores }) {
      stores.view.value = 'messages';
      const row = await appears('[data-message]');
      act(() => void row.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })));
    },
  },
  'the question before a request is sent again': {
    is: 'dialog',
    async open({ stores }) {
      stores.view.value = 'messages';
      const row = await appears('[data-message][data-name="interaction.markdone"]');
      act(() => row.focus());
      act(() => void row.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', bubbles: true, cancelable: true })));
    },
  },
  'the question of Compose': {
    is: '[role=alertdialog]',
    async open({ stores }) {
      stores.compose.open({ service: 'interaction.markdone', parameters: ['1'] });
      await appears('.compose-send');
      act(() => named('Send').click());
    },
  },
  'the sheet of keys': { is: 'dialog', open: ({ stores }) => (stores.sheet.value = 'keys') },
  settings: { is: 'dialog', open: ({ stores }) => (stores.sheet.value = 'settings') },
  'the doctor': { is: 'dialog', open: ({ stores }) => (stores.sheet.value = 'doctor') },
  'the question before all is forgotten': {
    is: '.forget-question',
    async open({ stores }) {
      stores.sheet.value = 'settings';
      await appears('.forget');
      act(() => named(/^Forget everything/).click());
    },
  },
};

for (const [thing, { is, open }] of Object.entries(THINGS)) {
  for (const where of ['where it puts the focus', 'on nothing'] as const) {
    // A row of its own is a field: it hears Escape while one is in it.
    if (thing === 'a row for a new key' && where === 'on nothing') continue;
    test(`Escape closes ${thing}, and goes no further; with the focus ${where}`, { timeout: 60_000 }, async () => {
      const shown = await show();
      await open(shown);
      await act(async () => {});
      await appears(is);
      if (where === 'on nothing') act(() => void blur());
      expect(pressEscape()).toBe('used');
      // What is held down closes nothing more, and does not come to DevTools either.
      expect(find(is)).toBeNull();
      const { childElementCount } = stage.root.querySelector('main') ?? expect.fail('no view');
      expect(pressEscape({ repeat: true })).toBe('used');
      expect(stage.root.querySelector('main')?.childElementCount).toBe(childElementCount);
      // Press by press, one gets to where nothing is open any more.
      act(() => void blur());
      for (let presses = 0; pressEscape() === 'used'; presses += 1) expect(presses).toBeLessThan(4);
      expect(find('.details, .find-bar, dialog, .menu, .filter-saved, .confirm')).toBeNull();
      expect(pressEscape({ repeat: true })).not.toBe('between');
    });
  }
}

test('of two that are open, the one with the focus closes; else the later one', async () => {
  const { stores } = await show();
  await act(async () => {
    stores.view.value = 'messages';
  });
  await appears('.filter-line');
  act(() => named('Saved filters').click());
  await appears('.filter-saved');
  await act(async () => {
    stores.messages.subscriptions.value = true;
  });
  find('.filter-saved input')?.focus();
  expect(pressEscape()).toBe('used');
  expect([find('.filter-saved'), find('.details') !== null]).toEqual([null, true]);
  act(() => named('Saved filters').click());
  await act(async () => {
    stores.messages.subscriptions.value = false;
  });
  await act(async () => {
    stores.messages.subscriptions.value = true;
  });
  act(() => void blur());
  expect(pressEscape()).toBe('used');
  expect([find('.details'), find('.filter-saved') !== null]).toEqual([null, true]);
});

test('keys of the whole panel are heard while the focus is on nothing', async () => {
  const { stores } = await show();
  const press = (key: string, more: KeyboardEventInit = {}) =>
    act(() => void document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more })));
  press('/');
  expect(document.activeElement).toBe(find('#filter'));
  act(() => void blur());
  press('?');
  expect(stores.sheet.value).toBe('keys');
});

for (const which of ['of an interaction', 'of one that is gone', 'of a message', 'of a message that is gone']) {
  test(`the details ${which} have a title and a button that closes them`, { timeout: 60_000 }, async () => {
    const shown = await show();
    const thing = THINGS[which.includes('message that') ? 'a message that is gone' : `the details ${which}`];
    await thing?.open(shown);
    await appears('.details:not([aria-busy]) .details-title strong');
    expect(find('.details-title strong')?.textContent).not.toBe('');
    act(() => named('Close details').click());
    expect(find('.details')).toBeNull();
  });
}

test('what Clear leaves of open details closes by its button', { timeout: 60_000 }, async () => {
  const { stores, one, page, tab } = await show();
  await act(async () => {
    stores.selected.value = one.key;
  });
  await appears('.details:not([aria-busy])');
  await act(async () => {
    page.bye(900);
    await tab.flow();
    stores.watching.clear();
    await tab.flow();
  });
  expect((await appears('.details')).textContent).toContain('This interaction is no longer kept here.');
  act(() => named('Close details').click());
  expect(find('.details')).toBeNull();
});
