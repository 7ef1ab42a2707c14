// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { type ComponentChildren, render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { type AllStores, PanelProvider } from '../shell/PanelProvider.tsx';
import { startPanel } from '../shell/start.ts';
import { createFailures } from '../stores/failures.ts';
import { FakeTab } from '../stores/testdata/tab.ts';
import { useStage } from '../testdata/stage.ts';
import { lazyView } from '../ui/lazy-view.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';

const stage = useStage();

async function start(): Promise<AllStores> {
  const { transport, soon } = new FakeTab();
  const storage = { get: async () => ({}), set: async () => {} };
  const around = {
    transport,
    storage,
    onNavigated() {},
    reload() {},
    soon,
    copy() {},
    failures: createFailures(() => 7),
  };
  return startPanel(around, stage.signal);
}

function draw(stores: AllStores, children: ComponentChildren): void {
  act(() => render(<PanelProvider value={stores}>{children}</PanelProvider>, stage.root));
}

const button = (name: string) =>
  [...stage.root.querySelectorAll('button')].find(({ textContent }) => textContent === name);

/** Waits for what is loaded, and for the redrawing that follows. */
const appear = (name: string) => vi.waitFor(() => button(name) ?? expect.fail(`no ${name}`));

test('a part that throws is replaced by words, the rest lives, and it can be shown again', async () => {
  const stores = await start();
  const isBroken = signal(false);
  const Part = () => {
    if (isBroken.value) throw new TypeError('Maria is undefined');
    return <button type="button">within</button>;
  };
  draw(
    stores,
    <>
      <div id="place">
        <ErrorBoundary where="details">
          <Part />
        </ErrorBoundary>
      </div>
      <button type="button">beside</button>
    </>,
  );
  button('within')?.focus();
  act(() => {
    isBroken.value = true;
  });
  const again = await appear('Show again');
  expect(button('beside')).toBeDefined();
  expect(stage.root.textContent).not.toContain('Maria');
  // The focus was in what is gone; it is moved once what is new is drawn.
  await vi.waitFor(() => expect(document.activeElement).toBe(again));
  await vi.waitFor(() => expect(stores.failures.list.value).toMatchObject([{ where: 'details', name: 'TypeError' }]));

  act(() => again.click());
  await vi.waitFor(() => expect(stores.failures.list.value).toMatchObject([{ count: 2 }]));
  isBroken.value = false;
  act(() => button('Show again')?.click());
  const within = await appear('within');
  await vi.waitFor(() => expect(document.activeElement).toBe(within));
});

test('the focus stays where it is if it was elsewhere; what can be taken away has a way out', async () => {
  const stores = await start();
  const isBroken = signal(false);
  const close = vi.fn();
  const Part = () => {
    if (isBroken.value) throw new Error('broken');
    return <p>within</p>;
  };
  draw(
    stores,
    <>
      <ErrorBoundary where="sheet keys" onClose={close}>
        <Part />
      </ErrorBoundary>
      <button type="button">beside</button>
    </>,
  );
  button('beside')?.focus();
  act(() => {
    isBroken.value = true;
  });
  (await appear('Close')).click();
  expect(close).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(button('beside'));
});

test('a part that cannot be loaded fails within its border, and is loaded again on the user’s word', async () => {
  const stores = await start();
  const Loaded = () => <p>loaded</p>;
  const load = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue(Loaded);
  const Part = lazyView(load, () => <p>waiting</p>);
  draw(
    stores,
    <ErrorBoundary where="view compose">
      <Part />
    </ErrorBoundary>,
  );
  expect(stage.root.textContent).toBe('waiting');
  const again = await appear('Show again');
  await vi.waitFor(() =>
    expect(stores.failures.list.value).toMatchObject([{ where: 'view compose', name: 'TypeError' }]),
  );
  act(() => again.click());
  await vi.waitFor(() => expect(stage.root.textContent).toBe('loaded'));
  expect(load).toHaveBeenCalledTimes(2);
});
