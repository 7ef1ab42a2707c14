import { readFileSync } from 'node:fs';
import { startSimulator } from 'wwe-devtools/simulator';
import { clientPage, servePage } from './own-pages.ts';
import { expect, test } from './support.ts';

test('a page that refuses to be framed is told of in words, with the header and the way out', async ({
  page,
  mayComplain,
}) => {
  // The browser says it too.
  mayComplain(/X-Frame-Options/);
  const own = await servePage({ body: 'Secret', headers: { 'x-frame-options': 'DENY' } });
  const simulator = await startSimulator({ port: 0, page: own.url });
  await page.goto(simulator.url);
  const words = page.getByRole('complementary').getByRole('alert');
  await expect(words).toContainText('This page refuses to be framed');
  await expect(words).toContainText('X-Frame-Options: DENY');
  await expect(words).toContainText(`frame-ancestors ${simulator.url.slice(0, -1)}`);
  await expect(page.locator('iframe')).toHaveCount(0);
  expect(await simulator.checkPage()).toMatchObject({ is: 'refused' });
  await own.close();
  const mended = await servePage({ body: 'Shown', port: own.port });
  await page.getByRole('button', { name: 'Reload embedded page 1' }).click();
  await expect(page.frameLocator('iframe').getByText('Shown')).toBeVisible();
  await expect(words).toHaveCount(0);
  await simulator.close();
  await mended.close();
});

test('a page that is down, then an error, then up: it shows as soon as it is there', async ({ page, mayComplain }) => {
  mayComplain(/503/);
  const { url, port, close } = await servePage({ body: '' });
  await close();
  const simulator = await startSimulator({ port: 0, page: url });
  await page.goto(simulator.url);
  const words = page.getByRole('complementary').getByRole('alert');
  const frame = page.frameLocator('iframe');
  await expect(words).toContainText('Nothing answers at this address');
  await expect(words).toContainText('start your page’s server first');
  const failing = await servePage({ body: 'Not yet', status: 503, port });
  await expect(words).toContainText('This page answers with an error');
  await expect(frame.getByText('Not yet')).toBeVisible();
  await failing.close();
  const own = await servePage({ body: clientPage(simulator.port), port });
  await page.getByRole('button', { name: 'Reload embedded page 1' }).click();
  await expect(words).toHaveCount(0);
  await expect(frame.locator('#agent')).not.toHaveText('waits');
  await simulator.ring();
  await expect(frame.locator('#heard')).toHaveText('RINGING');
  await simulator.close();
  await own.close();
});

test('a sandboxed page, whose origin is null, is answered and hears events', async ({ page, simulator }) => {
  const headers = { 'content-security-policy': 'sandbox allow-scripts' };
  const own = await servePage({ body: clientPage(simulator.port), headers });
  const desk = simulator.desk('sandboxed');
  await page.goto(`${desk.url}&page=${encodeURIComponent(own.url)}`);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('#agent')).not.toHaveText('waits');
  await page.getByRole('button', { name: 'New call', exact: true }).click();
  await expect(frame.locator('#heard')).toHaveText('RINGING');
  expect((await desk.received()).map(({ origin }) => origin)).toContain('null');
  await own.close();
});

test('the page of the documentation, which has no client library of its own, works as it stands there', async ({
  page,
  simulator,
}) => {
  const text = readFileSync(new URL('../../docs/simulator.md', import.meta.url), 'utf8');
  const [, html = ''] = /^```html\n([\s\S]*?)^```/m.exec(text) ?? [];
  const documented = 'http://localhost:4600/client/service-client.js';
  expect(html).toContain(`<script src="${documented}"></script>`);
  // The port is this simulator's: others run beside it.
  expect(new URL(simulator.clientLibrary).pathname).toBe(new URL(documented).pathname);
  const own = await servePage({ body: html.replace(documented, simulator.clientLibrary), host: '127.0.0.1' });
  const desk = simulator.desk('documented');
  await page.goto(`${desk.url}&page=${encodeURIComponent(own.url)}`);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('#agent')).not.toHaveText('Waiting for WWE…');
  await page.getByRole('button', { name: 'New call', exact: true }).click();
  await expect(frame.locator('#heard')).toContainText('1 RINGING');
  await own.close();
});
