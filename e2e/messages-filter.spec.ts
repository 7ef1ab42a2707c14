import { expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';

test('times and kinds: chips, Invert, the minute of a row, a jump to its time; the filter as it is typed: words, fields, patterns, what is wrong with it, its terms one by one', {
  tag: '@panel',
}, async ({ openDesktop, openPanelOf }) => {
  const wwe = await openDesktop({
    query: { client: 'debug=off' },
    settings: { errorTexts: { 'voice.dial': 'Not logged in' } },
  });
  const panel = await openPanelOf(wwe.tab);
  const messages = await Messages.open(panel);
  await wwe.subscribed();
  const id = await wwe.ring({ userData: { Tier: 'Platinum' } });
  await expect(messages.row('interaction').first()).toBeVisible();
  const kind = (name: string) => panel.frame.locator('.kinds').getByRole('button', { name, exact: true });

  await kind('Events').click();
  await expect(messages.row('subscribe')).toHaveCount(0);
  await expect(messages.row('interaction').first()).toBeVisible();
  await messages.filter('event:interaction');
  await panel.frame.getByRole('checkbox', { name: 'Invert', exact: true }).check();
  await expect(messages.row('interaction')).toHaveCount(0);
  await panel.frame.getByRole('checkbox', { name: 'Invert', exact: true }).click();
  await messages.filter('');
  await kind('All').click();

  // What stands in the column is what the filter takes.
  const row = messages.row('interaction').first();
  const time = await messages.cell(row, 'time').innerText();
  expect(time).toMatch(/^\d\d:\d\d:\d\d\.\d{3}$/);
  await expect(messages.cell(row, 'time').locator('[title]')).toHaveAttribute(
    'title',
    new RegExp(`^\\d{4}-\\d\\d-\\d\\d ${time.replace('.', '\\.')} (Z|[+-]\\d\\d:\\d\\d)$`),
  );
  await messages.filter(`at:${time} event:interaction`);
  await expect(row).toContainText(time);
  await messages.filter(`before:${time} event:interaction`);
  await messages.passing(0);
  await messages.filter('');

  const key = await row.getAttribute('data-message');
  await panel.window.press('Control+g');
  const jump = panel.frame.getByRole('dialog', { name: 'Go to a time', exact: true });
  await jump.getByRole('textbox', { name: 'Time', exact: true }).fill(time);
  await panel.window.press('Enter');
  await expect(jump).toHaveCount(0);
  const selected = messages.frame.locator('[data-message][aria-selected=true]');
  await expect(selected).toHaveAttribute('data-message', String(key));

  await messages.close();
  await messages.rows.first().focus();
  await panel.window.press('t');
  await expect(messages.cell(messages.rows.first(), 'time')).toHaveText('+00:00.000');
  await panel.window.press('d');
  await expect(messages.cell(row, 'time')).toHaveText(time);

  await wwe.act('answer', id);
  await wwe.ring({ medium: 'chat' });
  await wwe.call('media.getMediaByName', 'voice');
  await wwe.call('voice.dial', '5001', undefined);
  /** Events as the page's handler got them. */
  const told = await wwe
    .client()
    .evaluate(() =>
      (window.wwePage?.handlerCalls ?? []).map(({ event, message }) => ({ event, text: JSON.stringify(message) })),
    );
  const eventsWith = (text: string) => told.filter((one) => one.text.includes(text)).length;

  const box = panel.frame.getByLabel('Filter messages', { exact: true });
  await box.click();
  await panel.window.type('service:agent.*');
  await messages.passing(1);
  await expect(messages.row('agent.get')).toHaveCount(1);
  await messages.filter('is:failed');
  await messages.passing(1);
  await expect(messages.row('voice.dial')).toContainText('Not logged in');
  await messages.filter('event:interaction');
  await messages.passing(told.filter(({ event }) => event === 'interaction').length);
  await messages.filter('event:interaction -type:ADDED');
  await messages.passing(told.filter(({ event, text }) => event === 'interaction' && !text.includes('"ADDED"')).length);
  await messages.filter('type:ADDED /ringing/i');
  await messages.passing(told.filter(({ text }) => text.includes('"ADDED"') && /ringing/i.test(text)).length);

  // Payloads: of requests, of answers, of events.
  await messages.filter('Platinum');
  await messages.passing(eventsWith('Platinum'));
  await messages.filter('is:request "not LOGGED in"');
  await messages.passing(1);
  await messages.filter('key:Tier is:event');
  await messages.passing(eventsWith('Platinum'));
  await messages.filter('nowhere to be found');
  await messages.passing(0);
  await expect(panel.frame.getByRole('heading', { name: 'No message passes the filter' })).toBeVisible();

  // What is not understood is explained; what applied before applies on.
  await messages.filter('is:failed');
  await messages.passing(1);
  await messages.filter('is:faild');
  // A click into the text closes the suggestions.
  await box.click();
  const problem = panel.frame.locator('.filter-problem');
  await expect(problem).toContainText('There is no is:faild. Is is:failed meant?');
  await expect(problem).toContainText('Until then this applies: is:failed');
  await messages.passing(1);
  await problem.getByRole('button', { name: 'Write ' }).click();
  await expect(problem).toHaveCount(0);
  expect(await box.getAttribute('aria-invalid')).toBe('false');
  for (const [bad, why] of [
    ['/ring(/', 'a bracket ( is not closed'],
    ['sizes:10', 'Messages has no field sizes'],
    ['slower:10', '10 needs a unit'],
    ['"open', 'A quotation mark is not closed'],
  ] as const) {
    await messages.filter(bad);
    await box.click();
    await expect(problem).toContainText(why);
  }

  await messages.filter('is:request -service:voice.dial agent');
  const chips = panel.frame.getByRole('list', { name: 'Terms of the filter' }).getByRole('listitem');
  await expect(chips).toHaveCount(3);
  await panel.button('Remove agent').click();
  await expect(chips).toHaveCount(2);
  const requests = (await wwe.requests()).length;
  await messages.passing(requests - 1);
  await panel.button('Leave out what service:voice.dial finds').click();
  await messages.passing(1);
  await panel.button('Remove service:voice.dial').click();
  await panel.button('Remove is:request').click();
  await expect(chips).toHaveCount(0);
  await expect(messages.bar).toContainText(/^Subscriptions.*\d+ rows/);
});
