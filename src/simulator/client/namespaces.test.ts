import { describe, expect, it, vi } from 'vitest';
import { defineServiceClient } from './define.ts';
import { METHODS } from './methods.ts';
import { namespacesOf } from './namespaces.ts';
import { createFalseWindow } from './testdata/false-window.ts';

/** Parameters as the example requests of the protocol reference have them. */
const EXAMPLES: readonly (readonly [name: string, parameters: readonly unknown[]])[] = [
  ['agent.get', []],
  ['agent.getState', []],
  ['agent.getStateList', []],
  ['agent.setState', ['NotReady']],
  ['auth.getJwtToken', []],
  ['configuration.getOption', [['voice.*', 'MySection/*']]],
  ['email.create', ['robin.sample@example.com', { Subject: 'Your order' }]],
  ['interaction.accept', ['4']],
  ['interaction.blockMarkdone', ['1', 'The form is not saved yet.']],
  ['interaction.completeTransfer', ['3']],
  ['interaction.consult', ['1', { target: 'AGENT', destination: '5002' }, { Reason: 'second opinion' }, null]],
  ['interaction.deleteUserData', ['1', 'Notes']],
  ['interaction.getByInteractionId', ['1']],
  ['interaction.getInteractions', []],
  ['interaction.markdone', ['1']],
  ['interaction.selectCaseByCaseId', ['c27e9a04-0d6b-4f58-8a1e-6b3f5d90e211']],
  ['interaction.setUserData', ['1', { CustomerSegment: 'Platinum', Notes: 'called back' }]],
  ['interaction.unblockMarkdone', ['1']],
  ['media.getMediaByName', ['voice']],
  ['media.getMediaList', []],
  ['media.setState', ['chat', 'NotReady']],
  ['messenger.broadcastMessage', ['my-channel', { kind: 'hello', value: 1 }]],
  ['outbound.getCampaigns', []],
  ['outbound.getPreviewRecord', ['Offer of the Month']],
  ['outbound.rescheduleRecord', ['8', 101, '12/31/2030 9:30', 'CAMPAIGN']],
  ['outbound.setCallResult', ['8', 6]],
  ['system.getAllowedServices', []],
  ['system.isFrameLeading', []],
  ['system.openDialog', ['https://crm.example.com/dialog.html?id=$Dialog.Id$', { label: 'Form' }]],
  ['system.popupToast', [{ title: 'Example title', buttons: ['Open', 'Later'] }]],
  ['voice.dial', ['+15550142', null]],
  ['voice.dialEx', ['+15550142', { AccountId: 'A-1001' }, {}]],
  ['voice.hold', ['1']],
];

describe('the namespace methods (docs/protocol.md#services)', () => {
  it.each(EXAMPLES)('%s sends what the example request has', (name, parameters) => {
    const { win, posted } = createFalseWindow();
    const [namespace = '', method = ''] = name.split('.');
    const result = namespacesOf(win)[namespace]?.[method]?.(...parameters, vi.fn(), vi.fn());
    expect(result).toBeUndefined();
    expect(posted[0]?.message).toEqual({
      request: name,
      ...(parameters.length === 0 ? {} : { parameters }),
      referenceId: '0',
      userAgent: 'WWE Client',
      protocolVersion: 2,
    });
  });
  it('has no parameters key at all for methods without parameters', () => {
    const { win, posted } = createFalseWindow();
    namespacesOf(win).agent?.get?.();
    expect(posted[0]?.message).not.toHaveProperty('parameters');
  });
  it('hands both callbacks on', () => {
    const { win, receive } = createFalseWindow();
    const [ok, failed] = [vi.fn(), vi.fn()];
    const { interaction } = namespacesOf(win);
    interaction?.markdone?.('1', ok, failed);
    interaction?.markdone?.('1', ok, failed);
    receive({ userAgent: 'WWE Server', referenceId: '0' });
    receive({ userAgent: 'WWE Server', referenceId: '1', errorMessage: 'no' });
    expect(ok).toHaveBeenCalledOnce();
    expect(failed).toHaveBeenCalledOnce();
  });
  it.each(['voice.dial', 'email.create'])(
    '%s takes callbacks in place of user data (docs/protocol.md#sending)',
    (name) => {
      const { win, posted, receive } = createFalseWindow();
      const [namespace = '', method = ''] = name.split('.');
      const call = namespacesOf(win)[namespace]?.[method];
      const ok = vi.fn();
      call?.('somebody', ok);
      call?.('somebody');
      receive({ userAgent: 'WWE Server', referenceId: '0' });
      expect(posted[0]?.message.parameters).toEqual(['somebody', null]);
      expect(posted[1]?.message.parameters).toEqual(['somebody', undefined]);
      expect(ok).toHaveBeenCalledOnce();
    },
  );
  it('are as many in each namespace as docs/protocol.md#services lists for the client', () => {
    const counts = Object.entries(METHODS).map(([namespace, methods]) => [namespace, Object.keys(methods).length]);
    expect(Object.fromEntries(counts)).toEqual({
      agent: 4,
      auth: 1,
      configuration: 1,
      email: 1,
      interaction: 15,
      media: 3,
      messenger: 1,
      outbound: 17,
      sipEndpoint: 6,
      system: 15,
      voice: 10,
    });
  });
});

describe('the globals (docs/protocol.md#life-of-a-client)', () => {
  it('are genesys.wwe.service, the same as service, and ServiceClientAPI; a second load does nothing', () => {
    const { win } = createFalseWindow();
    delete win.service;
    const log = { log: vi.fn(), error: vi.fn() };
    Reflect.deleteProperty(win, 'genesys');
    defineServiceClient(win, log);
    const first = win.genesys?.wwe?.service;
    expect(first).toBe(win.service);
    expect(win.ServiceClientAPI).toBeTypeOf('function');
    defineServiceClient(win, log);
    expect(win.genesys?.wwe?.service).toBe(first);
  });
  it('new ServiceClientAPI() makes another client with a counter of its own', () => {
    const { win, client } = createFalseWindow();
    Reflect.deleteProperty(win, 'genesys');
    defineServiceClient(win, { log: vi.fn(), error: vi.fn() });
    client.sendMessage({ request: 'a.b' });
    const other: unknown = Reflect.construct(Object(win.ServiceClientAPI), []);
    const send: unknown = Reflect.get(Object(other), 'sendMessage');
    expect(typeof send === 'function' && send({ request: 'a.b' })).toBe('0');
  });
  it('a page that overwrites the global service breaks the methods', () => {
    const { win } = createFalseWindow();
    win.service = {};
    expect(() => namespacesOf(win).agent?.get?.()).toThrow(new TypeError('service.sendMessage is not a function'));
  });
});
