// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, test, vi } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import { encode } from '../../../entry/encode.ts';
import { posted } from '../../../protocol/notes.ts';
import { PanelProvider } from '../../shell/PanelProvider.tsx';
import { startPanel } from '../../shell/start.ts';
import { surroundingsOf } from '../../stores/testdata/commands.ts';
import { CLIENT, FakeTab } from '../../stores/testdata/tab.ts';
import { useStage } from '../../testdata/stage.ts';
import { MessagesView } from './MessagesView.tsx';

const stage = useStage();

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';

/** The view over a tab in which a page talks to WWE. */
async function open() {
  const tab = new FakeTab();
  const page = tab.open('page', { title: 'My page' });
  const host = tab.open('host', { path: 'top', target: null });
  const copy = vi.fn<(text: string) => void>();
  const openSource = vi.fn();
  const stores = await startPanel(surroundingsOf(tab, { copy, openSource }), stage.signal);
  stores.view.value = 'messages';
  let count = 0;
  /** A request of the page, and WWE's answer. */
  function ask(request: string, parameters: unknown[], answer: object | null = { data: null }): void {
    const referenceId = String(count);
    count += 1;
    const t = 1_000 + 10 * count;
    host.add(t, { ...CLIENT, request, parameters, referenceId }, { peer: 'top/0', origin: 'https://page.example.com' });
    if (answer) page.answer(t + 5, referenceId, answer);
  }
  async function flow(): Promise<void> {
    await act(() => tab.flow());
  }
  act(() =>
    render(
      <PanelProvider value={stores}>
        <MessagesView />
      </PanelProvider>,
      stage.root,
    ),
  );
  await flow();
  return { tab, page, host, stores, copy, openSource, ask, flow };
}

const rows = () => [...stage.root.querySelectorAll<HTMLElement>('[data-message]')];
const cellsOf = (row: HTMLElement | undefined) => [...(row?.children ?? [])].map(({ textContent }) => textContent);
function rowOf(name: string): HTMLElement {
  return rows().find((row) => row.dataset.name === name) ?? expect.fail(`no row ${name}`);
}
function byText(selector: string, text: string): HTMLElement {
  const found = [...stage.root.querySelectorAll<HTMLElement>(selector)].find((one) =>
    one.textContent?.startsWith(text),
  );
  return found ?? expect.fail(`no ${selector} ${text}`);
}
function press(key: string, more: KeyboardEventInit = {}, target = document.activeElement): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  act(() => void target?.dispatchEvent(event));
  return event;
}
const click = (element: HTMLElement) => act(() => element.click());

describe('the table', () => {
  test('one row a request with its answer, one an event, in the order of the wire', async () => {
    const { page, ask, flow } = await open();
    ask('interaction.getByInteractionId', ['7'], { errorMessage: 'No such interaction' });
    page.event(1_100, { interactionId: '7' }, 'RINGING');
    await flow();
    expect(rows().map((row) => cellsOf(row).slice(2, 7))).toEqual([
      ['out', 'interaction.getByInteractionId', 'failed No such interaction', '7', '5 ms'],
      ['in', 'RINGING interaction', '', '7', '—'],
    ]);
    expect(cellsOf(rows()[0])[8]).toBe('1 · My page');
    expect(cellsOf(rows()[0])[10]).toBe('WWE · client');
  });

  test('thousands of rows are a few in the DOM, and the keys reach the last one', async () => {
    const { page, flow, stores, tab } = await open();
    for (let i = 0; i < 3_000; i += 1) page.event(2_000 + i, { interactionId: String(i) });
    await flow();
    while (stores.watching.session.messages().length < 3_000) await flow();
    // In a burst the views are drawn after a pause.
    await act(() => tab.passTime());
    expect(rows().length).toBeLessThan(150);
    act(() => rows()[0]?.focus());
    press('End');
    expect(cellsOf(document.activeElement as HTMLElement)[0]).toBe('3000');
    expect(rows().length).toBeLessThan(150);
    press('Home');
    press('ArrowDown');
    expect(cellsOf(document.activeElement as HTMLElement)[0]).toBe('2');
  });

  test('an own message with a token in its name or error shows none', async () => {
    const { ask, flow } = await open();
    ask('x.y', [], { errorMessage: `refused ${JWT}` });
    await flow();
    expect(rowOf('x.y').textContent).not.toContain('c2lnbmF0dXJl');
  });
});

describe('details', () => {
  test('Enter opens them, arrows change tabs, and each tab says something', async () => {
    const { ask, flow, stores } = await open();
    ask('interaction.setUserData', ['1', { ContactId: 'c', jwtToken: 'hush' }]);
    await flow();
    act(() => rowOf('interaction.setUserData').focus());
    press('Enter');
    const panel = () => stage.root.querySelector('#message-panel')?.textContent ?? '';
    expect(panel()).toContain('keyValues');
    expect(panel()).not.toContain('hush');
    act(() => stage.root.querySelector<HTMLElement>('#message-payload')?.focus());
    const seen: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      press('ArrowRight');
      seen.push(document.activeElement?.textContent ?? '');
      expect(panel()).not.toBe('');
    }
    expect(seen).toEqual(['Answer', 'Timing', 'Initiator', 'Handlers', 'Raw']);
    expect(stores.settings.settings.value.messageTab).toBe('raw');
    expect(stores.messages.close()).toBe(true);
    await flow();
    expect(stage.root.querySelector('.details')).toBeNull();
  });

  test('the stack of a call opens in Sources, counted from 0', async () => {
    const { page, host, flow, openSource } = await open();
    const message = { ...CLIENT, request: 'agent.get', referenceId: '0' };
    const stack = '    at onClick (https://page.example.com/app.js:12:34)';
    const wants = { wantsSuccess: true, wantsFailure: true, threw: null };
    page.add(1_000, posted({ note: 'called', at: 1, client: 0, call: 0, message, stack, ...wants }), {
      sort: 'probe',
      kind: 'called',
      name: 'agent.get',
      ref: '0',
      peer: '',
      origin: '',
    });
    host.add(1_001, message, { peer: 'top/0', origin: 'https://page.example.com' });
    page.answer(1_005, '0', { data: {} });
    await flow();
    expect(rows().length).toBe(1);
    expect(cellsOf(rows()[0])[9]).toBe('app.js:12');
    click(rowOf('agent.get'));
    click(byText('[role=tab]', 'Initiator'));
    click(byText('.link', 'app.js:12'));
    expect(openSource).toHaveBeenCalledWith('https://page.example.com/app.js', 11, 33);
  });
});

describe('the menu', () => {
  test('copies, narrows, and closes with Escape', async () => {
    const { ask, flow, copy, stores } = await open();
    ask('interaction.accept', ['7']);
    await flow();
    act(() => rowOf('interaction.accept').focus());
    expect(press('F10', { shiftKey: true }).defaultPrevented).toBe(true);
    expect(document.activeElement?.textContent).toContain('Copy as JSON');
    press('Escape');
    expect(stage.root.querySelector('[role=menu]')).toBeNull();
    expect(document.activeElement).toBe(rowOf('interaction.accept'));
    press('k');
    expect(copy).toHaveBeenLastCalledWith('genesys.wwe.service.interaction.accept("7", console.log, console.error);');
    press('ContextMenu');
    click(byText('[role=menuitem]', 'Only this interaction'));
    expect(stores.messageFilter.value).toBe('id:7');
  });

  test('edit and resend opens Compose with the call', async () => {
    const { ask, flow, stores } = await open();
    ask('interaction.setUserData', ['1', { n: 10n }]);
    await flow();
    act(() => rowOf('interaction.setUserData').focus());
    press('e');
    const wwe = '["top","https://wwe.example.com"]';
    const call = { service: 'interaction.setUserData', parameters: ['1', { n: 10n }], wwe };
    expect(stores.compose.wanted.value).toEqual(call);
    expect(stores.view.value).toBe('compose');
  });

  test('resend asks first where a contact may end, and sends through the row’s client', async () => {
    const { ask, flow, page } = await open();
    ask('interaction.reject', ['7']);
    ask('agent.setState', ['Ready']);
    await flow();
    act(() => rowOf('interaction.reject').focus());
    press('r');
    await flow();
    expect(page.commands).toEqual([]);
    expect(stage.root.querySelector('dialog')?.textContent).toContain('interaction.reject("7"');
    click(byText('dialog button', 'Send it again'));
    await flow();
    expect(page.commands.map(({ name, parameters }) => [name, parameters])).toEqual([['interaction.reject', '["7"]']]);
    act(() => rowOf('agent.setState').focus());
    press('r');
    await flow();
    expect(page.commands.map(({ name }) => name)).toEqual(['interaction.reject', 'agent.setState']);
  });

  test('what cannot be sent again as it was is not, and says why', async () => {
    const { ask, flow, page } = await open();
    ask('x.y', [{ file: new Uint8Array(100_000) }]);
    await flow();
    act(() => rowOf('x.y').focus());
    press('r');
    await flow();
    expect(page.commands).toEqual([]);
    expect(stage.root.querySelector('.message-bar')?.textContent).toContain('/0/file');
  });

  test('what was told by name and id alone is shown as that, and neither copied, edited nor sent', async () => {
    const { page, flow, copy, stores } = await open();
    const asked = { wantsSuccess: true, wantsFailure: true, threw: null, brief: ['agent.setState', '0'] };
    const note = posted({ note: 'called', at: 1, client: 0, call: 0, message: null, stack: '', ...asked });
    const about = { name: 'agent.setState', ref: '0', peer: '', origin: '' };
    page.add(1_000, note, { sort: 'probe', kind: 'called', ...about });
    await flow();
    click(rowOf('agent.setState'));
    const text = english.messages_not_copied.message;
    expect(stage.root.querySelector('#message-panel')?.textContent).toBe(text);
    act(() => rowOf('agent.setState').focus());
    for (const key of ['c', 'k', 'e', 'r']) press(key);
    await flow();
    expect([copy.mock.calls, stores.compose.wanted.value, page.commands]).toEqual([[], null, []]);
    expect(stage.root.querySelector('.message-bar')?.textContent).toContain(text);
  });

  test('bytes that were kept whole are sent again', async () => {
    const { ask, flow, page } = await open();
    const parameters = [{ file: new Uint8Array([1, 2]) }];
    ask('agent.setState', parameters);
    await flow();
    act(() => rowOf('agent.setState').focus());
    press('r');
    await flow();
    expect(page.commands).toMatchObject([{ parameters: encode(parameters) }]);
  });
});

test('subscriptions are listed by client', async () => {
  const { host, page, flow } = await open();
  const subscribe = { ...CLIENT, event: 'subscribe', data: ['interaction', 'agent'], referenceId: '0' };
  host.add(1_000, subscribe, { name: 'subscribe', peer: 'top/0', origin: 'https://page.example.com' });
  page.answer(1_010, '0', { subscriptionId: 's1' });
  await flow();
  click(byText('button', 'Subscriptions'));
  const pane = stage.root.querySelector('.details');
  expect(pane?.querySelector('h2')?.textContent).toBe('Client 1 · My page');
  expect(
    [...(pane?.querySelectorAll('tbody tr') ?? [])].map(({ firstElementChild }) => firstElementChild?.textContent),
  ).toEqual(['interaction', 'agent']);
});

test('without messages it says what will be here', async () => {
  await open();
  expect(stage.root.querySelector('.empty h2')?.textContent).toBe(english.empty_no_wwe.message);
  expect(stage.root.querySelector('.empty p')?.textContent).toBe(english.messages_empty_text.message);
});
