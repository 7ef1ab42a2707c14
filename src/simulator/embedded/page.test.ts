import { describe, expect, it } from 'vitest';
import { namespacesOf } from '../client/namespaces.ts';
import { createFalseWindow, type FalseWindow, SERVER } from '../client/testdata/false-window.ts';
import { createDemoPage, type DemoPage } from './page.ts';
import { callService } from './service.ts';

/** The demo page on a client in a false window, subscribed. */
function createPage(): FalseWindow & { readonly page: DemoPage } {
  const falseWindow = createFalseWindow();
  const service = Object.assign(falseWindow.client, namespacesOf(falseWindow.win));
  const page = createDemoPage(service, () => 5, structuredClone);
  page.wwePage.subscribe(['interaction', 'markdone']);
  falseWindow.receive({ ...SERVER, referenceId: '0', subscriptionId: 1 });
  return { ...falseWindow, page };
}

const eventOf = (eventType: string, interaction: object) => ({
  ...SERVER,
  event: 'interaction',
  data: { eventType, interaction },
});

describe('the demo page', () => {
  it('logs every handler call with a copy of its argument', () => {
    const { page, receive } = createPage();
    const message = eventOf('ADDED', { interactionId: '1', state: 'RINGING' });
    receive(message);
    expect(page.wwePage.handlerCalls).toEqual([{ at: 5, event: 'interaction', message }]);
    expect(page.wwePage.handlerCalls[0]?.message).not.toBe(message);
  });
  it('call() tells the outcome, failures and bare texts included', async () => {
    const { page, receive, pass } = createPage();
    const [good, bad, late] = [1, 2, 3].map(() => page.wwePage.call('interaction.getInteractions'));
    receive({ ...SERVER, referenceId: '1', data: [] });
    receive({ ...SERVER, referenceId: '2', errorMessage: null });
    pass(10_000);
    expect(await good).toEqual({ ok: true, value: { ...SERVER, data: [] } });
    expect(await bad).toEqual({ ok: false, value: { ...SERVER, errorMessage: null } });
    expect(await late).toEqual({ ok: false, value: 'Request timeout' });
    expect(page.wwePage.answers.map(({ call }) => call)).toHaveLength(3);
  });
  it('call() rejects for a method that the client has not', async () => {
    const { page } = createPage();
    await expect(page.wwePage.call('interaction.noSuch')).rejects.toThrow('no method');
    await expect(page.wwePage.call('interaction.toString')).rejects.toThrow('no method');
    await expect(page.wwePage.call('voice.dial', () => 0, null)).rejects.toThrow();
  });
  it('blocks mark-done once for an interaction that asks for a form, and lifts it when saved', () => {
    const { page, receive, posted } = createPage();
    const talking = { interactionId: '1', state: 'TALKING', userData: { FormRequired: 'yes' } };
    receive(eventOf('ESTABLISHED', talking));
    receive(eventOf('USER_DATA_UPDATED', talking));
    expect(posted.slice(1).map(({ message }) => message.request)).toEqual(['interaction.blockMarkdone']);
    expect(page.forms.value).toEqual(['1']);
    page.saveForm('1');
    expect(posted[2]?.message).toMatchObject({ request: 'interaction.unblockMarkdone', parameters: ['1'] });
    expect(page.forms.value).toEqual([]);
  });
  it('takes odd events calmly', () => {
    const { page, receive } = createPage();
    for (const data of [null, 'text', { eventType: 'CASE_SELECTED', selectedCaseId: 'x' }, { interaction: 4 }]) {
      receive({ ...SERVER, event: 'interaction', data });
    }
    expect(page.wwePage.handlerCalls).toHaveLength(4);
    expect(page.heard.value).toEqual([]);
  });
  it('keeps the texts that come to onMessage', () => {
    const { page, receive } = createPage();
    receive('wweHello');
    expect(page.wwePage.texts).toEqual(['wweHello']);
  });
});

describe('callService', () => {
  it('throws for names that lead nowhere', () => {
    const { client } = createFalseWindow();
    expect(() =>
      callService(
        client,
        'constructor',
        [],
        () => 0,
        () => 0,
      ),
    ).toThrow(TypeError);
  });
});
