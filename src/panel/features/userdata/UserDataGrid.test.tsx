// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { createEdits, type Edits, set, wantedSlot } from './edits.ts';
import { plan } from './plan.ts';
import { markAnswered, markSent, observe, statusOf, vanish } from './sightings.ts';
import { UserDataGrid } from './UserDataGrid.tsx';

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';
let root: HTMLElement;
let edits: Edits;
let heard: string[];
let disabledReason: string | null;

function draw() {
  const grid = (
    <UserDataGrid
      edits={edits}
      interactionId="1"
      disabledReason={disabledReason}
      onEdit={(change) => {
        edits = change(edits);
      }}
      onApply={() => heard.push(`apply ${JSON.stringify(plan(edits, '1').map((request) => request.parameters))}`)}
      onCheck={() => heard.push('check')}
      onCopy={(text) => heard.push(text)}
    />
  );
  act(() => render(grid, root));
}

function start(userData: unknown) {
  edits = createEdits(userData, 1);
  draw();
}

function byLabel(label: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(`[aria-label="${label}"]`);
  if (!found) throw new Error(`nothing is called ${label}`);
  return found;
}

function button(name: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find(
    (one) => name === (one.getAttribute('aria-label') ?? one.firstChild?.textContent),
  );
  if (!found) throw new Error(`no button ${name}`);
  return found;
}

function cell(key: string, column: number): HTMLElement {
  const row = [...root.querySelectorAll('tbody tr')].find((line) => line.children[0]?.textContent === key);
  const found = row?.children[column];
  if (!(found instanceof HTMLElement)) throw new Error(`no cell for ${key}`);
  return found;
}

/** Does something and draws what became of it. */
function then(act: () => void) {
  act();
  draw();
}

function press(target: HTMLElement, key: string, init: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  then(() => target.dispatchEvent(event));
  return event;
}

function type(label: string, text: string) {
  const control = byLabel(label);
  if (!(control instanceof HTMLTextAreaElement)) throw new Error(`${label} cannot be typed into`);
  control.value = text;
  then(() => control.dispatchEvent(new Event('input', { bubbles: true })));
}

function choose(label: string, value: string) {
  const control = byLabel(label);
  if (!(control instanceof HTMLSelectElement)) throw new Error(`${label} is no menu`);
  control.value = value;
  then(() => control.dispatchEvent(new Event('change', { bubbles: true })));
}

beforeEach(() => {
  installTexts(messagesLookup(english));
  root = document.createElement('div');
  document.body.append(root);
  heard = [];
  disabledReason = null;
});
afterEach(() => {
  render(null, root);
  root.remove();
});

it('keeps the type of an edited value and applies it', () => {
  start({ Count: 10 });
  press(cell('Count', 1), 'Enter');
  type('Value of Count', '12');
  press(byLabel('Value of Count'), 'Enter');
  expect(wantedSlot(edits, 'Count')).toEqual({ present: true, value: 12 });
  expect(button('Apply').textContent).toBe('Apply (1 request)');
  then(() => button('Apply').click());
  expect(heard).toEqual(['apply [["1",{"Count":12}]]']);
});

it('takes a cell that is still open along with Apply, and applies nothing while it has a problem', () => {
  start({ Count: 10 });
  press(cell('Count', 1), 'F2');
  type('Value of Count', '12a');
  then(() => button('Apply').click());
  expect(heard).toEqual([]);
  expect(root.querySelector('[role="alert"]')?.textContent).toBe('12a is not a number');
  type('Value of Count', '13');
  then(() => button('Apply').click());
  expect(heard).toEqual(['apply [["1",{"Count":13}]]']);
});

it('cancels with Escape, and lets neither Escape nor Enter out', () => {
  const out: string[] = [];
  root.parentElement?.addEventListener('keydown', (event) => out.push(event.key));
  start({ Count: 10 });
  press(cell('Count', 1), 'Enter');
  type('Value of Count', '99');
  const event = press(byLabel('Value of Count'), 'Escape');
  expect(event.defaultPrevented).toBe(true);
  expect(statusOf(edits, 'Count').is).toBe('clean');
  expect(root.querySelector('textarea')).toBeNull();
  expect(out).toEqual([]);
});

it('switches the type, and opens a value that cannot be converted', () => {
  start({ Count: 10, Name: 'Robin' });
  choose('Type of Count', 'text');
  expect(wantedSlot(edits, 'Count')).toEqual({ present: true, value: '10' });
  expect(byLabel('Type of Count')).toHaveProperty('value', 'text');
  choose('Type of Name', 'number');
  expect(root.querySelector('[role="alert"]')?.textContent).toBe('Robin is not a number');
  expect(wantedSlot(edits, 'Name')).toEqual({ present: true, value: 'Robin' });
});

it('adds, renames, deletes and undoes', () => {
  start({ Count: 10, Old: 'x' });
  then(() => button('Add key').click());
  type('Name of the new key', 'Vip');
  type('Value of the new key', 'true');
  choose('Type of the new key', 'boolean');
  press(byLabel('Value of the new key'), 'Enter');
  press(cell('Count', 0), 'Enter');
  type('Name of Count', 'Total');
  press(byLabel('Name of Count'), 'Enter');
  then(() => button('Delete Old').click());
  expect(plan(edits, '1').map((request) => request.parameters)).toEqual([
    ['1', { Vip: true, Total: 10 }],
    ['1', 'Count'],
    ['1', 'Old'],
  ]);
  expect(button('Apply').textContent).toBe('Apply (3 requests)');
  then(() => button('Undo').click());
  expect(cell('Old', 3).textContent).toBe('');
  then(() => button('Discard').click());
  expect(edits.byKey.size).toBe(0);
});

it('says where each key stands, and offers Check and both sides of a conflict', () => {
  start({ Bad: 1, Sent: 1, Ok: 1, Both: 1 });
  const send = (key: string, error?: string | null) => {
    edits = markSent(set(edits, key, 2), [key], key, 5);
    if (error !== undefined) edits = markAnswered(edits, key, error);
  };
  send('Bad', 'Not <b>allowed</b>');
  send('Sent');
  edits = observe(set(edits, 'Both', 'mine'), { Bad: 1, Sent: 1, Ok: 1, Both: 'theirs' }, 6);
  send('Ok', null);
  draw();
  expect(cell('Bad', 3).textContent).toBe('refused: Not <b>allowed</b>');
  expect(cell('Sent', 3).textContent).toBe('pending');
  expect(cell('Ok', 3).textContent).toBe('accepted, not seen yetCheck');
  expect(cell('Both', 3).textContent).toContain('Seen: "theirs"');
  then(() => button('Check').click());
  expect(heard).toEqual(['check']);
  then(() => button('Take theirs for Both').click());
  expect(cell('Both', 1).textContent).toBe('theirs');
});

it('keeps edits of an interaction that is gone, copyable and not appliable', () => {
  start({ Count: 10 });
  edits = vanish(set(edits, 'Count', 12));
  draw();
  expect(button('Apply').disabled).toBe(true);
  expect(cell('Count', 1).textContent).toBe('12');
  then(() => button('Copy edits').click());
  expect(JSON.parse(heard[0] ?? '')).toEqual({ set: { Count: 12 }, delete: [] });
});

it('says why nothing can be applied', () => {
  disabledReason = 'The call is over.';
  start({ Count: 10 });
  edits = set(edits, 'Count', 1);
  draw();
  expect(button('Apply').disabled).toBe(true);
  expect(root.querySelector('[role="status"]')?.textContent).toContain('The call is over.');
});

it('masks tokens until the user asks, also when they are edited', () => {
  start({ jwtToken: JWT, Session: { auth: { access_token: 'topsecret' } } });
  expect(root.innerHTML).not.toContain('eyJzdWIi');
  expect(root.innerHTML).not.toContain('topsecret');
  press(cell('jwtToken', 1), 'Enter');
  expect(root.innerHTML).not.toContain('eyJzdWIi');
  press(byLabel('Value of jwtToken'), 'Escape');
  then(() => button('Show the value of jwtToken').click());
  expect(cell('jwtToken', 1).textContent).toBe(JWT);
});

it('draws hostile values as text, cut, and thousands of keys in part', () => {
  start({
    markup: '<img src=x>',
    long: 'x'.repeat(5_000),
    ...Object.fromEntries(Array.from({ length: 518 }, (_, i) => [`k${i}`, i])),
  });
  expect(root.querySelector('img')).toBeNull();
  expect(cell('long', 1).textContent).toBe(`${'x'.repeat(2_000)}… 3,000 more characters`);
  expect(root.querySelectorAll('tbody tr')).toHaveLength(500);
  edits = set(edits, 'k517', 'edited');
  draw();
  expect(root.querySelectorAll('tbody tr')).toHaveLength(501);
  then(() => button('Show 19 more keys').click());
  expect(root.querySelectorAll('tbody tr')).toHaveLength(520);
});

it('moves by arrows, with one stop for Tab', () => {
  start({ a: 1, b: 2 });
  expect([...root.querySelectorAll('tbody [tabindex="0"]')]).toEqual([cell('a', 0)]);
  act(() => cell('a', 0).focus());
  press(cell('a', 0), 'ArrowDown');
  press(cell('b', 0), 'ArrowRight');
  expect(document.activeElement).toBe(cell('b', 1));
  expect([...root.querySelectorAll('tbody [tabindex="0"]')]).toEqual([cell('b', 1)]);
  press(cell('b', 1), 'Delete');
  expect(statusOf(edits, 'b').is).toBe('removed');
  press(cell('b', 1), 'z', { ctrlKey: true });
  expect(statusOf(edits, 'b').is).toBe('clean');
});

it('tells keys apart that differ in what nobody can see: in the cell, in each name, and where they are edited', () => {
  const keys = ['Name', 'Name\u200b', 'Na\u202eme', '', ' ', '\0', 'a b', 'a  b'];
  start(Object.fromEntries(keys.map((key) => [key, key])));
  const rows = [...root.querySelectorAll('tbody tr')];
  const shown = (row: Element) =>
    [...(row.querySelector('.userdata-key')?.querySelectorAll('.unseen') ?? [])].map((one) =>
      one.getAttribute('data-name'),
    );
  expect(rows.map(shown)).toEqual([[], ['U+200B'], ['U+202E'], ['empty'], ['SPACE'], ['NUL'], [], ['SPACE ×2']]);
  const labels = [...root.querySelectorAll('tbody [aria-label]')].map((one) => one.getAttribute('aria-label'));
  expect(new Set(labels).size).toBe(labels.length);
  expect(rows.map((row) => row.querySelector('.userdata-key')?.textContent)).toEqual(keys);
  then(() => rows[1]?.querySelector('.userdata-key')?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true })));
  const control = root.querySelector('textarea');
  expect(control?.value).toBe('Name\u200b');
  const below = document.getElementById(control?.getAttribute('aria-describedby') ?? '');
  expect(below?.querySelector('.unseen')?.getAttribute('data-name')).toBe('U+200B');
});

it('offers cells of a spreadsheet as rows, wherever they are pasted, and keeps what was typed', () => {
  const paste = (target: HTMLElement, text: string) => {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'clipboardData', { value: { getData: () => text } });
    then(() => target.dispatchEvent(event));
    return event.defaultPrevented;
  };
  const places: readonly [() => void, string][] = [
    [() => cell('Segment', 0).dispatchEvent(new Event('dblclick')), 'Name of Segment'],
    [() => cell('Segment', 1).dispatchEvent(new Event('dblclick')), 'Value of Segment'],
    [() => button('Add key').click(), 'Name of the new key'],
    [() => button('Add key').click(), 'Value of the new key'],
  ];
  for (const [open, label] of places) {
    start({ Segment: 'Gold', Count: 3 });
    then(open);
    expect(paste(byLabel(label), 'plain words')).toBe(false);
    expect(paste(byLabel(label), 'Count\t4\nTier\tנהג\tmore')).toBe(true);
    const offer = byLabel('Pasted cells');
    expect([...offer.querySelectorAll('tr')].map((row) => row.textContent)).toEqual([
      'Count4changes the key that is there',
      'Tierנהגnew key, as text',
    ]);
    expect(offer.querySelectorAll('bdi').length).toBe(4);
    expect(edits.byKey.size).toBe(0);
    then(() => button('Do not paste').click());
    const field = byLabel(label);
    expect(edits.open).not.toBe(null);
    then(() => paste(field, 'Count\t4\nTier\tx'));
    then(() => button('Paste as text').click());
    expect(
      edits.open && 'name' in edits.open && label.startsWith('Name') ? edits.open.name : edits.open?.text,
    ).toContain('Count\t4');
    then(() => paste(byLabel(label), 'Count\t4\nTier\tx\n'));
    then(() => button('Add 2 rows').click());
    expect([wantedSlot(edits, 'Count'), wantedSlot(edits, 'Tier')]).toMatchObject([{ value: '4' }, { value: 'x' }]);
    expect([edits.byKey.size, edits.open, root.querySelector('.paste')]).toEqual([2, null, null]);
    draw();
  }
});
