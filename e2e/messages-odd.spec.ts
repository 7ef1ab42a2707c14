import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import type { Panel } from './support/panel.ts';
import type { Wwe } from './support/wwe.ts';

const STAMP = { userAgent: 'WWE Server', protocolVersion: 2 } as const;
/** A page that says nothing by itself. */
const QUIET = { client: 'subscribe=none&debug=off' } as const;

/** Asks through a page that WWE does not answer. @returns what holds once its client has given up */
async function askInVain(wwe: Wwe, panel: Panel): Promise<() => Promise<void>> {
  // The page's client is there, as the probe tells; WWE has not said a word.
  await expect(panel.status).toContainText('1 client, origin of WWE not known yet');
  await expect(panel.frame.getByRole('heading', { name: 'No interactions seen yet.' })).toBeVisible();
  const load = panel.button('Load interactions').first();
  await expect(load).toHaveAttribute('aria-disabled', 'false');
  await load.click();
  await expect(panel.frame.locator('.toolbar .outcome')).toContainText('…');
  await expect.poll(() => wwe.requests()).toContain('interaction.getInteractions');
  return async () => {
    // The silence is explained, and nothing is called well.
    await expect(panel.frame.getByRole('heading', { name: 'No answer.' })).toBeVisible();
    await expect(panel.status).toContainText('1 client gets no answer');
    await panel.button('Connection doctor').click();
    const doctor = panel.frame.getByRole('dialog');
    await expect(doctor).toContainText('has never answered');
    await expect(doctor.locator('.causes li').first()).toContainText('service-client-api.accepted-web-content-origins');
    expect(await doctor.innerText()).not.toContain('talks with WWE');
    const sent = (await wwe.received()).map(({ message }) => message as { request?: string; parameters?: unknown });
    expect(sent.filter(({ request }) => request === 'interaction.getInteractions')).toHaveLength(1);
    expect(sent.some(({ parameters }) => parameters !== undefined)).toBe(false);
  };
}

test('what becomes of requests: each has the status that its client saw; the panel gives up after 10 s, too; a page that WWE does not answer can be asked through; answers that are none for the page', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  // In another tab, so that both wait for those 10 s at once.
  const unheard = await openDesktop({
    settings: { acceptedOrigins: 'https://elsewhere.example.com', originDenied: 'silence' },
  });
  const givenUp = await askInVain(unheard, await openPanelOf(unheard.tab));
  const wwe = await openDesktop({
    query: QUIET,
    settings: {
      frameAnnounce: 'off',
      silentServices: ['agent.getState', 'interaction.getByInteractionId'],
      lateAnswers: { 'agent.getStateList': 11_000 },
      nextAnswers: [{ service: 'agent.setState', errorMessage: null, times: 1 }],
      errorTexts: { 'voice.dial': 'Not logged in' },
    },
  });
  const panel = await openPanelOf(wwe.tab);
  const messages = await Messages.open(panel);
  // That a page posts past the library is said of one that was watched for a second before.
  const watched = await wwe.client().evaluate(() => performance.now());
  await expect.poll(() => wwe.client().evaluate(() => performance.now())).toBeGreaterThan(watched + 1_100);
  const isOver = wwe.client().evaluate(() => {
    const service = Object(Reflect.get(window, 'service'));
    const none = () => {};
    service.agent.get(none, none);
    service.agent.setState('Ready', none, none);
    service.voice.dial('5001', null, none, none);
    service.media.getMediaList();
    try {
      service.interaction.setUserData('1', { f: none }, none, none);
    } catch {
      // The page is told so at once; nothing is sent.
    }
    // A copy of the library with the origin of another WWE in it (docs/protocol.md#sending).
    service.targetWWEWindow({
      postMessage: (message: unknown) => parent.postMessage(message, 'https://other.example'),
    });
    service.system.amIVisible(none, none);
    service.targetWWEWindow(parent);
    parent.postMessage({ request: 'system.getAllowedServices', referenceId: 'own', userAgent: 'WWE Client' }, '*');
    return Promise.all([
      new Promise((end) => service.agent.getState(none, end)),
      new Promise((end) => service.agent.getStateList(none, end)),
    ]);
  });
  const status = (name: string) => messages.cell(messages.row(name), 'status');
  await expect(status('agent.getStateList')).toContainText('pending');
  await expect(status('agent.getState')).toContainText('pending');
  await expect(status('agent.get')).toHaveText('ok');
  await expect(status('agent.setState')).toHaveText(/^failed ?WWE refused without a reason\.$/);
  await expect(status('voice.dial')).toHaveText(/^failed ?Not logged in$/);
  await expect(status('media.getMediaList')).toHaveText(/^ok ?no answer asked$/);
  await expect(status('interaction.setUserData')).toHaveText('threw');

  // The panel asks for itself, too.
  await wwe.tab.evaluate((stamp) => {
    const data = { eventType: 'ADDED', interaction: { interactionId: '7', state: 'RINGING' } };
    window.wweSimulator?.postRaw(0, { ...stamp, event: 'interaction', data });
  }, STAMP);
  await panel.view('Interactions');
  await panel.row('7').click();
  await panel.button('Refresh').click();
  await panel.outcome('Waiting for WWE');

  // That nothing came, only time can tell: what WWE hears 10 s later is proof enough.
  expect(await isOver).toEqual(['Request timeout', 'Request timeout']);
  await expect(panel.details.locator('.outcome')).toContainText('WWE did not answer within 10 s');
  await givenUp();
  await panel.view('Messages');
  await wwe.call('agent.get');
  await expect(status('agent.getState')).toHaveText('timeout');
  await expect(status('agent.getStateList')).toHaveText('late');
  await expect(status('system.amIVisible')).toHaveText('never arrived');
  await expect(status('system.getAllowedServices')).toHaveText(/^ok ?without library$/);
  await messages.close();
  await expect(messages.cell(messages.row('system.amIVisible'), 'seen')).toHaveText('probe');
  await expect(messages.cell(messages.row('system.getAllowedServices'), 'seen')).toHaveText('WWE · client');
  await expect(messages.cell(messages.row('system.getAllowedServices'), 'initiator')).toHaveText('—');
  await expect(await messages.open(messages.row('agent.getStateList'), 'Handlers')).toContainText('timeout');
  await expect(messages.details).toContainText('after the client');

  // Each is found by what it is.
  for (const [word, name] of Object.entries({
    failed: 'agent.setState',
    timeout: 'agent.getState',
    late: 'agent.getStateList',
    'never-arrived': 'system.amIVisible',
    'without-library': 'system.getAllowedServices',
    threw: 'interaction.setUserData',
    'no-answer-asked': 'media.getMediaList',
  })) {
    await messages.filter(`is:${word}`);
    // Two of the page's failed; of those without an answer one is the panel's own.
    await messages.passing(word === 'failed' || word === 'timeout' ? 2 : 1);
    await expect(messages.row(name)).toHaveCount(1);
  }

  // WWE's window is watched, and has answered: what arrives there is not copied in the page. What does not is a name and an id.
  await messages.filter('');
  await expect(await messages.open(messages.row('system.amIVisible'), 'Raw')).toContainText(/brief\W*null/);
  await wwe.client().evaluate(() => {
    const service = Object(Reflect.get(window, 'service'));
    service.targetWWEWindow({ postMessage() {} });
    service.interaction.getInteractions(() => {});
    service.targetWWEWindow(parent);
  });
  const lost = messages.row('interaction.getInteractions');
  await messages.close();
  await expect(messages.cell(lost, 'seen')).toHaveText('probe');
  await expect(await messages.open(lost, 'Payload')).toContainText('Only its name and its id are known');

  // Answers that are none for the page, and messages of every other kind.
  await messages.close();
  await panel.button('Clear').click();
  await expect(messages.rows).toHaveCount(0);
  await wwe.settings({ silentServices: ['*'], lateAnswers: {}, nextAnswers: [], errorTexts: {} });
  const before = (await wwe.requests()).length;
  const ids = await wwe.client().evaluate(() => {
    const service = Object(Reflect.get(window, 'service'));
    const outcomes: Record<string, string> = {};
    Reflect.set(window, 'outcomes', outcomes);
    const send = (request: string): [string, string] => {
      const end = (word: string) => () => {
        outcomes[request] = `${outcomes[request] ?? ''}${word}`;
      };
      return [request, service.sendMessage({ request }, end('ok'), end('failed'))];
    };
    const names = ['agent.get', 'agent.getState', 'agent.getStateList', 'media.getMediaList', 'system.amIVisible'];
    return [...names, 'auth.getJwtToken', 'no.such', '__proto__'].map(send);
  });
  await expect.poll(async () => (await wwe.requests()).length).toBe(before + 8);
  await wwe.tab.evaluate(
    ([stamp, given]) => {
      const post = (data: unknown) => window.wweSimulator?.postRaw(0, data);
      const idOf = new Map(given);
      const answer = (name: string, rest: object) => post({ ...stamp, referenceId: idOf.get(name), ...rest });
      answer('agent.get', { data: 'first' });
      answer('agent.get', { data: 'second' });
      answer('agent.getState', { event: 'agent', data: 'for nobody' });
      answer('agent.getStateList', { referenceId: Number(idOf.get('agent.getStateList')) });
      answer('media.getMediaList', { errorMessage: undefined });
      answer('system.amIVisible', { errorMessage: '' });
      answer('no.such', { errorMessage: { code: 7 } });
      answer('__proto__', { data: { ['__proto__']: 1 } });
      post({ ...stamp, referenceId: 'nobody asked' });
      post({ ...stamp, event: 'nobody knows' });
      post({ ...stamp, frameId: 'a frame' });
      post({ ...stamp, odd: true });
      post('wweSomething');
    },
    [STAMP, ids] as const,
  );
  await wwe.tab.evaluate((answer) => window.wweSimulator?.forge(0, answer), {
    ...STAMP,
    referenceId: new Map(ids).get('auth.getJwtToken'),
  });
  await wwe.tab.evaluate((event) => window.wweSimulator?.forge(0, event), {
    ...STAMP,
    event: 'interaction',
    data: { eventType: 'ADDED', interaction: { interactionId: 'forged', state: 'TALKING' } },
  });
  const outcomes = () => wwe.client().evaluate(() => Reflect.get(window, 'outcomes'));
  const ok = { 'agent.get': 'ok', 'media.getMediaList': 'ok', 'auth.getJwtToken': 'ok' };
  await expect.poll(outcomes).toEqual({ ...ok, 'system.amIVisible': 'failed', 'no.such': 'failed' });

  const expected = [
    ['agent.get', /^ok ?answered twice$/],
    ['agent.getState', /^pending .*answered as event$/],
    ['agent.getStateList', /^pending .*numeric id$/],
    ['media.getMediaList', /^ok$/],
    ['system.amIVisible', /^failed ?WWE refused without a reason\.$/],
    ['auth.getJwtToken', /^ok ?untrusted sender$/],
    ['no.such', /^failed ?unknown name/],
    ['__proto__', /^ok ?unknown name$/],
    ['agent', /answered as event/],
    ['(answer)', /^unmatched ?numeric id$/],
    ['(answer)', /^unmatched$/],
    ['nobody knows', /unknown name/],
    ['(frame id)', /^$/],
    ['(unknown kind)', /^$/],
    ['(text)', /^$/],
    ['ADDED interaction', /^untrusted sender/],
  ] as const;
  await expect(messages.rows).toHaveCount(expected.length);
  for (const [index, [name, status]] of expected.entries()) {
    const row = messages.rows.nth(index);
    await expect(messages.cell(row, 'name')).toHaveText(name);
    await expect(messages.cell(row, 'status')).toHaveText(status);
  }
  const answers = (await messages.open(messages.row('agent.get'), 'Answer')).getByRole('region');
  await expect(answers).toHaveCount(2);
  await expect(answers.nth(0)).toContainText('first');
  await expect(answers.nth(1)).toContainText('second');
  expect(messages.panel.window.problems()).toEqual([]);
});
