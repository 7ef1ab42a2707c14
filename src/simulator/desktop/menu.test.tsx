// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { Menu } from './menu.tsx';
import { Popover } from './popover.tsx';
import { allByRole, byRole, pressKey, useRoot } from './testdata/page.ts';

const root = useRoot();

const press = (key: string) => act(() => pressKey(key));
const focused = () => document.activeElement?.textContent;

function drawMenu() {
  const picked = vi.fn();
  const entry = (name: string) => ({ name, pick: () => picked(name) });
  const groups = [
    { heading: null, entries: [entry('Workitem'), entry('Call preview')] },
    { heading: 'More of it', entries: [entry('Outbound call')] },
  ];
  act(() => render(<Menu name="More…" groups={groups} />, root()));
  return { picked, button: byRole(root(), 'button', 'More…') };
}

it('keeps its entries out of the page until it is opened', () => {
  const { button } = drawMenu();
  expect(root().textContent).toBe('More…');
  expect(button.getAttribute('aria-expanded')).toBe('false');
  act(() => button.click());
  expect(button.getAttribute('aria-expanded')).toBe('true');
  expect(focused()).toBe('Workitem');
});

it('is moved as far as it would stick out of a narrow window', () => {
  const { button } = drawMenu();
  const box = vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(-12, 0, 200, 100));
  act(() => button.click());
  box.mockRestore();
  expect(allByRole(root(), 'menu').map(({ style }) => style.translate)).toEqual(['16px']);
});

it('goes round by arrow keys, to the ends and by a first letter', () => {
  const { button } = drawMenu();
  act(() => pressKey('ArrowDown', button));
  const steps = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'c', 'x'].map((key) => {
    press(key);
    return focused();
  });
  expect(steps).toEqual([
    'Call preview',
    'Outbound call',
    'Workitem',
    'Outbound call',
    'Workitem',
    'Outbound call',
    'Call preview',
    'Call preview',
  ]);
});

it('closes by Escape and by a pick, and gives the focus back to its button', () => {
  const { button, picked } = drawMenu();
  act(() => button.click());
  press('Escape');
  expect([allByRole(root(), 'menu'), document.activeElement]).toEqual([[], button]);
  expect(picked).not.toHaveBeenCalled();
  act(() => button.click());
  act(() => byRole(root(), 'menuitem', 'Outbound call').click());
  expect(picked).toHaveBeenCalledExactlyOnceWith('Outbound call');
  expect([allByRole(root(), 'menu'), document.activeElement]).toEqual([[], button]);
});

it('closes where somebody presses elsewhere, or a client frame takes the focus', () => {
  const { button } = drawMenu();
  act(() => button.click());
  act(() => void document.body.dispatchEvent(new Event('pointerdown', { bubbles: true })));
  expect(allByRole(root(), 'menu')).toEqual([]);
  act(() => button.click());
  act(() => void window.dispatchEvent(new Event('blur')));
  expect(allByRole(root(), 'menu')).toEqual([]);
});

it('a form behind a button takes the focus, and Escape in it closes it', () => {
  act(() =>
    render(
      <Popover name="To: any colleague" label="Whom">
        {() => <input aria-label="Destination" />}
      </Popover>,
      root(),
    ),
  );
  const button = byRole(root(), 'button', 'To: any colleague');
  act(() => button.click());
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Destination');
  press('Escape');
  expect([allByRole(root(), 'dialog'), document.activeElement]).toEqual([[], button]);
});
