import { inChromium } from '../support/chromium.ts';
import { Compose } from '../support/compose.ts';
import { expect, test } from '../support/fixtures.ts';
import { InputMethod, PROPOSAL_KEYS, type ProposalKey } from '../support/input-method.ts';
import { Messages } from '../support/messages.ts';
import type { Panel } from '../support/panel.ts';

/** Whether DevTools' own drawer, which Escape opens, is open. */
function isDrawerOpen(panel: Panel): Promise<boolean> {
  return inChromium(panel.window).devtools.evaluate(async (legacy: string) => {
    const { InspectorView } = await import(legacy);
    return InspectorView.InspectorView.instance().drawerVisible();
  }, 'devtools://devtools/bundled/ui/legacy/legacy.js');
}

test('while a word is composed, arrows, Home, End, Tab, Enter and Escape are the input method’s: no half word is taken, nothing closes', async ({
  openDesktop,
  openPanelOf,
}) => {
  const wwe = await openDesktop();
  const id = await wwe.ring({ userData: { Segment: 'Gold', Old: 'x' } });
  await wwe.act('answer', id);
  const panel = await openPanelOf(wwe.tab);
  const input = await InputMethod.of(panel);
  const { frame } = panel;
  /** What has the focus, and what is in it. */
  const focused = () =>
    frame.evaluate(() => {
      const control = document.activeElement;
      const value =
        control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement ? control.value : null;
      return { name: control?.getAttribute('aria-label'), value };
    });
  /**
   * Composes a word, with keys among the proposals; the focus stays, with the half word in it; then gives the word.
   * @param keys those that each field hears; every one where it is left out
   */
  const write = async (
    name: string,
    half: string,
    word: string,
    unchanged: () => Promise<void>,
    keys: readonly ProposalKey[] = PROPOSAL_KEYS,
  ) => {
    await input.compose(half);
    await expect.poll(focused).toEqual({ name, value: half });
    for (const key of keys) {
      await input.press(key);
      expect(await focused(), key).toEqual({ name, value: half });
      await unchanged();
    }
    // Left again, and begun anew: the field is as before.
    await input.compose('');
    await expect.poll(focused).toEqual({ name, value: '' });
    await input.compose(half);
    await input.give(word);
    await expect.poll(focused).toEqual({ name, value: word });
    await unchanged();
  };

  // A unit test says every key to every element (composing.test.tsx): here each is said to one field of a kind.
  const few: readonly ProposalKey[] = ['ArrowDown', 'Enter', 'Escape'];

  // User data: a value, and a name.
  await panel.open(id, 'User data');
  const changed = panel.details.locator('.userdata-row[data-status]:not([data-status=clean])');
  const isPlain = async () => expect(await changed.count()).toBe(0);
  await panel.valueCell('Segment').dblclick();
  await write('Value of Segment', 'にほ', '日本', isPlain);
  await panel.window.press('Enter');
  await expect(panel.dataRow('Segment')).toContainText('日本');
  await panel.button('Undo').click();
  await panel.nameCell('Old').dblclick();
  await write('Name of Old', 'なま', '名前', isPlain, few);
  await panel.window.press('Escape');
  await expect(panel.dataRow('Old')).toBeVisible();
  await expect(changed).toHaveCount(0);

  // The filters: a proposal of the panel's own is neither taken nor closed.
  const rows = await panel.rows.count();
  await panel.window.press('/');
  await write('Filter interactions', 'かな', '仮名', async () => expect(panel.details).toBeVisible());
  await expect(panel.rows).toHaveCount(0);
  await panel.window.press('Escape');
  await expect(panel.rows).toHaveCount(rows);
  const messages = await Messages.open(panel);
  await messages.rows.first().click();
  await expect(messages.details).toBeVisible();
  await panel.window.press('/');
  await write('Filter messages', 'かな', '仮名', async () => expect(messages.details).toBeVisible(), few);
  await panel.window.press('Escape');

  // Compose: the search for a service, a parameter, and keys and values.
  const compose = new Compose(panel);
  await compose.show();
  await compose.search.click();
  await write('Service', 'さが', '探す', async () => expect(frame.locator('.compose-head h2')).toHaveCount(0));
  await compose.choose('interaction.setUserData');
  const isOpen = () => expect(frame.locator('.compose-head h2')).toHaveText('interaction.setUserData');
  await compose.field('interactionId').click();
  await write('interactionId', 'ばん', '番', isOpen, few);
  await panel.button('Add a key to keyValues').click();
  await write('A key of keyValues', 'なま', '名前', isOpen, few);
  await compose.field('Value of 名前').click();
  await write('Value of 名前', 'にほ', '日本', isOpen, few);
  await expect(compose.preview.first()).toContainText('("番", { "名前": "日本" }');

  expect(await isDrawerOpen(panel)).toBe(false);
  const sent = (await wwe.received()).filter((message) => JSON.stringify(message).includes('setUserData'));
  expect(sent).toEqual([]);
  await input.close();
});
