/** Leaves a word wherever a user of the panel can, for journeys that look whether it is gone after *Forget everything*. */
import { Compose } from './compose.ts';
import { expect } from './expect.ts';
import { Messages } from './messages.ts';
import type { Panel } from './panel.ts';

/** Edits a value of an interaction's user data, and does not apply it. @param word what the value is to be */
export async function leaveEdit(panel: Panel, id: string, key: string, word: string): Promise<void> {
  await panel.open(id, 'User data');
  await panel.valueCell(key).dblclick();
  await panel.window.type(word);
  await panel.window.press('Enter');
  await expect(panel.button('Apply')).toContainText('1');
}

/** Leaves the word in the filter of messages and a saved one, then in a draft, a saved call and one that was sent. */
export async function leaveFiltersAndCalls(panel: Panel, word: string): Promise<void> {
  const messages = await Messages.open(panel);
  await messages.filter(word);
  await messages.rows.first().click();
  await panel.button('Saved filters').click();
  const saved = panel.frame.getByRole('region', { name: 'Saved filters', exact: true });
  await saved.getByRole('textbox', { name: 'Name' }).fill(word);
  await saved.getByRole('button', { name: 'Save this filter', exact: true }).click();
  await expect(saved.getByRole('button', { name: `Delete the saved filter ${word}`, exact: true })).toBeVisible();

  const compose = new Compose(panel);
  await compose.show();
  await compose.choose('agent.setState');
  await compose.field('operationName').fill(word);
  await compose.field('Name for this call').fill(word);
  await panel.button('Save').click();
  await expect(compose.saved).toContainText(`Saved as “${word}”.`);
  await compose.send.click();
  await expect(compose.history).toContainText('agent.setState');
}
