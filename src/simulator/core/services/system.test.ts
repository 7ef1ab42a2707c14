import { describe, expect, it } from 'vitest';
import { createHarness, readKey } from '../testdata/harness.ts';
import { createWwe } from '../wwe.ts';

describe('toasts', () => {
  it('close by themselves in WWE’s time, counted anew by an update', () => {
    const { wwe, request, answer, pass } = createHarness();
    request('system.popupToast', [{ title: 'a', autoCloseTimeout: 1000 }]);
    pass(900);
    request('system.updateToast', ['wweCustomToast0', { subject: 's', autoCloseTimeout: 1000 }]);
    pass(999);
    expect(wwe.state().shell.toasts).toMatchObject([{ title: 'a', subject: 's' }]);
    pass(1);
    expect(wwe.state().shell.toasts).toEqual([]);
    expect(answer(request('system.closeToast', ['wweCustomToast0']))).toHaveProperty('errorMessage');
    expect(answer(request('system.popupToast', [{}]))?.data).toBe('wweCustomToast1');
    pass(10_000_000);
    expect(wwe.state().shell.toasts).toHaveLength(1);
  });
  it('tell their page, and no other, of a pressed button, if they asked for it (docs/protocol.md#unknown-wwe-strings)', () => {
    const { wwe, request, texts, posted } = createHarness();
    const toast = { title: 'a', buttons: ['Open', 'Later', '{id}'], sendToMyMessage: true };
    for (let times = 0; times < 3; times += 1) request('system.popupToast', [toast], 'b');
    request('system.popupToast', [{ ...toast, sendToMyMessage: false }], 'b');
    posted.splice(0);
    wwe.pressToast('wweCustomToast0', 'Nonsense');
    expect(wwe.state().shell.toasts).toHaveLength(4);
    wwe.pressToast('wweCustomToast0', 'Open');
    wwe.pressToast('wweCustomToast1', '{id}');
    wwe.pressToast('wweCustomToast2', null);
    wwe.pressToast('wweCustomToast3', 'Open');
    wwe.pressToast('wweCustomToast0', 'Open');
    expect(wwe.state().shell.toasts).toEqual([]);
    expect(texts).toEqual([
      { frame: 'b', text: 'wweCustomToast0:Open' },
      { frame: 'b', text: 'wweCustomToast1:{id}' },
    ]);
    expect(posted).toEqual([]);
  });
  it('say what toastButtonText says; empty: nothing', () => {
    const { wwe, request, texts } = createHarness({ toastButtonText: 'wwe:{button}@{id}' });
    const toast = { buttonShowDismiss: true, sendToMyMessage: true };
    for (let times = 0; times < 2; times += 1) request('system.popupToast', [toast]);
    wwe.pressToast('wweCustomToast0', 'Dismiss');
    wwe.configure({ toastButtonText: '' });
    wwe.pressToast('wweCustomToast1', 'Dismiss');
    expect(texts.map(({ text }) => text)).toEqual(['wwe:Dismiss@wweCustomToast0']);
  });
  it.each([
    [undefined, 'object'],
    ['text', 'object'],
    [{ title: 4 }, '"title"'],
    [{ message: ['a'] }, '"message"'],
    [{ keyValues: 'a' }, '"keyValues"'],
    [{ buttons: 'OK' }, '"buttons"'],
    [{ buttons: ['OK', 1] }, '"buttons"'],
    [{ autoCloseTimeout: '20000' }, '"autoCloseTimeout"'],
    [{ autoCloseTimeout: -1 }, '"autoCloseTimeout"'],
    [{ autoCloseTimeout: Number.NaN }, '"autoCloseTimeout"'],
    [{ width: '500px' }, '"width"'],
    [{ sendToMyMessage: 'yes' }, '"sendToMyMessage"'],
  ])('are refused in words: %j', (options, words) => {
    const { wwe, request, answer } = createHarness();
    expect(answer(request('system.popupToast', [options]))?.errorMessage).toContain(words);
    request('system.popupToast', [{ title: 'kept' }]);
    expect(answer(request('system.updateToast', ['wweCustomToast0', options]))?.errorMessage).toContain(words);
    expect(wwe.state().shell.toasts).toMatchObject([{ title: 'kept' }]);
  });
});

describe('dialogs and views', () => {
  it('fill the placeholders they know, fit for an address, and leave the others', () => {
    const { wwe, request } = createHarness({ agentFirstName: 'Ada & Co' });
    const url = 'https://page.example/?a=$Agent.FullName$&d=$Dialog.Id$&x=$Agent.Nonsense$';
    request('system.openDialog', [url, { label: '$Agent.FirstName$ $Dialog.Id$ $Other$' }]);
    expect(wwe.state().shell.dialogs[0]).toMatchObject({
      url: 'https://page.example/?a=Ada%20%26%20Co%20Example&d=wweCustomDialog1&x=$Agent.Nonsense$',
      label: 'Ada & Co wweCustomDialog1 $Other$',
      width: null,
    });
  });
  it('take names that no address can hold', () => {
    const { wwe, request } = createHarness({ agentFirstName: 'Ada \ud800' });
    request('system.openDialog', ['https://page.example/?a=$Agent.FirstName$', {}]);
    expect(wwe.state().shell.dialogs[0]?.url).toBe('https://page.example/?a=Ada%20%EF%BF%BD');
  });
  it('are closed by the agent too; a refused dialog takes no id', () => {
    const { wwe, request, answer } = createHarness();
    request('system.openDialog', ['nonsense']);
    expect(answer(request('system.openDialog', ['http://page.example/', { width: 300 }]))?.data).toBe(
      'wweCustomDialog1',
    );
    expect(wwe.state().shell.dialogs[0]?.width).toBe('300px');
    wwe.closeDialog('wweCustomDialog1');
    expect(wwe.state().shell.dialogs).toEqual([]);
    expect(answer(request('system.closeDialog', ['wweCustomDialog1']))).toHaveProperty('errorMessage');
  });
  it('a view is made, then changed by what is given', () => {
    const { wwe, request, answer } = createHarness();
    request('system.updateViewInApplicationMenuBar', [{ name: 'a', label: 'First', tooltip: 't' }]);
    request('system.updateViewInApplicationMenuBar', [{ name: 'b' }]);
    request('system.updateViewInApplicationMenuBar', [{ name: 'a', label: 'Second' }]);
    expect(wwe.state().shell.views).toMatchObject([
      { name: 'a', label: 'Second', tooltip: 't' },
      { name: 'b', label: 'b' },
    ]);
    expect(answer(request('system.updateViewInApplicationMenuBar', [{ label: 'a' }]))?.errorMessage).toContain('name');
    expect(answer(request('system.closeViewInApplicationMenuBar', ['c']))?.errorMessage).toContain('"c"');
  });
  it('are gone when WWE is reloaded, and are counted from the start', () => {
    const { wwe, request, answer, pass } = createHarness();
    request('system.popupToast', [{ autoCloseTimeout: 1000 }]);
    request('system.openDialog', ['http://page.example/']);
    request('sipEndpoint.muteMicrophone');
    wwe.refresh();
    expect(wwe.state().shell).toEqual({
      toasts: [],
      dialogs: [],
      views: [],
      microphoneMuted: false,
      speakerMuted: false,
    });
    expect(answer(request('system.popupToast', [{}]))?.data).toBe('wweCustomToast0');
    pass(5000); // the first toast's timer must not close the new one
    expect(wwe.state().shell.toasts).toHaveLength(1);
  });
});

describe('getAllowedServices (docs/protocol.md#unknown-answer-forms)', () => {
  const patch = {
    acceptedOrigins: '* (agent.*, media.setState, system.getAllowedServices)',
    hiddenServices: ['agent.get'],
  };
  const agent = ['getState', 'getStateList', 'setState'];
  it.each([
    ['names', [...agent.map((name) => `agent.${name}`), 'media.setState', 'system.getAllowedServices']],
    [
      'objects',
      [
        ...agent.map((name) => ({ name: `agent.${name}` })),
        { name: 'media.setState' },
        { name: 'system.getAllowedServices' },
      ],
    ],
    ['byNamespace', { agent, media: ['setState'], system: ['getAllowedServices'] }],
  ] as const)('lists what the origin may use, less what is hidden: %s', (allowedServicesForm, expected) => {
    const { request, answer } = createHarness({ ...patch, allowedServicesForm });
    expect(answer(request('system.getAllowedServices'))?.data).toEqual(expected);
  });
});

describe('the state of the browser tab (docs/protocol.md#unknown-event-payloads, docs/protocol.md#unknown-following-tabs)', () => {
  it.each([
    ['leading', [true, false, false, true]],
    ['following', [false, true, false, false]],
    ['negotiating', [false, false, true, true]],
  ] as const)('%s is told by the isFrame calls', (frameState, expected) => {
    const { request, answer } = createHarness({ frameState });
    const names = ['Leading', 'Following', 'Negotiating', 'LeadingOrNegotiating'];
    expect(names.map((name) => answer(request(`system.isFrame${name}`))?.data)).toEqual(expected);
  });
  it.each([
    ['frameState', { frameState: 'NEGOTIATING' }],
    ['withEventType', { eventType: 'FRAME_STATE_CHANGED', frameState: 'NEGOTIATING' }],
    ['text', 'NEGOTIATING'],
  ] as const)('a change is a system event: %s', (systemEvent, data) => {
    const { wwe, subscribe, events } = createHarness({ systemEvent });
    subscribe('system');
    wwe.configure({ frameState: 'negotiating' });
    wwe.configure({ frameState: 'negotiating', latencyMs: 0 });
    expect(events('system').map((event) => event.data)).toEqual([data]);
  });
});

it('broadcasts reach the others that subscribed, and the sender only if messengerToSender says so', () => {
  const { wwe, subscribe, request, events, answer } = createHarness();
  for (const frame of ['a', 'b']) subscribe('messenger:mine', frame);
  subscribe(['messenger:other', 'interaction'], 'c');
  const message = { kind: 'hello', list: [1, { deep: true }] };
  expect(answer(request('messenger.broadcastMessage', ['mine', message]))).not.toHaveProperty('errorMessage');
  expect(events('messenger:mine', 'b').map(({ data }) => data)).toEqual([message]);
  expect([...events('messenger:mine', 'a'), ...events('messenger:mine', 'c')]).toEqual([]);
  wwe.configure({ messengerToSender: true });
  request('messenger.broadcastMessage', ['mine', message]);
  expect(events('messenger:mine', 'a')).toHaveLength(1);
  for (const parameters of [[], ['mine'], ['', message], [{}, message]]) {
    expect(readKey(answer(request('messenger.broadcastMessage', parameters)), 'errorMessage')).toBeTypeOf('string');
  }
});

describe('system.amIVisible', () => {
  it('asks whoever knows', () => {
    const answers: unknown[] = [];
    const wwe = createWwe({
      seed: 1,
      now: () => 0,
      visible: (frame) => frame === 'front',
      post: (frame, message) => answers.push([frame, readKey(message, 'data')]),
      later: () => () => undefined,
    });
    for (const frame of ['front', 'back']) {
      wwe.receive(frame, 'x', { request: 'system.amIVisible', referenceId: '0', userAgent: 'WWE Client' });
    }
    expect(answers).toEqual([
      ['front', true],
      ['back', false],
    ]);
  });
});
