import { afterAll, expect, test, vi } from 'vitest';
import { SERVER } from '../simulator/client/testdata/false-window.ts';
import { createWatched } from './testdata/watched.ts';

// There is one probe in a window, and once it is over it is over: the next file needs modules that were not told to stop.
afterAll(() => void vi.resetModules());

test('told to stop, it puts back what was the page’s, tells nothing more, and nobody feels it', async () => {
  const bare = createWatched({ isWatched: false });
  const { client, page, receive, watching, win, original, posted, makeClient } = createWatched();
  const { sendMessage } = client;
  const heard = vi.fn();
  client.subscribe('interaction', heard);
  receive({ ...SERVER, referenceId: '0', subscriptionId: 4 });
  await page.notesOf('subscribed');
  client.sendMessage({ request: 'not.told' });
  client.unload = Object.assign(() => 'the page’s own', {});
  const pages = client.unload;
  const before = page.notes.length;
  watching.stop();

  const text = (name: 'sendMessage' | 'subscribe') => Function.prototype.toString.call(client[name]);
  expect([text('sendMessage'), text('subscribe')]).toEqual([
    String(bare.client.sendMessage),
    String(bare.client.subscribe),
  ]);
  expect([client.unload, Reflect.get(win, 'ServiceClientAPI'), client.constructor]).toEqual([
    pages,
    original,
    original,
  ]);
  // What the page has kept of it goes on, as if it were not there.
  expect([sendMessage({ request: 'a.b' }), client.sendMessage({ request: 'a.c' })]).toEqual(['2', '3']);
  receive({ ...SERVER, event: 'interaction', data: {} });
  expect(heard).toHaveBeenCalledOnce();
  // The client has the disguise of the handler: the handler must still be found by it.
  client.unsubscribe(heard);
  receive({ ...SERVER, event: 'interaction', data: {} });
  expect(heard).toHaveBeenCalledOnce();
  expect(posted.at(-1)?.message).toMatchObject({ event: 'unsubscribe', data: 4 });
  makeClient().sendMessage({ request: 'a.d' });
  client.subscribe('agent', () => {});
  await page.notesOf('called');
  expect(page.notes).toHaveLength(before);
});
