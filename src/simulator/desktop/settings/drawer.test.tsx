// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, SETTINGS, type Settings } from '../../core/settings/settings.ts';
import { applySettings } from '../../core/settings/settings-patch.ts';
import { allByLabel, byLabel, byRole, pressKey, type, useRoot } from '../testdata/page.ts';
import { Drawer } from './drawer.tsx';
import { loadText } from './drawer-tools.tsx';

const root = useRoot();
let settings: Settings;
const copy = vi.fn(async (_text: string) => {});
const save = vi.fn();
const close = vi.fn();
const FORMS = {
  'agent.get': { sure: 'documented', form: 'The agent.' },
  'media.getMediaList': { sure: 'inferred', form: 'A list of media.' },
  'system.popupToast': { sure: 'unknown', form: 'The toast’s id.' },
} as const;

beforeEach(() => {
  settings = DEFAULT_SETTINGS;
  vi.clearAllMocks();
  draw();
});

function configure(patch: unknown) {
  const result = applySettings(settings, patch);
  if (result.ok) settings = result.settings;
  return result;
}
function draw(): void {
  act(() =>
    render(
      <Drawer
        settings={settings}
        configure={configure}
        forms={FORMS}
        address="http://localhost:4600/?scene=lively&settings=%7B%7D"
        copy={copy}
        save={save}
        close={close}
      />,
      root(),
    ),
  );
}
const field = (name: string) => byLabel(root(), name);
function fill(name: string, value: string): void {
  act(() => type(field(name), value, true));
  draw();
}
const button = (name: string) => byRole(root(), 'button', name);
const press = (name: string): void => {
  act(() => button(name).click());
  draw();
};
const rowOf = (name: string) => root().querySelector(`[data-setting="${name}"]`)?.textContent;

it('has a control for every setting, and begins with nothing changed', () => {
  for (const name of Object.keys(SETTINGS)) {
    const found = allByLabel(root(), name)[0] ?? root().querySelector(`[aria-label^="${name}: "]`);
    expect(found ?? null, name).not.toBeNull();
  }
  expect(root().textContent).toContain('all at their defaults');
  expect(document.activeElement).toBe(byLabel(root(), 'Filter the settings'));
});

it('lays each kind of setting over the others as it is changed, and counts what is', () => {
  fill('deliveries', 'double');
  act(() => byLabel(root(), 'markDoneOnRelease').click());
  fill('latencyMs', '250');
  fill('acceptedOrigins', 'https://page.example');
  fill('silentServices', '["agent.get"]');
  fill('eventTypes: held', 'ON_HOLD');
  expect(settings).toEqual({
    ...DEFAULT_SETTINGS,
    deliveries: 'double',
    markDoneOnRelease: true,
    latencyMs: 250,
    acceptedOrigins: 'https://page.example',
    silentServices: ['agent.get'],
    eventTypes: { ...DEFAULT_SETTINGS.eventTypes, held: 'ON_HOLD' },
  });
  expect(root().textContent).toContain('6 changed');
  expect(rowOf('latencyMs')).toContain('Default: 0 ms');
});

it('refuses what is wrong in words, keeps what was typed, and takes it once it is mended', () => {
  fill('latencyMs', 'soon');
  expect(rowOf('latencyMs')).toContain('This must be a number.');
  fill('lossPercent', '200');
  expect(rowOf('lossPercent')).toContain('must be a number from 0 to 100');
  fill('silentServices', '["agent.get"');
  expect(rowOf('silentServices')).toContain('This is not JSON');
  expect([field('latencyMs').value, field('lossPercent').value, field('silentServices').value]).toEqual([
    'soon',
    '200',
    '["agent.get"',
  ]);
  expect(field('lossPercent').getAttribute('aria-invalid')).toBe('true');
  expect(settings).toEqual(DEFAULT_SETTINGS);
  fill('lossPercent', '20');
  expect(settings.lossPercent).toBe(20);
  expect(rowOf('lossPercent')).not.toContain('must be');
  press('Reset latencyMs');
  expect(field('latencyMs').value).toBe('0');
});

it('goes back to the default, for one setting and for all', () => {
  fill('deliveries', 'double');
  fill('latencyMs', '5');
  press('Reset deliveries');
  expect(settings.deliveries).toBe('single');
  expect(root().textContent).toContain('1 changed');
  press('Reset all');
  expect(settings).toEqual(DEFAULT_SETTINGS);
});

it('finds settings and answers by what is typed', () => {
  act(() => type(field('Filter the settings'), 'quarantine'));
  const names = [...root().querySelectorAll('[data-setting]')].map((row) => row.getAttribute('data-setting'));
  expect(names).toContain('quarantineMs');
  expect(names).not.toContain('deliveries');
  act(() => type(field('Filter the settings'), 'toast’s id'));
  expect(root().querySelector('.answers')?.textContent).toBe('popupToastunknownThe toast’s id.');
});

it('lists the answers whose form no source tells, by namespace', () => {
  const list = byRole(root(), 'region', 'Answers whose form is unknown');
  expect([...list.querySelectorAll('h4')].map(({ textContent }) => textContent)).toEqual(['media', 'system']);
  expect(list.textContent).not.toContain('The agent.');
});

it('copies and saves what differs from the defaults', async () => {
  fill('latencyMs', '5');
  press('Copy as JSON');
  press('Copy address');
  press('Save file');
  expect(copy.mock.calls.map(([text]) => text)).toEqual([
    '{\n  "latencyMs": 5\n}',
    'http://localhost:4600/?scene=lively&settings=%7B%22latencyMs%22%3A5%7D',
  ]);
  expect(save).toHaveBeenCalledExactlyOnceWith('wwe-settings.json', '{\n  "latencyMs": 5\n}\n');
  await vi.waitFor(() => expect(root().textContent).toContain('The address is copied.'));
});

it('loads a file over the defaults, or says what is wrong with it and changes nothing', () => {
  fill('latencyMs', '5');
  expect(loadText('{"deliveries": "double"}', configure)).toBeNull();
  expect(settings).toEqual({ ...DEFAULT_SETTINGS, deliveries: 'double' });
  expect(loadText('{"delivery": "double"}', configure)).toContain('There is no setting "delivery"');
  expect(loadText('{', configure)).toContain('This is not JSON');
  expect(settings.deliveries).toBe('double');
});

it('closes by Escape', () => {
  act(() => pressKey('Escape', field('Filter the settings')));
  expect(close).toHaveBeenCalledOnce();
});

it('says where a page of one’s own finds the client library, found by its name too', async () => {
  const line = '<script src="http://localhost:4600/client/service-client.js"></script>';
  expect(root().textContent).toContain(line);
  press('Copy the line for the client library');
  await vi.waitFor(() => expect(root().textContent).toContain('Copied.'));
  expect(copy).toHaveBeenCalledWith(line);
  fill('Filter the settings', 'quarantine');
  expect(root().textContent).not.toContain(line);
  fill('Filter the settings', 'client library');
  expect(root().textContent).toContain(line);
});

it('says in words where a question comes from, and finds settings by these words', () => {
  const sourceOf = (name: string) => root().querySelector<HTMLElement>(`[data-setting="${name}"] .source`);
  expect(sourceOf('frameAnnounce')?.textContent).toBe('not documented: frame id');
  expect(sourceOf('frameAnnounce')?.title).toBe(
    'Where the question comes from: docs/protocol.md#unknown-frame-id, docs/protocol.md#simulator-frame-id',
  );
  expect(sourceOf('silentServices')?.textContent).toBe('simulator: faults');
  expect(sourceOf('originDenied')?.textContent).toBe('not documented: error answers');
  expect(sourceOf('rateLimit')?.textContent).toBe('protocol: rate limit and quarantine');
  act(() => type(byLabel(root(), 'Filter the settings'), 'not documented: frame', false));
  expect([...root().querySelectorAll<HTMLElement>('[data-setting]')].map((row) => row.dataset.setting)).toEqual([
    'frameAnnounce',
    'frameAnnounceWhen',
  ]);
});
