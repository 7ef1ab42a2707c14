import { describe, expect, it } from 'vitest';
import { namespacesOf } from '../client/namespaces.ts';
import { createFalseWindow, SERVER } from '../client/testdata/false-window.ts';
import { makeNoise, NOISE } from './noise.ts';
import { createDemoPage } from './page.ts';

describe('the noisy page', () => {
  it('subscribes twice, asks without waiting, and throws where the client catches it', () => {
    const { client, win, posted, errors, receive } = createFalseWindow();
    const service = Object.assign(client, namespacesOf(win));
    const page = createDemoPage(service, () => 0, structuredClone);
    page.wwePage.subscribe(['interaction']);
    makeNoise(service, page.wwePage);
    const messages = posted.map(({ message }) => message);
    expect(messages.filter(({ event }) => event === 'subscribe')).toHaveLength(3);
    expect(messages.filter(({ request }) => request !== undefined)).toHaveLength(7);
    receive({ ...SERVER, referenceId: '2', subscriptionId: 3 });
    expect(() => receive({ ...SERVER, event: 'weather', data: 'rain' })).not.toThrow();
    expect(String(errors.flat())).toContain(NOISE);
    expect(page.wwePage.handlerCalls).toEqual([]);
  });
});
