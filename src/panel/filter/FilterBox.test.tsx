// @vitest-environment happy-dom
import axe from 'axe-core';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { installTexts, messagesLookup } from '../text/i18n.ts';
import type { KnownNames } from './candidates.ts';
import { FilterBox } from './FilterBox.tsx';
import { parseFilter } from './parse.ts';
import { INTERACTION_WORDS, MESSAGE_WORDS, type SavedFilter, type Vocabulary } from './vocabulary.ts';

let root: HTMLElement;
let text: string;
let saved: readonly SavedFilter[];
let out: string[];
let asked: number;
let words: Vocabulary;
let others: SavedFilter[];
let inverted: boolean;
let kinds: readonly string[];
let jumps: number;

const known: KnownNames = {
  values: {
    service: ['interaction.getInteractions', 'interaction.setUserData', 'voice.dial'],
    event: ['interaction', 'markdone'],
    type: ['RINGING'],
    state: ['HELD', 'TALKING'],
    key: ['Contact Id', 'Vip'],
  },
  clients: [{ number: 1, name: 'CRM page' }],
};

const without = ({ view, name }: SavedFilter) => saved.filter((one) => one.view !== view || one.name !== name);

function draw() {
  act(() =>
    render(
      <FilterBox
        words={words}
        value={text}
        onInput={(next) => {
          text = next;
          draw();
        }}
        inverted={inverted}
        onInvert={(next) => {
          inverted = next;
          draw();
        }}
        kinds={kinds}
        onKinds={(next) => {
          kinds = next;
          draw();
        }}
        onGoTo={() => {
          jumps += 1;
        }}
        known={() => {
          asked += 1;
          return known;
        }}
        saved={saved}
        onSave={(one) => {
          saved = [...without(one), one];
          draw();
        }}
        onDelete={(one) => {
          saved = without(one);
          draw();
        }}
        onOther={(one) => others.push(one)}
        onTrouble={(error) => out.push(String(error))}
      />,
      root,
    ),
  );
}

function input(): HTMLInputElement {
  const found = document.getElementById('filter');
  if (!(found instanceof HTMLInputElement)) throw new Error('there is no filter');
  return found;
}

function type(value: string, caret = value.length) {
  const box = input();
  act(() => {
    box.focus();
    box.value = value;
    box.setSelectionRange(caret, caret);
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

function press(key: string, target: Element = document.activeElement ?? root) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  act(() => {
    target.dispatchEvent(event);
  });
  return event;
}

function button(name: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find(
    (one) => name === (one.getAttribute('aria-label') ?? one.textContent),
  );
  if (!found) throw new Error(`no button ${name}`);
  return found;
}

const click = (name: string) => act(() => button(name).click());
const labels = () => [...root.querySelectorAll('[role="option"] .mono')].map((one) => one.textContent);
const chips = () => [...root.querySelectorAll('.filter-chip-term')].map((one) => one.textContent);
const chosen = () =>
  root.querySelector(`#${CSS.escape(input().getAttribute('aria-activedescendant') ?? 'none')}`)?.querySelector('.mono')
    ?.textContent;

/** The suggestions come with a module of their own. */
async function suggestions() {
  await vi.waitFor(() => expect(labels().length).toBeGreaterThan(0));
}

beforeEach(async () => {
  installTexts(messagesLookup(english));
  root = document.createElement('main');
  document.body.append(root);
  document.title = 'test';
  text = '';
  saved = [];
  out = [];
  asked = 0;
  words = MESSAGE_WORDS;
  others = [];
  inverted = false;
  kinds = [];
  jumps = 0;
  draw();
  act(() => input().focus());
});
afterEach(() => {
  render(null, root);
  root.remove();
  expect(out).toEqual([]);
});

it('completes a field and its value by keys', async () => {
  type('ser');
  await suggestions();
  expect(labels()[0]).toBe('service:');
  expect(chosen()).toBeUndefined();
  expect(press('ArrowDown').defaultPrevented).toBe(true);
  expect(chosen()).toBe('service:');
  press('Enter');
  expect(text).toBe('service:');
  expect(labels()).toEqual([
    'service:interaction.getInteractions',
    'service:interaction.setUserData',
    'service:voice.dial',
  ]);
  type('service:dial');
  press('ArrowUp');
  expect(chosen()).toBe('service:voice.dial');
  expect(press('Tab').defaultPrevented).toBe(true);
  expect(text).toBe('service:voice.dial ');
  expect(labels()).toEqual([]);
  expect(input().selectionStart).toBe(text.length);
  expect(document.activeElement).toBe(input());
});

it('completes where the caret stands, keeps the minus, and quotes what needs it', async () => {
  type('-contact is:ok', 8);
  await suggestions();
  expect(labels()).toEqual(['key:"Contact Id"']);
  act(() => root.querySelector<HTMLElement>('[role="option"]')?.click());
  expect(text).toBe('-key:"Contact Id" is:ok');
  expect(input().selectionStart).toBe('-key:"Contact Id" '.length);
  type('is:fail');
  expect(root.querySelector('[role="option"]')?.textContent).toBe('is:failed answered with an error');
  type('crm');
  expect(labels()).toEqual(['client:1']);
  type('/is/');
  expect(labels()).toEqual([]);
});

it('closes the list with Escape first, then clears, then lets Escape out; asks for names only when it shows them', async () => {
  const escaped: string[] = [];
  root.addEventListener('keydown', (event) => escaped.push(event.key));
  expect(asked).toBe(0);
  type('is:');
  await suggestions();
  expect(press('Escape').defaultPrevented).toBe(true);
  expect(labels()).toEqual([]);
  expect(text).toBe('is:');
  press('Escape');
  expect(text).toBe('');
  expect(escaped).toEqual([]);
  expect(press('Escape').defaultPrevented).toBe(false);
  expect(escaped).toEqual(['Escape']);
});

it('leaves Enter and Tab alone while nothing is chosen', async () => {
  type('held');
  await suggestions();
  expect(press('Enter').defaultPrevented).toBe(false);
  expect(press('Tab').defaultPrevented).toBe(false);
  expect(text).toBe('held');
});

it('shows the terms as chips, to be negated and removed by mouse and keys', () => {
  text = 'is:failed  -"a b" x';
  draw();
  expect(chips()).toEqual(['is:failed', '"a b"', 'x']);
  expect(button('Leave out what "a b" finds').getAttribute('aria-pressed')).toBe('true');
  click('Leave out what is:failed finds');
  expect(text).toBe('-is:failed -"a b" x');
  click('Leave out what "a b" finds');
  expect(text).toBe('-is:failed "a b" x');
  act(() => button('Leave out what "a b" finds').focus());
  press('Delete');
  expect(text).toBe('-is:failed x');
  expect(document.activeElement).toBe(button('Remove x'));
  click('Remove x');
  click('Remove is:failed');
  expect(text).toBe('');
  expect(document.activeElement).toBe(input());
});

it('explains what it does not understand, with the wrong part marked and what applies meanwhile', () => {
  type('is:ok');
  type('is:ok is:<b>faild');
  expect(root.querySelector('mark')?.textContent).toBe('<b>faild');
  type('is:ok is:faild');
  const problem = document.getElementById(input().getAttribute('aria-describedby') ?? '');
  expect(problem?.textContent).toBe('There is no is:faild. Is is:failed meant? Until then this applies: is:ok');
  expect(input().getAttribute('aria-invalid')).toBe('true');
  expect(chips()).toEqual([]);
  click('Write failed');
  expect(text).toBe('is:ok is:failed');
  expect(input().getAttribute('aria-invalid')).toBe('false');
});

it('does not call wrong what is still being typed', async () => {
  type('is:fa');
  await suggestions();
  expect(root.querySelector('.filter-problem')).toBeNull();
  press('Escape');
  expect(root.querySelector('mark')?.textContent).toBe('fa');
  type('stat:x is:fa');
  expect(labels()).toEqual(['is:failed']);
  expect(root.querySelector('mark')?.textContent).toBe('stat');
});

it('saves, applies, replaces, deletes, and takes a deletion back', async () => {
  type('is:failed ');
  click('Saved filters');
  await vi.waitFor(() => button('Save this filter'));
  const name = root.querySelector<HTMLInputElement>('.filter-saved input');
  if (!name) throw new Error('no name');
  const call = (value: string) =>
    act(() => {
      name.value = value;
      name.dispatchEvent(new Event('input', { bubbles: true }));
    });
  expect(button('Save this filter').disabled).toBe(true);
  call(' Trouble ');
  click('Save this filter');
  expect(saved).toEqual([{ name: 'Trouble', text: 'is:failed', view: 'messages' }]);
  call('Trouble');
  expect(button('Replace Trouble').disabled).toBe(false);
  click('Delete the saved filter Trouble');
  expect(saved).toEqual([]);
  expect(document.activeElement).toBe(name);
  click('Undo');
  expect(saved).toEqual([{ name: 'Trouble', text: 'is:failed', view: 'messages' }]);
  type('is:');
  expect(root.querySelector('.filter-saved form')?.textContent).toContain('cannot be saved');
  act(() => root.querySelector<HTMLElement>('.filter-saved-apply')?.click());
  expect(text).toBe('is:failed');
  expect(root.querySelector('.filter-saved')).toBeNull();
  click('Saved filters');
  press('Escape', root.querySelector('.filter-saved input') ?? root);
  expect(root.querySelector('.filter-saved')).toBeNull();
  expect(document.activeElement).toBe(button('Saved filters'));
});

it('offers in each view its own words, and the values of a key of user data', async () => {
  type('data.');
  await suggestions();
  expect(labels()).toEqual(['data."Contact Id":', 'data.Vip:']);
  expect(root.querySelector('.filter-problem')).toBeNull();
  type('data.con');
  expect(labels()).toEqual(['data."Contact Id":']);
  press('ArrowDown');
  press('Enter');
  expect(text).toBe('data."Contact Id":');
  words = INTERACTION_WORDS;
  type('is:');
  expect(labels()).toContain('is:blocked');
  expect(labels()).not.toContain('is:failed');
  type('s');
  expect(labels()).toEqual(['state:']);
});

it('says of saved filters which view each is of, its own first, and keeps names apart', async () => {
  saved = [
    { name: 'mine', text: 'is:failed', view: 'messages' },
    { name: 'mine', text: 'state:HELD', view: 'interactions' },
  ];
  words = INTERACTION_WORDS;
  draw();
  click('Saved filters');
  const shown = () => [...root.querySelectorAll('.filter-saved-apply')].map((one) => one.textContent);
  await vi.waitFor(() => expect(shown()).toEqual(['mine Interactions state:HELD', 'mine Messages is:failed']));
  act(() => root.querySelectorAll<HTMLElement>('.filter-saved-apply')[1]?.click());
  expect([text, others]).toEqual(['', [saved[0]]]);
});

it('chooses one kind by a click and several with Ctrl, by pointer and keys', () => {
  const pressed = () =>
    [...root.querySelectorAll('.kind-chip[aria-pressed="true"]')].map((one) => one.textContent).join(' + ');
  const control = (name: string) =>
    act(() => void button(name).dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true })));
  expect(pressed()).toBe('All');
  click('Failed');
  expect([kinds, pressed()]).toEqual([['failed'], 'Failed']);
  control('Events');
  expect(pressed()).toBe('Events + Failed');
  control('Failed');
  expect(pressed()).toBe('Events');
  control('Events');
  expect(pressed()).toBe('All');
  click('Requests');
  click('By this tool');
  expect(pressed()).toBe('By this tool');
  click('All');
  expect([kinds, pressed()]).toEqual([[], 'All']);

  act(() => button('All').focus());
  press('ArrowRight', button('All'));
  expect(document.activeElement).toBe(button('Requests'));
  press('End', button('Requests'));
  expect(document.activeElement).toBe(button('By this tool'));
  expect([...root.querySelectorAll('.kind-chip[tabindex="0"]')]).toEqual([button('By this tool')]);
  const event = new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true });
  act(() => void button('By this tool').dispatchEvent(event));
  expect([pressed(), event.defaultPrevented]).toEqual(['By this tool', true]);
});

it('can be inverted', () => {
  const box = root.querySelector<HTMLInputElement>('input[type=checkbox]');
  act(() => box?.click());
  expect(inverted).toBe(true);
});

it('explains the language by examples that are added, and leads to the jump to a time', async () => {
  type('is:failed');
  click('How to filter');
  const examples = () => [...root.querySelectorAll('.filter-example')].map((one) => one.textContent ?? '');
  await vi.waitFor(() => expect(examples()).toContain('after:14:04'));
  // Each is understood.
  for (const example of examples()) expect(parseFilter(example, words), example).toMatchObject({ ok: true });
  click('state:HELD');
  expect(text).toBe('is:failed state:HELD');
  click('Go to a time… (Ctrl+G)');
  expect(jumps).toBe(1);
  const found = button('at:14:05');
  expect(found.closest('section')?.getAttribute('aria-label')).toBe('How to filter');
  expect((await axe.run(root, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  press('Escape', found);
  expect(root.querySelector('.filter-help')).toBeNull();
  expect(document.activeElement).toBe(button('How to filter'));
});

it('has nothing that axe objects to', async () => {
  // Colours are checked in a real browser.
  const options = { rules: { 'color-contrast': { enabled: false } } };
  const objections = async () =>
    (await axe.run(root, options)).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  type('is:f');
  await suggestions();
  press('ArrowDown');
  expect(await objections()).toEqual([]);
  saved = [{ name: 'Trouble', text: 'is:failed', view: 'messages' }];
  type('is:failed -x');
  click('Saved filters');
  await vi.waitFor(() => button('Save this filter'));
  expect(await objections()).toEqual([]);
});

it('what is written already is not suggested', async () => {
  type('is:fai');
  await suggestions();
  type('is:failed');
  expect(labels()).toEqual([]);
});
