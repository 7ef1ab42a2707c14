// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import type { Layers } from '../../transport/rules.ts';
import { FakeTab } from '../stores/testdata/tab.ts';
import { useStage } from '../testdata/stage.ts';
import { PanelProvider } from './PanelProvider.tsx';
import { RulesPart } from './Rules.tsx';
import { startPanel } from './start.ts';

const stage = useStage();

async function draw(given: Layers) {
  const { transport, soon } = new FakeTab();
  const storage = { get: async () => ({}), set: async () => {} };
  const around = { transport, storage, onNavigated() {}, reload() {}, soon, copy() {} };
  const change = vi.fn(async () => {});
  const stores = {
    ...(await startPanel(around, stage.signal)),
    rules: { layers: signal<Layers | null>(given), change },
  };
  act(() =>
    render(
      <PanelProvider value={stores}>
        <RulesPart />
      </PanelProvider>,
      stage.root,
    ),
  );
  const box = stage.root.querySelector<HTMLInputElement>('input[type=checkbox]');
  const area = stage.root.querySelector<HTMLTextAreaElement>('textarea');
  if (!box || !area) throw new Error('The fields are missing.');
  const type = (text: string) =>
    act(() => {
      area.value = text;
      area.dispatchEvent(new Event('input', { bubbles: true }));
    });
  const leave = () => act(async () => void area.dispatchEvent(new Event('change', { bubbles: true })));
  return { box, area, type, leave, change, failures: stores.failures };
}

test('origins can be listed; a page that went quiet needs a reload then, and it says so', async () => {
  const { area, type, leave, change } = await draw([{}, { allowedOrigins: ['https://a.example'] }]);
  expect(area.value).toBe('https://a.example');
  type('https://*.b.example');
  await leave();
  expect(change).toHaveBeenLastCalledWith({ allowedOrigins: ['https://*.b.example'] });
  expect(stage.root.textContent).toContain(english.rules_changed.message);
});

test('writing can be switched off, whatever stands in the field beside, and needs no reload', async () => {
  const { box, area, type, change } = await draw([{}, {}]);
  expect(box.checked).toBe(true);
  type('nonsense');
  await act(() => box.click());
  expect(change).toHaveBeenLastCalledWith({ writing: false });
  expect(area.value).toBe('nonsense');
  expect(stage.root.textContent).not.toContain(english.rules_changed.message);
});

test('what could not be saved is reported, and not called saved', async () => {
  const { type, leave, change, failures } = await draw([{}, {}]);
  change.mockRejectedValueOnce(new Error('Full'));
  type('https://a.example');
  await leave();
  await vi.waitFor(() => expect(failures.list.value).toMatchObject([{ where: 'storage' }]));
  expect(stage.root.textContent).not.toContain(english.rules_changed.message);
});

test('nothing can be set while the rules cannot be read', async () => {
  await expect(draw([{}, null])).rejects.toThrow('The fields are missing.');
  expect(stage.root.textContent).toContain(english.rules_unreadable.message);
});

test('what is no origin is named and not saved, and nothing typed is lost', async () => {
  const { area, type, leave, change } = await draw([{}, {}]);
  type('https://a.example nonsense');
  await leave();
  expect([change.mock.calls, area.value, area.getAttribute('aria-invalid')]).toEqual([
    [],
    'https://a.example nonsense',
    'true',
  ]);
  expect(stage.root.querySelector('[role=alert]')?.textContent).toContain('“nonsense”');
});

test('what the organisation fixed is said, and cannot be switched on', async () => {
  const { box } = await draw([{ writing: false, keeping: false, allowedOrigins: ['https://x.example'] }, {}]);
  expect([box.disabled, box.checked]).toEqual([true, false]);
  for (const text of [english.rules_writing_fixed.message, english.rules_keeping_fixed.message, 'https://x.example'])
    expect(stage.root.textContent).toContain(text);
});
