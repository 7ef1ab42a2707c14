import { expect, test, vi } from 'vitest';
import { watchTab } from '../../stores/testdata/commands.ts';
import { chat } from '../../stores/testdata/tab.ts';
import { lineItems } from './line-items.ts';

test('the menu of an interaction copies its report, that of several has none', async () => {
  const { tab, watching, session, abort } = watchTab();
  const page = tab.open('page');
  page.event(1_000, chat('7'));
  page.event(1_100, chat('8'));
  watching.hello();
  await tab.flow();
  const [one = expect.fail(), other = expect.fail()] = session.interactions();
  const onReport = vi.fn();
  const parts = { stores: Object(null), onFold() {}, onCopy() {}, onReport };
  const line = Object({ is: 'interaction', id: one.key, one });
  const find = (items: ReturnType<typeof lineItems>) => items.find(({ id }) => id === 'copy report');
  find(lineItems(line, [one], parts))?.run();
  expect(onReport).toHaveBeenCalledExactlyOnceWith(one);
  expect(find(lineItems(line, [one, other], parts))).toBeUndefined();
  abort.abort();
});
