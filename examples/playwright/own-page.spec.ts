/** A test of a page of one's own (examples/own-page) inside WWE: the test is the customer and the agent. */
import { expect, test } from '@playwright/test';
import { type RunningSimulator, startSimulator } from 'wwe-devtools/simulator';
import { findBrowser, thisSystem } from '../../scripts/setup/browser.mjs';
import { servePage } from '../own-page/serve.mjs';

const executablePath = findBrowser(thisSystem());
// A container's root user has no sandbox.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
test.use({ launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args } });

let own: Awaited<ReturnType<typeof servePage>>;
let simulator: RunningSimulator;

test.beforeEach(async () => {
  own = await servePage();
  // Nobody outside knows whether WWE marks done by itself once the block is lifted: a test chooses, and says so.
  const settings = { unblockCompletesDone: false };
  simulator = await startSimulator({ page: own.url, port: 0, settings });
});
test.afterEach(async () => {
  await simulator.close();
  own.close();
});

test('a call cannot be marked done before its note is saved', async ({ page }) => {
  await page.goto(simulator.url);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('#agent')).not.toHaveText('Waiting for WWE…');

  const id = await simulator.ring({ party: 'Robin Sample' });
  await expect(frame.getByRole('listitem')).toHaveText('Robin Sample: RINGING');

  await simulator.answer(id);
  await expect(frame.getByRole('listitem')).toContainText('Robin Sample: TALKING');
  const blocked = await simulator.waitForMessage({ request: 'interaction.blockMarkdone' });
  expect(blocked.message).toMatchObject({ parameters: [id, 'Save the note first.'] });

  await simulator.release(id);
  await simulator.done(id);
  await expect(page.getByRole('alertdialog')).toContainText('Save the note first.');

  await frame.getByLabel('Note').fill('Wants a bell.');
  await frame.getByRole('button', { name: 'Save' }).click();
  await expect(frame.getByText('Note: Wants a bell.')).toBeVisible();

  await simulator.done(id);
  await expect(frame.getByRole('listitem')).toHaveCount(0);
  expect((await simulator.state()).cases).toEqual([]);
});
