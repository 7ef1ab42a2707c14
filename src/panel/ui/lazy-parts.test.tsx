// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { lazyModule } from './lazy-module.ts';
import { loadPartsAhead } from './lazy-parts.ts';
import { lazyView, nothing } from './lazy-view.tsx';

const root = document.createElement('div');
const idle = async () => {};

test('what was loaded ahead is drawn at once when it is first shown; and what it brings along is loaded too', async () => {
  const inner = vi.fn(async () => () => <i>inner</i>);
  const outer = vi.fn(async () => {
    lazyView(inner, nothing);
    return () => <b>outer</b>;
  });
  const Outer = lazyView(outer, nothing);
  await loadPartsAhead(idle, new AbortController().signal);
  expect([outer, inner].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  act(() => render(<Outer />, root));
  expect(root.textContent).toBe('outer');
  expect(outer).toHaveBeenCalledTimes(1);
});

test('what could not be loaded ahead is tried again by whoever shows it, and the others are loaded all the same', async () => {
  const load = vi.fn(async () => () => <b>there</b>).mockRejectedValueOnce(new Error('gone'));
  const View = lazyView(load, () => <>waits</>);
  const other = lazyModule(vi.fn(async () => 1).mockRejectedValueOnce(new Error('gone')));
  const last = vi.fn(async () => () => <b>last</b>);
  lazyView(last, nothing);
  await loadPartsAhead(idle, new AbortController().signal);
  expect(last).toHaveBeenCalledTimes(1);
  await act(async () => render(<View />, root));
  await vi.waitFor(() => expect(root.textContent).toBe('there'));
  other.load();
  await vi.waitFor(() => expect(other.module.value).toBe(1));
});

test('nothing is loaded ahead once the panel is closed, and nothing twice', async () => {
  const load = vi.fn(async () => () => <b>shown</b>);
  const View = lazyView(load, nothing);
  await act(async () => render(<View />, root));
  const never = vi.fn(async () => () => <b>never</b>);
  lazyView(never, nothing);
  const closed = new AbortController();
  await loadPartsAhead(async () => {
    if (load.mock.calls.length === 1 && never.mock.calls.length === 0) closed.abort();
  }, closed.signal);
  expect(never).not.toHaveBeenCalled();
  await loadPartsAhead(idle, new AbortController().signal);
  expect(load).toHaveBeenCalledTimes(1);
});
