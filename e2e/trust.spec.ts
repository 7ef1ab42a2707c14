import { servePage } from './simulator/own-pages.ts';
import { addedLines, linesOf, STACK_LINES, saidUntilNow } from './support/added-lines.ts';
import { expect, test } from './support/fixtures.ts';
import { behaveOddly } from './support/odd-page.ts';
import type { Wwe } from './support/wwe.ts';

test('a frame that forges WWE messages gets nothing, and is not believed; odd messages of WWE’s do no harm and are kept', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  const id = await wwe.ring();
  await expect(panel.row(id)).toContainText('RINGING');
  const interaction = {
    interactionId: 'forged',
    state: 'TALKING',
    media: 'voice',
    interactionUUID: 'FORGED',
    caseId: 'c',
  };
  const stamp = { userAgent: 'WWE Server', protocolVersion: 2 };
  await wwe.tab.evaluate(
    async ([event, answer, frameId]) => {
      await window.wweSimulator?.forge(0, event);
      await window.wweSimulator?.forge(0, answer);
      await window.wweSimulator?.forge(0, frameId);
    },
    [
      { event: 'interaction', data: { eventType: 'ADDED', interaction }, ...stamp },
      { referenceId: 'x', data: [interaction], ...stamp },
      { frameId: 'forged', ...stamp },
    ] as const,
  );
  await expect(panel.status).toContainText('3 messages of untrusted senders');
  await expect(panel.row('forged')).toHaveCount(0);
  // A command still goes to WWE, with WWE's origin and without the forged frame id.
  await panel.open(id, 'Mark done');
  await panel.button('Block').click();
  await expect(panel.details.getByRole('group', { name: 'Block of mark done' })).toContainText('Blocked by this tool');
  const received = await wwe.received();
  const block = received.find(
    ({ message }) => (message as { request?: string }).request === 'interaction.blockMarkdone',
  );
  expect(block?.message).not.toMatchObject({ frameId: 'forged' });
  const forger = wwe.tab.frames().find((frame) => frame.url().includes('/forger'));
  expect(await forger?.evaluate(() => (window as { heard?: unknown[] }).heard ?? [])).toEqual([]);

  // Odd messages of WWE's own: unknown kinds, answers nobody asked for, values that are no text.
  await wwe.tab.evaluate(
    (all) => {
      for (const one of all) window.wweSimulator?.postRaw(0, one);
    },
    [
      { ...stamp, odd: true },
      { ...stamp, referenceId: 'never sent', data: 1 },
      { ...stamp, referenceId: 7, errorMessage: null },
      { ...stamp, event: 'nobody knows', data: { a: [1, { b: null }] } },
      { ...stamp, event: 'interaction', data: null },
      { ...stamp, event: 'markdone', data: { who: 'knows' } },
      {
        ...stamp,
        event: 'interaction',
        data: {
          eventType: 'NEW_ONE',
          interaction: { interactionId: 'odd', state: 'ODD', userData: 'none', parties: 5 },
        },
      },
      {
        ...stamp,
        event: 'interaction',
        data: {
          eventType: 'ADDED',
          interaction: {
            interactionId: 'bad',
            userData: { '<b>x</b>': { deep: [1] }, big: 'y'.repeat(100_000), __proto__: 1 },
          },
        },
      },
      'wweSomething',
    ],
  );
  await expect(panel.row('odd')).toContainText('ODD');
  await panel.open('bad', 'User data');
  await expect(panel.details).toContainText('<b>x</b>');
  await expect(panel.details.locator('b')).toHaveCount(0);
  for (const tab of ['State', 'Mark done', 'Properties', 'Parties', 'JSON']) {
    await panel.tab(tab);
    await panel.row('odd').click();
    await panel.row('bad').click();
  }
  await panel.tab('Mark done');
  await expect(panel.details).toContainText('1 markdone event names no interaction that is known here');
  await wwe.act('answer', id);
  await expect(panel.row(id)).toContainText('TALKING');
  expect(panel.window.problems()).toEqual([]);
});

test('a page without WWE stays untouched', async ({ openTab, simulator, openPanelOf }) => {
  const tab = await openTab();
  await tab.goto(`${simulator.otherSite}/client/?subscribe=none&debug=off`);
  const saidBefore = tab.said().length;
  const before = await tab.evaluate(() => Object.getOwnPropertyNames(window).length);
  const panel = await openPanelOf(tab);
  await expect(panel.frame.getByRole('heading', { name: 'No WWE seen in this tab yet.' })).toBeVisible();
  await tab.evaluate(() => {
    window.postMessage({ type: 'not wwe', userAgent: 'Mozilla' }, '*');
    window.postMessage('wwe looks like it', '*');
    window.postMessage({ userAgent: 'wwe client', event: 'interaction' }, '*');
  });
  await expect(panel.status).toContainText('0 messages');
  expect(await tab.evaluate(() => Object.getOwnPropertyNames(window).length)).toBe(before);
  expect(tab.said().slice(saidBefore)).toEqual([]);
});

/** A page without the library. It waits for somebody who looks for it, and for somebody who uses what its frame has. */
function waitInAmbush(): void {
  const noticed: string[] = [];
  Object.assign(window, { noticed });
  const spied = (name: string, target: object) =>
    new Proxy(
      target,
      Object.fromEntries(
        Object.getOwnPropertyNames(Reflect).map((trap) => [
          trap,
          (...given: unknown[]) => {
            noticed.push(`${name}: ${trap}`);
            return Reflect.apply(Object(Reflect.get(Reflect, trap)), undefined, given);
          },
        ]),
      ),
    );
  if (window !== window.top) return;
  Object.assign(window, { genesys: spied('genesys', { wwe: spied('wwe', {}) }) });
  // On its way: until its page comes, the window is empty, and it stays the same
  // (docs/platform.md#what-a-parent-can-do-to-a-frame).
  const frame = Object.assign(document.createElement('iframe'), { src: '/inner' });
  document.documentElement.append(frame);
  const inside = Object(frame.contentWindow);
  for (const name of ['MessageChannel', 'MessageEvent', 'CustomEvent', 'Event', 'BroadcastChannel']) {
    const Given: new (...given: unknown[]) => object = inside[name];
    inside[name] = class extends Given {
      constructor(...given: unknown[]) {
        super(...given);
        noticed.push(`${name} made`);
      }
    };
  }
  inside.genesys = spied('genesys of the frame', {});
  frame.addEventListener('load', () => Object.assign(window, { isReady: inside.MessageChannel !== MessageChannel }));
}

test('a page without the library notices nobody: no look for a client, nothing made of what it patched', async ({
  openTab,
  openPanelOf,
}) => {
  const page = await servePage({
    body: '<body><script src="/first.js"></script><p>One<script src="/more.js"></script><p>Two</body>',
    scripts: { '/first.js': `(${waitInAmbush})();`, '/more.js': 'document.body.append("more");' },
  });
  const tab = await openTab();
  await tab.goto(page.url);
  await expect.poll(() => tab.evaluate(() => Reflect.get(window, 'isReady'))).toBe(true);
  const panel = await openPanelOf(tab);
  await expect(panel.frame.getByRole('heading', { name: 'No WWE seen in this tab yet.' })).toBeVisible();
  const noticed = await tab.evaluate(async () => {
    const heard = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
    for (const text of ['wwe looks like it', 'anything']) window.postMessage(text, '*');
    const script = Object.assign(document.createElement('script'), { src: '/more.js' });
    await new Promise((resolve) => {
      script.addEventListener('load', resolve);
      document.body.append(script);
    });
    await heard;
    return Reflect.get(window, 'noticed');
  });
  expect(noticed).toEqual([]);
  await page.close();
});

/** One scenario: what WWE received and what the page's handlers got, in order. */
async function scenario(wwe: Wwe): Promise<unknown> {
  await wwe.subscribed();
  await wwe.press('New call');
  await wwe.press('Answer');
  await wwe.call('interaction.getInteractions');
  await wwe.call('interaction.setUserData', '1', { Note: 'hello', Count: 4 });
  await wwe.call('interaction.deleteUserData', '1', 'Note');
  await wwe.press('Hold');
  await wwe.press('Resume');
  await wwe.call('interaction.blockMarkdone', '1', 'wait');
  await wwe.press('Release');
  await wwe.press('Done');
  await wwe.call('interaction.unblockMarkdone', '1');
  await wwe.press('New chat');
  await wwe.call('interaction.getByInteractionId', '2');
  await wwe.call('system.amIVisible');
  await wwe.call('voice.dial', '5002', undefined);
  await expect.poll(() => wwe.client().evaluate(() => window.wwePage?.handlerCalls.length)).toBeGreaterThan(8);
  const page = await wwe.client().evaluate(() => ({
    handlers: window.wwePage?.handlerCalls.map(({ event, message }) => ({ event, message })),
    answers: window.wwePage?.answers.map(({ call, ok, value }) => ({ call, ok, value })),
    globals: Object.getOwnPropertyNames(window).sort(),
  }));
  return { received: await wwe.received(), page };
}

test('the tool is not felt: requests, ids and handler calls are the same with and without it', async ({
  openDesktop,
  openBareDesktop,
  openPanelOf,
}) => {
  // Which request is the first to carry an announced frame id is a race within the page, with or without the tool.
  const options = { query: { seed: '7' }, settings: { chatStates: 'acceptedOnly', frameAnnounce: 'off' } };
  const expected = await scenario(await openBareDesktop(options));

  const watched = await openDesktop(options);
  const panel = await openPanelOf(watched.tab);
  const actual = await scenario(watched);
  expect(actual).toEqual(expected);
  await expect(panel.row('2')).toBeVisible();
});

/** A page of odd habits: what WWE received, what the page saw, what was written to the console. */
async function oddScenario(wwe: Wwe) {
  const saw = await wwe.client().evaluate(behaveOddly);
  return { received: await wwe.received(), saw, said: linesOf(await saidUntilNow(wwe.tab, wwe.client())) };
}

test('the probe is not felt, whatever a page does to its client', async ({
  openDesktop,
  openBareDesktop,
  openPanelOf,
}) => {
  const options = {
    query: { seed: '7', client: 'subscribe=none&debug=off' },
    // Handlers run for what their own page broadcasts.
    settings: { messengerToSender: true },
  };
  const expected = await oddScenario(await openBareDesktop(options));
  const watched = await openDesktop(options);
  const panel = await openPanelOf(watched.tab);
  const text = await watched.client().evaluate(() => {
    const { sendMessage } = Object(Reflect.get(window, 'service'));
    return Function.prototype.toString.call(sendMessage);
  });
  // The probe is there: this is one of the questions by which a page could tell.
  expect(text).toContain('[native code]');
  const { said, ...actual } = await oddScenario(watched);
  expect({ ...actual, said: [] }).toEqual({ ...expected, said: [] });
  const added = addedLines(said, expected.said);
  // Where a line is missing or stands elsewhere, the whole difference is shown.
  if (added === null) expect(said).toEqual(expected.said);
  expect(added?.filter((line) => !STACK_LINES.test(line))).toEqual([]);
  expect(panel.window.problems()).toEqual([]);
});

/** The stacks that a page sees in a callback, in a handler, and where a call threw; and the same from deep within. */
async function stacks(wwe: Wwe): Promise<Readonly<Record<string, readonly string[]>>> {
  return wwe.client().evaluate(async () => {
    const service = Object(Reflect.get(window, 'service'));
    const seen: Record<string, readonly string[]> = {};
    const tell = (what: string, error: unknown) => {
      const lines = String(Object(error).stack).trimEnd().split('\n');
      // What came before in other turns: in Firefox it is there while DevTools is open, with or without the tool.
      const before = lines.findIndex((line) => /^[^@(]*\*/.test(line));
      seen[what] = before < 0 ? lines : lines.slice(0, before);
    };
    const deep = (levels: number, run: () => void): void => (levels === 0 ? run() : deep(levels - 1, run));
    const answered = new Promise<void>((resolve) =>
      service.sendMessage({ request: 'agent.get' }, () => {
        tell('callback', new Error('asked'));
        resolve();
      }),
    );
    await answered;
    for (const [what, levels] of Object.entries({ call: 0, 'deep call': 30 })) {
      try {
        deep(levels, () => service.sendMessage({ request: () => 0 }));
      } catch (error) {
        tell(what, error);
      }
    }
    const handled = new Promise<void>((resolve) =>
      service.subscribe(['messenger:x'], () => {
        tell('handler', new Error('asked'));
        resolve();
      }),
    );
    await new Promise((resolve) => service.sendMessage({ request: 'agent.get' }, resolve));
    service.sendMessage({ request: 'messenger.broadcastMessage', parameters: ['x', {}] });
    await handled;
    return seen;
  });
}

test('stacks that a page sees have no line of ours: in Chromium one of the browser’s own more, in Firefox none', async ({
  openDesktop,
  openBareDesktop,
  browserKind,
}) => {
  const options = {
    query: { seed: '7', client: 'subscribe=none&debug=off' },
    // Handlers run for what their own page broadcasts.
    settings: { messengerToSender: true },
  };
  const expected = await stacks(await openBareDesktop(options));
  const actual = await stacks(await openDesktop(options));
  expect(Object.keys(actual)).toEqual(['callback', 'call', 'deep call', 'handler']);
  if (browserKind !== 'chromium') {
    expect(actual).toEqual(expected);
    return;
  }
  for (const [what, lines] of Object.entries(actual)) {
    const bare = expected[what] ?? [];
    // Ten lines are kept, after a heading: with one more, the outermost is lost.
    const kept = what === 'deep call' ? bare.slice(0, -1) : bare;
    expect(addedLines(lines, kept), what).toEqual(['    at Array.reduce (<anonymous>)']);
    expect(lines.length <= 11, what).toBe(true);
  }
});

test('the probe and its port outlive document.open', async ({ openDesktop }) => {
  const wwe = await openDesktop({ query: { client: 'subscribe=none&debug=off' } });
  const heard = await wwe.client().evaluate(async () => {
    const service = Object(Reflect.get(window, 'service'));
    document.open();
    document.write('<title>Written</title><p>Anew');
    document.close();
    const before = String(service.sendMessage);
    // The library's listener is gone with the document: the answer is heard on the wire alone.
    service.sendMessage({ request: 'agent.get' });
    return before === String(service.sendMessage);
  });
  expect(heard).toBe(true);
  await expect.poll(() => wwe.requests()).toContain('agent.get');
});
