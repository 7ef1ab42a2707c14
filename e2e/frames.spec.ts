import { expect, test } from './support/fixtures.ts';

/** A client without a library, as small as a page can have one: subscribes and counts what it hears. */
const CLIENT = `
  let heard = 0;
  window.heard = () => heard;
  addEventListener('message', (event) => { if (event.data && event.data.event === 'interaction') heard += 1; });
  const where = window.opener || window.parent;
  where.postMessage({ event: 'subscribe', data: 'interaction', referenceId: '0', userAgent: 'WWE Client', protocolVersion: 2 }, '*');
`;

/** Every kind of frame that a page can put a client into; each adds one, with this code in it, to WWE's own window. */
const KINDS = {
  'about:blank, written by script': (code: string) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const script = frame.contentDocument?.createElement('script');
    if (!script) throw new Error('no document');
    script.textContent = code;
    frame.contentDocument?.body.append(script);
  },
  'document.open in about:blank': (code: string) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument?.open();
    frame.contentDocument?.write(`<title>written</title><script>${code}</script>`);
    frame.contentDocument?.close();
  },
  srcdoc: (code: string) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script>${code}</script>`;
    document.body.append(frame);
  },
  'sandboxed srcdoc': (code: string) => {
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts');
    frame.srcdoc = `<script>${code}</script>`;
    document.body.append(frame);
  },
  'blob:': (code: string) => {
    const frame = document.createElement('iframe');
    frame.src = URL.createObjectURL(new Blob([`<script>${code}</script>`], { type: 'text/html' }));
    document.body.append(frame);
  },
  'in a shadow root': (code: string) => {
    const host = document.createElement('div');
    document.body.append(host);
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script>${code}</script>`;
    host.attachShadow({ mode: 'closed' }).append(frame);
  },
} as const;

for (const [kind, make] of Object.entries(KINDS)) {
  test(`a client in a frame is heard: ${kind}`, async ({ openDesktop, openPanelOf }) => {
    const wwe = await openDesktop({ query: { clients: '0' } });
    const panel = await openPanelOf(wwe.tab);
    await wwe.tab.evaluate(make, CLIENT);
    await expect.poll(() => wwe.requests()).toEqual(['subscribe']);
    await wwe.press('New call');
    await expect(panel.row('1')).toContainText('RINGING');
    await wwe.press('Answer');
    await expect(panel.row('1')).toContainText('TALKING');
    await panel.open('1', 'State');
    expect(await panel.states()).toEqual(['RINGING', 'TALKING']);
  });
}

test('a client page that rewrites itself with document.open goes on being heard', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  await wwe.ring();
  await expect(panel.rows).toHaveCount(1);
  await wwe.client().evaluate((code) => {
    document.open();
    document.write(`<title>rewritten</title><script>${code}</script>`);
    document.close();
  }, CLIENT);
  await expect.poll(async () => (await wwe.requests()).filter((name) => name === 'subscribe').length).toBe(2);
  await wwe.ring({ medium: 'chat' });
  await expect(panel.rows).toHaveCount(2);
});

test('a client goes on being heard when a frame before it is removed', async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({ query: { clients: '2' } });
  const panel = await openPanelOf(wwe.tab);
  await wwe.ring();
  await expect(panel.rows).toHaveCount(1);
  await wwe.tab.evaluate(() => document.querySelector('iframe')?.remove());
  await wwe.ring({ medium: 'chat' });
  await expect(panel.rows).toHaveCount(2);
});
