import { inChromium } from '../support/chromium.ts';
import { expect, test } from '../support/fixtures.ts';
import { Messages } from '../support/messages.ts';
import { serveOrders } from '../support/orders-page.ts';
import { Wwe } from '../support/wwe.ts';

test('the line that called opens in Sources', async ({ openTab, openPanelOf, simulator, unknowns }) => {
  const page = await serveOrders(simulator, unknowns);
  const wwe = new Wwe(await openTab());
  await wwe.tab.goto(page.desktop);
  const panel = await openPanelOf(wwe.tab);
  const messages = await Messages.open(panel);
  await wwe.client().getByRole('button', { name: 'Load order' }).click();
  const initiator = await messages.open(messages.row('interaction.getByInteractionId'), 'Initiator');
  await initiator.getByRole('button', { name: 'orders.js:3' }).click();
  const { devtools } = inChromium(panel.window);
  await expect(devtools.getByRole('tab', { name: 'Sources', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(devtools.getByRole('tab', { name: /orders\.js/ })).toHaveAttribute('aria-selected', 'true');
  await expect(devtools.getByText(/^Line 3, column \d+$/i)).toBeVisible();
  await page.close();
});
