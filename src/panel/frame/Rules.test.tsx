// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import type { Layers } from '../../link/rules.ts';
import { PanelProvider } from '../stores/panel.ts';
import { startPanel } from '../stores/start.ts';
import { FakeTab } from '../stores/testdata/tab.ts';
import { useStage } from '../testdata/stage.ts';
import { RulesPart } from './Rules.tsx';

const stage = useStage();

async function draw(given: Layers) {
  const { road, soon } = new FakeTab();
  const storage = { get: async () => ({}), set: async () => {} };
  const around = { road, storage, onNavigated() {}, reload() {}, soon, copy() {} };
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
  const leave = () => act(() => void area.dispatchEvent(new Event('change', { bubbles: true })));
  return { box, area, type, leave, change };
}

test('writing can be switched off, and origins listed; what was saved needs a reload, and says so', async () => {
  const { box, area, type, leave, change } = await draw([{}, { allowedOrigins: ['https://a.example'] }]);
  expect([box.checked, area.value]).toEqual([true, 'https://a.example']);
  act(() => box.click());
  expect(change).toHaveBeenLastCalledWith({ allowedOrigins: ['https://a.example'], writing: false });
  type('https://*.b.example');
  leave();
  expect(change).toHaveBeenLastCalledWith({ allowedOrigins: ['https://*.b.example'], writing: true });
  expect(stage.root.textContent).toContain(english.rules_changed.message);
});

test('what is no origin is named and not saved, and nothing typed is lost', async () => {
  const { area, type, leave, change } = await draw([{}, {}]);
  type('https://a.example nonsense');
  leave();
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
