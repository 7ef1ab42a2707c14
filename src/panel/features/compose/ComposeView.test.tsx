// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, test } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import { SERVICE_NAMES } from '../../../protocol/services.ts';
import { PanelProvider } from '../../shell/PanelProvider.tsx';
import { startPanel } from '../../shell/start.ts';
import { chat, FakeTab } from '../../stores/testdata/tab.ts';
import { useStage } from '../../testdata/stage.ts';
import { ComposeView } from './ComposeView.tsx';

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';

const stage = useStage();

/** The view over a tab with one client and a chat in it. */
async function show() {
  const tab = new FakeTab();
  const page = tab.open('page', { title: 'Customer page' });
  page.event(500, chat('1', {}, { media: 'chat', parties: [{ name: 'Robin' }] }));
  const copied: string[] = [];
  const stored: Record<string, unknown>[] = [];
  const stores = await startPanel(
    {
      transport: tab.transport,
      storage: { get: async () => ({}), set: async (content) => void stored.push(content) },
      onNavigated() {},
      reload() {},
      soon: tab.soon,
      copy: (text) => copied.push(text),
    },
    stage.signal,
  );
  await tab.flow();
  act(() =>
    render(
      <PanelProvider value={stores}>
        <ComposeView />
      </PanelProvider>,
      stage.root,
    ),
  );
  /** Lets the tab flow, and draws. */
  const flow = () => act(() => tab.flow());
  return { tab, page, stores, copied, stored, flow };
}

function find(selector: string): HTMLElement {
  return stage.root.querySelector<HTMLElement>(selector) ?? expect.fail(`nothing is ${selector}`);
}
const text = (selector: string) => find(selector).textContent;
const texts = (selector: string) => [...stage.root.querySelectorAll(selector)].map(({ textContent }) => textContent);

/** What has this accessible name. */
function named(name: string): HTMLElement {
  const all = [...stage.root.querySelectorAll<HTMLElement>('button, input, textarea, select, .compose-modes label')];
  const found = all.find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name);
  return found ?? expect.fail(`nothing is called ${name}`);
}

function type(control: HTMLElement, value: string): void {
  if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) {
    throw new Error('this takes no text');
  }
  act(() => {
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** Presses a key where the cursor is. @returns whether it went further than the view */
function press(target: HTMLElement, key: string, init: KeyboardEventInit = {}): boolean {
  let isOut = false;
  const hear = () => {
    isOut = true;
  };
  document.addEventListener('keydown', hear);
  act(() => void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })));
  document.removeEventListener('keydown', hear);
  return isOut;
}

const click = (target: HTMLElement) => act(() => target.click());

/** Chooses a service by typing. */
function choose(name: string): void {
  type(find('#filter'), name);
  press(find('#filter'), 'Enter');
}

describe('the catalogue', () => {
  test('is searched by typing, chosen by arrow keys and Enter', async () => {
    await show();
    expect(stage.root.querySelectorAll('[role=option]').length).toBe(SERVICE_NAMES.length);
    type(find('#filter'), 'user data');
    expect(texts('[role=option] .compose-method')).toEqual([
      'setUserData',
      'deleteUserData',
      'attachUserData',
      'updateUserData',
    ]);
    press(find('#filter'), 'ArrowDown');
    press(find('#filter'), 'ArrowDown');
    const active = find('#filter').getAttribute('aria-activedescendant');
    expect(find(`#${active}`).title).toBe('interaction.deleteUserData');
    press(find('#filter'), 'Enter');
    expect([text('.compose-head h2'), texts('.compose-field-head label')]).toEqual([
      'interaction.deleteUserData',
      ['interactionId', 'key'],
    ]);
    expect(find('[role=option][aria-selected=true]').title).toBe('interaction.deleteUserData');
  });

  test('takes a name that nobody knows, and says so', async () => {
    await show();
    choose('voice.pauseRecording');
    expect([text('.compose-head h2'), text('.compose-head p')]).toEqual([
      'voice.pauseRecording',
      english.compose_not_known.message,
    ]);
    click(named('Add a parameter'));
    type(named('Parameter 1'), '7');
    expect(text('.compose-preview pre')).toContain('"parameters": ["7"]');
    click(named('Remove Parameter 1'));
    expect(texts('.compose-field')).toEqual([]);
  });

  test('Escape empties the search and goes no further', async () => {
    await show();
    type(find('#filter'), 'x');
    expect(press(find('#filter'), 'Escape')).toBe(false);
    expect(stage.root.querySelectorAll('[role=option]').length).toBe(SERVICE_NAMES.length);
  });
});

describe('a call by keyboard', () => {
  test('is filled in, previewed, sent, answered', async () => {
    const { page, flow, stores } = await show();
    choose('setUserData');
    expect(document.activeElement).toBe(named('interactionId'));
    type(named('interactionId'), '1');
    expect(text('.compose-field p.note')).toBe('chat · Robin · ACCEPTED');
    click(named('Add a key to keyValues'));
    expect(document.activeElement).toBe(named('A key of keyValues'));
    type(named('A key of keyValues'), 'Count');
    type(named('Value of Count'), '10');
    const [call, wire] = texts('.compose-preview pre');
    expect(call).toBe(
      'genesys.wwe.service.interaction.setUserData("1", { "Count": "10" }, console.log, console.error);',
    );
    const ref = stores.commands.nextRef();
    expect(wire).toContain(`"referenceId": "${ref}"`);
    press(named('Value of Count'), 'Enter');
    expect(document.activeElement?.textContent).toBe('Send');
    expect(press(named('Value of Count'), 'Enter', { ctrlKey: true })).toBe(false);
    await flow();
    expect(page.commands).toMatchObject([{ ref, parameters: '["1",{"Count":"10"}]' }]);
    page.postCommands(2_000);
    page.answer(2_012, ref, { data: { jwtToken: JWT } });
    await flow();
    expect(text('.compose-answer .outcome')).toContain('12 ms');
    expect(text('.compose-answer .json')).toContain('jwtToken');
    expect(stage.root.textContent).not.toContain('eyJ');
    expect(texts('.compose-call-name')).toEqual(['interaction.setUserData']);
  });

  test('an id goes back as WWE gave it: a number as a number, text as text', async () => {
    const { page, flow } = await show();
    page.event(600, { ...chat('7', {}, { media: 'voice', parties: [{ name: 'Kim' }] }), interactionId: 7 });
    await flow();
    choose('interaction.getByInteractionId');
    const parameters = () => text('.compose-preview pre')?.match(/\((.*?), console/)?.[1];
    type(named('interactionId'), '7');
    expect([parameters(), text('.compose-field p.note')]).toEqual(['7', 'voice · Kim · ACCEPTED']);
    // The same field still offers all interactions.
    expect(named('interactionId').getAttribute('list')).not.toBeNull();
    type(named('interactionId'), '1');
    expect([parameters(), text('.compose-field p.note')]).toEqual(['"1"', 'chat · Robin · ACCEPTED']);
    // While it is typed: 7 is known, 7a is not, and no number either.
    type(named('interactionId'), '7');
    type(named('interactionId'), '7a');
    expect(parameters()).toBe('"7a"');
    type(named('interactionId'), '7');
    click(named('Send'));
    await flow();
    expect(page.commands.at(-1)?.parameters).toBe('[7]');
  });

  test('a refusal that quotes a token shows it masked', async () => {
    const { page, flow, stores } = await show();
    choose('agent.get');
    const ref = stores.commands.nextRef();
    click(named('Send'));
    await flow();
    page.postCommands(2_000);
    page.answer(2_012, ref, { errorMessage: `No such user: ${JWT}` });
    await flow();
    expect(text('.compose-answer .outcome')).toContain('No such user: eyJ••••••••');
    expect(stage.root.innerHTML).not.toContain(JWT);
  });

  test('the name of a parameter with keys is not the name of its button', async () => {
    await show();
    choose('setUserData');
    const label = [...stage.root.querySelectorAll('label')].find((one) => one.textContent === 'keyValues');
    expect(label?.control ?? null).toBeNull();
  });

  test('cells of a spreadsheet are offered as rows, into a key and into a value, and can be pasted as text', async () => {
    const { page, flow } = await show();
    choose('setUserData');
    type(named('interactionId'), '1');
    click(named('Add a key to keyValues'));
    /** @returns whether the browser would paste them itself */
    const paste = (target: HTMLElement, what: string) => {
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
      event.clipboardData?.setData('text/plain', what);
      let isOurs = true;
      act(() => {
        isOurs = target.dispatchEvent(event);
      });
      return isOurs;
    };
    expect(paste(named('A key of keyValues'), 'Count')).toBe(true);
    expect(paste(named('A key of keyValues'), 'Count\t10\r\nSegment\tGold\r\n\tx')).toBe(false);
    expect(text('.paste [role=status]')).toContain('3 rows');
    expect(texts('.paste tr td:last-child')).toEqual([
      'new key, as text',
      'new key, as text',
      'left out: it has no key',
    ]);
    click(named('Add 2 rows'));
    expect(stage.root.querySelector('.paste')).toBeNull();
    const parameters = () => text('.compose-preview pre')?.match(/\{.*?\}/)?.[0];
    expect(parameters()).toBe('{ "Count": "10", "Segment": "Gold" }');
    expect(document.activeElement).toHaveProperty('value', 'Segment');
    expect(paste(named('Value of Count'), 'Count\t11\nNew\t')).toBe(false);
    expect(texts('.paste tr td:last-child')).toEqual(['changes the key that is there', 'new key, as text']);
    press(find('.paste'), 'Escape');
    expect([parameters(), document.activeElement]).toEqual([
      '{ "Count": "10", "Segment": "Gold" }',
      named('Value of Count'),
    ]);
    paste(named('Value of Count'), 'Count\t11\nNew\t');
    click(named('Add 2 rows'));
    expect(parameters()).toBe('{ "Count": "11", "Segment": "Gold", "New": "" }');
    paste(named('Value of New'), 'a\tb');
    click(named('Paste as text'));
    expect(parameters()).toBe('{ "Count": "11", "Segment": "Gold", "New": "a\\tb" }');
    // A value that is written as JSON may be laid out with tabs.
    expect(paste(named('interactionId'), 'a\tb')).toBe(true);
    click(named('Send'));
    await flow();
    expect(page.commands.at(-1)?.parameters).toBe('["1",{"Count":"11","Segment":"Gold","New":"a\\tb"}]');
  });

  test('its row is a click away', async () => {
    const { stores, flow } = await show();
    choose('agent.get');
    const ref = stores.commands.nextRef();
    click(named('Send'));
    await flow();
    click(named('Show in Messages'));
    expect([stores.view.value, stores.messageFilter.value]).toEqual(['messages', `ref:${ref}`]);
  });

  test('that ends a contact is asked about; the first answer is no, Escape is no', async () => {
    const { page, flow } = await show();
    choose('interaction.markdone');
    type(named('interactionId'), '1');
    press(named('interactionId'), 'Enter', { ctrlKey: true });
    expect(text('[role=alertdialog] p')).toContain('interaction 1: chat · Robin · ACCEPTED');
    expect(document.activeElement?.textContent).toBe('Do not send');
    expect(press(named('Do not send'), 'Escape')).toBe(false);
    expect(stage.root.querySelector('[role=alertdialog]')).toBeNull();
    click(named('Send'));
    click(named('Do not send'));
    await flow();
    expect(page.commands).toEqual([]);
    click(named('Send'));
    click(named('Yes, send interaction.markdone'));
    await flow();
    expect(page.commands.map(({ name }) => name)).toEqual(['interaction.markdone']);
  });

  test('a key that is held down sends once', async () => {
    const { page, flow } = await show();
    choose('agent.get');
    press(find('.compose-send'), 'Enter', { ctrlKey: true });
    press(find('.compose-send'), 'Enter', { ctrlKey: true, repeat: true });
    await flow();
    expect(page.commands).toHaveLength(1);
  });

  test('cannot be sent while the page is gone, and says why', async () => {
    const { page, flow } = await show();
    choose('agent.get');
    page.bye(900);
    await flow();
    expect([find('.compose-send').getAttribute('aria-disabled'), text('#compose-reason')]).toEqual([
      'true',
      english.blocked_no_client.message,
    ]);
  });
});

describe('as text', () => {
  test('says what is wrong, where, and leads there', async () => {
    await show();
    choose('voice.hold');
    click(named('Parameters as text'));
    type(named('The list of parameters'), '["1",\n  () => 1]');
    expect(text('.compose-problem')).toContain('Line 2, column 3: Functions cannot be sent');
    click(named('Go there'));
    const area = named('The list of parameters');
    expect(area instanceof HTMLTextAreaElement && [area.selectionStart, area.selectionEnd]).toEqual([8, 9]);
    click(named('Whole message'));
    expect(text('[role=alert]')).toContain('Not switched to “Whole message”');
    expect(named('The list of parameters')).toHaveProperty('value', '["1",\n  () => 1]');
  });

  test('keeps values that JSON has no word for, from text to form and back', async () => {
    await show();
    choose('no.such');
    click(named('Parameters as text'));
    type(named('The list of parameters'), '[{when: new Date(5), none: undefined, big: 10n}]');
    click(named('Form'));
    expect(texts('.compose-key').length).toBe(3);
    click(named('Whole message'));
    expect(named('The whole message')).toHaveProperty(
      'value',
      [
        '{',
        '  "request": "no.such",',
        '  "parameters": [',
        '    {',
        '      "when": new Date("1970-01-01T00:00:00.005Z"),',
        '      "none": undefined,',
        '      "big": 10n',
        '    }',
        '  ]',
        '}',
      ].join('\n'),
    );
  });
});

test('a call from Messages arrives with its tokens hidden, shown on the user’s word, copied masked', async () => {
  const { stores, copied } = await show();
  act(() => stores.compose.open({ service: 'interaction.setUserData', parameters: ['1', { Auth: `Bearer ${JWT}` }] }));
  expect(named('interactionId')).toBe(document.activeElement);
  // Coming back to the view later, by the tabs' arrow keys, leaves the cursor where it is.
  act(() => render(null, stage.root));
  act(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined));
  act(() =>
    render(
      <PanelProvider value={stores}>
        <ComposeView />
      </PanelProvider>,
      stage.root,
    ),
  );
  expect(stage.root.contains(document.activeElement)).toBe(false);
  const values = () => [...stage.root.querySelectorAll('textarea')].map(({ value }) => value).join();
  expect([stage.root.textContent?.includes('eyJ'), values()]).toEqual([false, 'hidden(1)']);
  click(named('Copy as call'));
  expect(copied[0]).toContain('"Auth": "Bearer ••••••••"');
  click(named('Show the tokens'));
  expect(values()).toBe(`Bearer ${JWT}`);
});

test('calls are saved under a name, without tokens, recalled and deleted', async () => {
  const { stored } = await show();
  choose('agent.setState');
  type(named('operationName'), 'Ready');
  type(named('Name for this call'), 'ready');
  click(named('Save'));
  expect(texts('.compose-side .compose-call-name')).toEqual(['ready']);
  expect(JSON.stringify(stored)).toContain('[\\"Ready\\"]');
  choose('agent.get');
  click(find('.compose-side .compose-call'));
  expect(named('operationName')).toHaveProperty('value', 'Ready');
  click(named('Delete “ready”'));
  expect(texts('.compose-side .compose-call-name')).toEqual([]);
  expect(document.activeElement).toBe(named('Undo'));
  click(named('Undo'));
  expect(texts('.compose-side .compose-call-name')).toEqual(['ready']);
  expect(document.activeElement).toBe(named('Name for this call'));
  click(named('Delete “ready”'));
  expect(stored.at(-1)).toMatchObject({ settings: { savedCalls: [] } });
});
