/** What can be done with all settings at once: copy, save, load, reset. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { DEFAULT_SETTINGS } from '../../core/settings/settings.ts';
import { applySettings, type SettingsResult } from '../../core/settings/settings-patch.ts';
import { readJson } from '../json-text.ts';
import { addressWith } from './changes.ts';

/** The tools; `children` stand before them. */
export function DrawerTools({
  changes,
  configure,
  address,
  copy,
  save,
  children,
}: {
  changes: Readonly<Record<string, unknown>>;
  configure: (patch: unknown) => SettingsResult;
  address: string;
  copy: (text: string) => Promise<void>;
  save: (name: string, text: string) => void;
  children: ComponentChildren;
}) {
  const note = useSignal({ words: '', wrong: false });
  const say = (words: string, wrong = false): void => {
    note.value = { words, wrong };
  };
  const json = JSON.stringify(changes, null, 2);
  const copied = (what: string, text: string): void => {
    copy(text).then(
      () => say(`${what} is copied.`),
      (error: unknown) => say(`Could not copy: ${error instanceof Error ? error.message : String(error)}`, true),
    );
  };
  const load = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const problems = loadText(await file.text(), configure);
    if (problems === null) say(`${file.name} is loaded.`);
    else say(`${file.name}: ${problems}`, true);
  };
  return (
    <div class="drawer-tools">
      {children}
      <button type="button" onClick={() => copied('JSON', json)}>
        Copy as JSON
      </button>
      <button type="button" onClick={() => copied('The address', addressWith(address, changes))}>
        Copy address
      </button>
      <button type="button" onClick={() => save('wwe-settings.json', `${json}\n`)}>
        Save file
      </button>
      <label class="file">
        Load file
        <input
          type="file"
          class="visually-hidden"
          accept=".json,application/json"
          onChange={({ currentTarget }) => {
            void load(currentTarget.files?.[0]);
          }}
        />
      </label>
      <button type="button" disabled={json === '{}'} onClick={() => configure(DEFAULT_SETTINGS)}>
        Reset all
      </button>
      <p class={note.value.wrong ? 'wrong' : 'quiet'} role="status">
        {note.value.words}
      </p>
    </div>
  );
}

/** Lays a file's text over the defaults, of which a file tells the differences. The problems in words, or null. */
export function loadText(text: string, configure: (patch: unknown) => SettingsResult): string | null {
  const reading = readJson(text);
  if (!reading.ok) return reading.why;
  const result = applySettings(DEFAULT_SETTINGS, reading.value);
  const laid = result.ok ? configure(result.settings) : result;
  return laid.ok ? null : laid.problems.join(' ');
}
