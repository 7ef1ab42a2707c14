import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { watchTab } from '../../stores/testdata/commands.ts';
import { chat } from '../../stores/testdata/tab.ts';
import { lineItems } from './line-items.ts';

/** Two interactions of a session, which lives until `abort`. */
async function twoChats() {
  const { tab, watching, session, abort } = watchTab();
  const page = tab.open('page');
  page.event(1_000, chat('7'));
  page.event(1_100, chat('8'));
  watching.hello();
  await tab.flow();
  const [one = expect.fail(), other = expect.fail()] = session.interactions();
  return { one, other, abort };
}

test('the menu of an interaction copies its report, that of several has none', async () => {
  const { one, other, abort } = await twoChats();
  const onReport = vi.fn();
  const parts = { stores: Object({ compareWith: signal(null) }), onFold() {}, onCopy() {}, onReport };
  const line = Object({ is: 'interaction', id: one.key, one });
  const find = (items: ReturnType<typeof lineItems>) => items.find(({ id }) => id === 'copy report');
  find(lineItems(line, [one], parts))?.run();
  expect(onReport).toHaveBeenCalledExactlyOnceWith(one);
  expect(find(lineItems(line, [one, other], parts))).toBeUndefined();
  abort.abort();
});

test('the menu of two selected interactions compares them, the first seen on the left; that of one does not', async () => {
  const { one, other, abort } = await twoChats();
  const stores = Object({
    selected: { value: one.key },
    comparedInteractions: { value: null },
    compareWith: signal(null),
  });
  const parts = { stores, onFold() {}, onCopy() {}, onReport() {} };
  const line = Object({ is: 'interaction', id: one.key, one });
  const find = (items: ReturnType<typeof lineItems>) => items.find(({ id }) => id === 'compare');
  expect(find(lineItems(line, [one], parts))).toBeUndefined();
  find(lineItems(line, [other, one], parts))?.run();
  const [first, second] = [one, other].sort((a, b) => a.firstSeen - b.firstSeen);
  expect(stores.comparedInteractions.value).toMatchObject([{ key: first?.key }, { key: second?.key }]);
  expect(stores.selected.value).toBeNull();
  abort.abort();
});
