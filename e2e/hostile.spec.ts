import { inChromium } from './support/chromium.ts';
import { expect, test } from './support/fixtures.ts';
import { FORGERS, forgerCode, openForgers, openForgingPopup } from './support/hostile-acts.ts';
import { expectLive, expectUntouched, lookAtAll, marksIn } from './support/hostile-panel.ts';
import { HOSTILE_WORDS } from './support/hostile-words.ts';

const isLong = process.env.WWE_LONG === '1';
const IDS = ['0', '1', 'x', 'wwe-devtools-0', 'wwe-devtools-1', '__proto__', 'wwe-devtools-end-0'];

test('windows of every kind that forge WWE, and the link, get nothing done and are not believed', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop({ query: { debug: 'off', client: 'debug=off' } });
  const panel = await openPanelOf(wwe.tab);
  const id = await wwe.ring();
  await expect(panel.row(id)).toContainText('RINGING');
  const before = (await wwe.received()).length;
  const said = wwe.tab.said().length;
  const code = forgerCode('parent', { ids: IDS, words: HOSTILE_WORDS });
  await wwe.client().evaluate(openForgers, code);
  const ran = () => wwe.client().evaluate(() => Object(Reflect.get(window, 'forgers')).toSorted());
  // A sandboxed frame gets a process of its own.
  await expect.poll(ran).toEqual([...FORGERS]);
  await wwe.client().evaluate(openForgingPopup, forgerCode('opener', { ids: IDS, words: [] }));
  await expect.poll(ran).toContain('pop-up');
  await expect(panel.status).toContainText('messages of untrusted senders');
  await wwe.client().evaluate((source) => new Function(source)(), forgerCode('window', { ids: IDS, words: [] }));
  await expectLive(wwe, panel);
  await expect(panel.row('forged')).toHaveCount(0);
  await expect(panel.row(id)).toContainText('RINGING');
  await panel.open(id, 'Mark done');
  await panel.button('Block').click();
  await expect(panel.details.getByRole('group', { name: 'Block of mark done' })).toContainText('Blocked by this tool');
  // Whoever knows the id of a request of the tool's still does not answer for WWE.
  const ref = (await wwe.received()).map(({ message }) => String(Object(message).referenceId)).at(-1) ?? '';
  const knows = forgerCode('parent', { ids: [ref], words: [] });
  await wwe.client().evaluate((source) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script>${source}</script>`;
    document.body.append(frame);
    return new Promise((resolve) => frame.addEventListener('load', resolve));
  }, knows);
  await wwe.act('hold', id === '1' ? '2' : '1');
  await expect(panel.details.getByRole('group', { name: 'Block of mark done' })).toContainText('Blocked by this tool');
  const after = (await wwe.received()).slice(before).map(({ message }) => message);
  expect(after).toHaveLength(1);
  expect(after[0]).toMatchObject({ request: 'interaction.blockMarkdone', referenceId: ref });
  expect(after[0]).not.toHaveProperty('frameId', 'forged');
  expect(
    wwe.tab
      .said()
      .slice(said)
      .filter((text) => /extension|wwe-devtools/.test(text)),
  ).toEqual([]);
  await lookAtAll(panel);
  await expectUntouched(panel);
});

test('texts that act wherever they are taken for more than text: names, ids, keys, values, titles, addresses, errors', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf, browserKind }) => {
  const wwe = await openDesktop({ query: { client: 'debug=off' } });
  const panel = await openPanelOf(wwe.tab);
  await wwe.client().evaluate((words) => {
    document.title = words.join(' ');
    history.replaceState(null, '', `#${words.join('')}`);
  }, HOSTILE_WORDS);
  await wwe.tab.evaluate((words) => {
    const stamp = { userAgent: 'WWE Server', protocolVersion: 2 };
    for (const [n, word] of words.entries()) {
      const userData = Object.fromEntries(words.map((key, at) => [key, words[(at + n) % words.length]]));
      const party = { name: word, phoneNumber: word, role: word, [word]: word };
      const interaction = {
        interactionId: word,
        interactionUUID: word,
        caseId: word,
        state: word,
        media: word,
        callType: word,
        contact: { [word]: word },
        previousState: word,
        parentInteractionId: word,
        isConsultation: word,
        startDate: word,
        userData,
        parties: [party],
        subject: word,
        [word]: word,
      };
      const post = (message: object) => window.wweSimulator?.postRaw(0, { ...stamp, ...message });
      post({ event: 'interaction', data: { eventType: word, interaction, [word]: word } });
      post({ event: word, data: { eventType: word, [word]: interaction } });
      post({ event: 'markdone', data: { interactionId: word, action: word, message: word, eventType: word } });
      post({ event: 'agent', data: { username: word, mediaStates: [{ name: word, state: word }], state: word } });
      post({ event: 'case', data: { caseId: word, selectedCaseId: word } });
      post({ referenceId: word, errorMessage: word });
      post({ referenceId: word, data: { [word]: word } });
      post({ frameId: word });
    }
  }, HOSTILE_WORDS);
  await wwe.client().evaluate((words) => {
    const service = Object(Reflect.get(window, 'service'));
    for (const word of words) {
      const fail = () => {
        throw new Error(word);
      };
      Object.defineProperty(fail, 'name', { value: word });
      service.sendMessage({ request: word, parameters: [word, { [word]: word }], referenceId: word }, fail, fail);
      service.subscribe([`messenger:${word}`, word], fail);
      service.sendMessage({ request: 'interaction.blockMarkdone', parameters: [word, word] }, fail, fail);
    }
  }, HOSTILE_WORDS);
  await expect(panel.rows).toHaveCount(HOSTILE_WORDS.length);
  const messages = await lookAtAll(panel);
  await expect(messages.rows.first()).toBeVisible();
  const shown = await messages.rows.count();
  for (let row = 0; row < shown; row += isLong ? 1 : 13) {
    const one = messages.rows.nth(row);
    await one.click();
    const tabs = messages.details.getByRole('tab');
    for (let at = (await tabs.count()) - 1; at >= 0; at -= 1) await tabs.nth(at).click();
  }
  for (const word of HOSTILE_WORDS.slice(0, 3)) await messages.filter(word);
  await messages.filter('');
  await messages.subscriptions();
  await expectLive(wwe, panel);
  await expectUntouched(panel);
  for (const frame of wwe.tab.frames())
    expect(await marksIn(frame)).toMatchObject({ pwned: null, title: false, polluted: null });
  if (browserKind === 'chromium') {
    const { devtools } = inChromium(panel.window);
    expect(await devtools.evaluate(() => [Reflect.get(window, 'pwned'), document.title === 'pwned'])).toEqual([
      undefined,
      false,
    ]);
  }
});

test('elements that take the names of the document’s own properties hide no frame from the panel', {
  tag: '@long',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { client: 'debug=off' } });
  const title = await wwe.client().evaluate(() => {
    for (const name of [
      'title',
      'documentElement',
      'addEventListener',
      'defaultView',
      'location',
      'opener',
      'parent',
      'top',
      'length',
      'performance',
      'origin',
      'genesys',
    ]) {
      for (const kind of ['form', 'img', 'iframe'])
        document.body.append(Object.assign(document.createElement(kind), { name, id: name }));
    }
    return typeof document.title;
  });
  expect(title).toBe('object');
  const panel = await openPanelOf(wwe.tab);
  await expectLive(wwe, panel);
  await expect(panel.status).toContainText('1 client');
  await expectUntouched(panel);
});
