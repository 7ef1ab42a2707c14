// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { FakeTab } from '../stores/testdata/tab.ts';
import { showPanel } from '../testdata/frame.tsx';
import { useStage } from '../testdata/stage.ts';

const stage = useStage();
afterEach(() => void vi.restoreAllMocks());

const find = (selector: string) => stage.root.querySelector<HTMLElement>(selector);
const more = () => find('[aria-controls=tools]');

/** The panel; from the client picker on, the tools stand on a second line. */
async function showWrapped() {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(26);
  vi.spyOn(HTMLElement.prototype, 'offsetTop', 'get').mockImplementation(function (this: HTMLElement) {
    const picker = this.parentElement?.querySelector('.client-picker') ?? null;
    const isAfter = picker !== null && (picker.compareDocumentPosition(this) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
    return isAfter ? 26 : 0;
  });
  await showPanel(stage, new FakeTab());
}

test('has no button for more where all tools are on one line', async () => {
  await showPanel(stage, new FakeTab());
  expect(find('.tools')).not.toBeNull();
  expect(more()).toBeNull();
});

test('shows what does not fit when asked for, and hides it again, by button and by Escape', async () => {
  await showWrapped();
  const isOpen = () => [more()?.getAttribute('aria-expanded'), find('.tools')?.dataset.open];
  expect(isOpen()).toEqual(['false', undefined]);
  act(() => more()?.click());
  expect(isOpen()).toEqual(['true', 'true']);
  act(() => more()?.click());
  expect(isOpen()).toEqual(['false', undefined]);
  act(() => more()?.click());
  const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  act(() => void more()?.dispatchEvent(event));
  expect([event.defaultPrevented, ...isOpen()]).toEqual([true, 'false', undefined]);
});

test('shows it when the focus comes to one of those tools', async () => {
  await showWrapped();
  act(() => find('.record')?.focus());
  expect(find('.tools')?.dataset.open).toBeUndefined();
  const load = [...stage.root.querySelectorAll('button')].find(
    ({ textContent }) => textContent === 'Load interactions',
  );
  act(() => load?.focus());
  expect(find('.tools')?.dataset.open).toBe('true');
});
