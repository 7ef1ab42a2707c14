import { copying } from './support/compose.ts';
import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';

const SECRET = 'Quasselstrippe';

test('failures of the tool’s own are caught at each border, told without anything of the page, and the rest lives', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop();
  const panel = await openPanelOf(wwe.tab);
  const first = await wwe.ring();
  await expect(panel.row(first)).toContainText('RINGING');
  const count = panel.status.getByRole('button', { name: /of the tool’s own/ });
  await expect(count).toHaveCount(0);

  // What nothing else catches: a key's handler.
  await panel.frame.evaluate((secret) => {
    const { getElementById } = Document.prototype;
    Document.prototype.getElementById = () => {
      Document.prototype.getElementById = getElementById;
      throw new TypeError(`Cannot read properties of undefined (reading '${secret}')`);
    };
  }, SECRET);
  await panel.row(first).click();
  await panel.window.press('/');
  await expect(count).toHaveText('1 failure of the tool’s own');
  // Details have a border of their own: they are closed, so that the view itself fails below.
  await panel.button('Close details').click();

  // The session, at one interaction: the others, and what comes later, are taken in.
  await panel.frame.evaluate((secret) => {
    // The panel's own: what runs here may have others (Firefox).
    const { prototype } = window.Map;
    const { set } = prototype;
    prototype.set = function (key: unknown, value: unknown) {
      if (typeof key === 'string' && key.includes('broken')) throw new SyntaxError(`${key} ${secret}`);
      return set.call(this, key, value);
    };
  }, SECRET);
  const event = (interactionId: string) => ({
    userAgent: 'WWE Server',
    protocolVersion: 2,
    event: 'interaction',
    data: { eventType: 'ADDED', interaction: { interactionId, state: 'TALKING' } },
  });
  await wwe.tab.evaluate((all) => {
    for (const one of all) window.wweSimulator?.postRaw(0, one);
  }, ['one', 'broken', 'two'].map(event));
  await expect(panel.row('two')).toBeVisible();
  await expect(panel.row('one')).toBeVisible();
  await expect(panel.row('broken')).toHaveCount(0);

  // A view: no time can be written in it any more.
  await panel.frame.evaluate((secret) => {
    const { prototype } = window.Date;
    const { getUTCHours } = prototype;
    prototype.getUTCHours = function () {
      if (document.querySelector('.frame[data-view="interactions"]')) throw new EvalError(secret);
      return getUTCHours.call(this);
    };
    addEventListener('mended', () => {
      prototype.getUTCHours = getUTCHours;
    });
  }, SECRET);
  await wwe.act('answer', first);
  const again = panel.frame.locator('#view').getByRole('button', { name: 'Show again', exact: true });
  await expect(again).toBeVisible();
  await expect(panel.button('Record')).toBeVisible();
  const messages = await Messages.open(panel);
  await expect(messages.rows.first()).toBeVisible();
  await panel.view('Interactions');
  await expect(again).toBeVisible();
  await panel.frame.evaluate(() => void dispatchEvent(new Event('mended')));
  await again.click();
  await expect(panel.row(first)).toContainText('TALKING');

  await count.click();
  const sheet = panel.frame.getByRole('dialog', { name: 'Failures of the tool’s own' });
  const report = sheet.getByRole('region', { name: 'Report' });
  for (const line of ['window: TypeError', 'session: SyntaxError', 'view interactions: EvalError'])
    await expect(report).toContainText(line);
  // Where in our own files.
  await expect(report).toContainText(/assets\/[\w-]+\.js:\d+:\d+/);
  const copied = await copying(panel);
  await panel.button('Copy the report').click();
  expect(await copied()).toBe(await report.innerText());
  expect(await report.innerText()).not.toContain(SECRET);
  await panel.button('Dismiss').click();
  await expect(sheet).toHaveCount(0);
  await expect(count).toHaveCount(0);

  // The browser's own list has each kind once, without what it says of the page.
  const told = panel.window.problems().join('\n');
  for (const name of ['TypeError', 'SyntaxError', 'EvalError']) expect(told).toContain(name);
  expect(told).not.toContain(SECRET);
});
