// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "enableIframePageLoading": true } }
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import type { Dialog, Toast } from '../core/shell/shell-types.ts';
import { createHarness } from '../core/testdata/harness.ts';
import { PageDialogs } from './page-dialogs.tsx';
import { cssValue, iconAddress } from './shell-safe.ts';
import { allByRole, byRole, useRoot } from './testdata/page.ts';
import { Toasts } from './toasts.tsx';

const root = useRoot();

const TOAST: Toast = {
  id: 'wweCustomToast0',
  frame: 'frame-0',
  title: '<b>Order</b>',
  subject: 'Order 17',
  message: 'It is late.',
  iconUrl: 'https://page.example/icon.png',
  keyValues: [['Order', '17']],
  buttons: ['Open', 'Later'],
  width: 400,
  sendToMyMessage: true,
};
const DIALOG: Dialog = { id: 'wweCustomDialog1', url: 'about:blank', label: 'Survey', width: '40%', height: 'red' };

it('shows a toast as text, and tells WWE which of its buttons was pressed', () => {
  const { wwe } = createHarness();
  const pressToast = vi.spyOn(wwe, 'pressToast');
  act(() => render(<Toasts toasts={[TOAST]} wwe={wwe} />, root()));
  expect(root().querySelector('b')).toBeNull();
  expect(byRole(root(), 'article', '<b>Order</b>').style.width).toBe('400px');
  expect(root().querySelector('img')?.getAttribute('referrerpolicy')).toBe('no-referrer');
  act(() => byRole(root(), 'button', 'Later').click());
  act(() => byRole(root(), 'button', 'Close toast wweCustomToast0').click());
  expect(pressToast.mock.calls).toEqual([
    ['wweCustomToast0', 'Later'],
    ['wweCustomToast0', null],
  ]);
});

it('takes pictures from the web or from themselves only', () => {
  expect(iconAddress('https://page.example/a.png')).toBe('https://page.example/a.png');
  expect(iconAddress('data:image/png;base64,AAAA')).toBe('data:image/png;base64,AAAA');
  const refused = ['javascript:alert(1)', 'data:text/html,<b>', 'file:///etc/passwd', 'icon.png', '', null];
  expect(refused.map(iconAddress)).toEqual(refused.map(() => null));
});

it('takes a colour or a length only if the browser does, and none that refers elsewhere', () => {
  const supports = vi.fn((_: string, value: string) => value !== 'nonsense');
  expect(cssValue('color', 'red', supports)).toBe('red');
  expect(cssValue('color', 'nonsense', supports)).toBeUndefined();
  expect(cssValue('background-color', 'url(https://page.example)', supports)).toBeUndefined();
  expect(cssValue('width', 'var(--a)', supports)).toBeUndefined();
  expect(cssValue('width', null, supports)).toBeUndefined();
});

it('makes the page in a dialog known as a client, and forgets it when the dialog closes', () => {
  const { wwe } = createHarness();
  const closeDialog = vi.spyOn(wwe, 'closeDialog');
  const clients = { dialogMounted: vi.fn(), dialogLoaded: vi.fn(), dialogGone: vi.fn() };
  const supports = (_: string, value: string) => value !== 'red';
  const draw = (dialogs: readonly Dialog[]) =>
    act(() => render(<PageDialogs dialogs={dialogs} wwe={wwe} clients={clients} supports={supports} />, root()));
  draw([DIALOG]);
  const dialog = byRole(root(), 'dialog', 'Survey');
  expect([dialog.style.width, dialog.style.height]).toEqual(['40%', '']);
  expect(clients.dialogMounted).toHaveBeenCalledExactlyOnceWith(
    'wweCustomDialog1',
    'about:blank',
    dialog.querySelector('iframe'),
  );
  act(() => byRole(root(), 'button', 'Close dialog wweCustomDialog1').click());
  expect(closeDialog).toHaveBeenCalledExactlyOnceWith('wweCustomDialog1');
  draw([]);
  expect(clients.dialogGone).toHaveBeenCalledExactlyOnceWith('wweCustomDialog1');
  expect(allByRole(root(), 'dialog')).toEqual([]);
});
