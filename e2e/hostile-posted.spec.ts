import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import { POSTED, POSTED_TO_FEW } from './support/posted-values.ts';
import { exchange, servePosting } from './support/posting.ts';

test('whatever is posted, each window gets what it gets without the tool; what only one can read is the page’s', async ({
  openTab,
  openBareTab,
  openPanelOf,
}) => {
  const pages = await servePosting({ values: POSTED, reads: ['at once', 'after a promise'], isIsolated: false });
  // Nobody looks at these, and they read late; shared memory can be posted among them.
  const late = await servePosting({ values: POSTED_TO_FEW, reads: [100, 100], isIsolated: true });
  const tab = await openTab();
  const panel = await openPanelOf(tab);
  const isConnected = () => expect(panel.status).not.toContainText('No WWE seen');
  // Side by side: much of it is waiting.
  const [expected, actual] = await Promise.all([
    exchange(await openBareTab(), pages),
    exchange(tab, pages, isConnected),
  ]);
  const [expectedLate, actualLate] = await Promise.all([
    exchange(await openBareTab(), late),
    exchange(await openTab(), late),
  ]);
  await Promise.all([pages.close(), late.close()]);
  expect(actual).toEqual(expected);
  expect(actualLate).toEqual(expectedLate);
  const messages = await Messages.open(panel);
  await messages.filter('is:unread');
  await messages.rows.first().click();
  await expect(messages.details).toContainText('this tool does not know what it said');
  expect(panel.window.problems()).toEqual([]);
});
