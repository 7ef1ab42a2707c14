/** The settings drawer: every choice of the simulator, changed while it runs. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { isSettingName, SETTING_GROUPS, type Settings } from '../../core/settings/settings.ts';
import type { SettingsResult } from '../../core/settings/settings-patch.ts';
import { Sign } from '../icons.tsx';
import { type AnswerForms, Answers } from './answers.tsx';
import { changesOf, isDefault, isFound } from './changes.ts';
import { DrawerTools } from './drawer-tools.tsx';
import { Library } from './library.tsx';
import { SettingRow, sourceWords } from './setting-row.tsx';

/** What the drawer is given. */
export interface DrawerProps {
  readonly settings: Settings;
  readonly configure: (patch: unknown) => SettingsResult;
  readonly forms: AnswerForms;
  /** Address of this page. */
  readonly address: string;
  readonly copy: (text: string) => Promise<void>;
  /** Saves a text as a file. */
  readonly save: (name: string, text: string) => void;
  readonly close: () => void;
}

/** The drawer. */
export function Drawer({ settings, configure, forms, address, copy, save, close }: DrawerProps) {
  const filter = useSignal('');
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => search.current?.focus(), []);
  const changes = changesOf(settings);
  const count = Object.keys(changes).length;
  const groups = SETTING_GROUPS.map(({ title, words, settings: all }) => ({
    title,
    words,
    rows: Object.entries(all).filter(([name, one]) =>
      isFound(filter.value, [name, one.words, one.source, sourceWords(one.source), title]),
    ),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <dialog
      class="drawer"
      open
      aria-label="Settings"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <div class="drawer-head">
        <h2>Settings</h2>
        <span class={count === 0 ? 'quiet' : 'mark'}>{count === 0 ? 'all at their defaults' : `${count} changed`}</span>
        <span class="space" />
        <button type="button" aria-label="Close settings" class="bare" onClick={close}>
          <Sign of="close" />
        </button>
      </div>
      <DrawerTools changes={changes} configure={configure} address={address} copy={copy} save={save}>
        <input
          type="search"
          ref={search}
          aria-label="Filter the settings"
          placeholder="Filter: timeout, quarantine, not documented…"
          value={filter.value}
          onInput={(event) => (filter.value = event.currentTarget.value)}
        />
      </DrawerTools>
      <div class="drawer-body">
        {groups.map(({ title, words, rows }) => (
          <section key={title} class="setting-group" aria-label={title}>
            <h3>{title}</h3>
            <p class="quiet">{words}</p>
            <ul>
              {rows.map(([name, setting]) =>
                isSettingName(name) ? (
                  <SettingRow
                    key={name}
                    name={name}
                    setting={setting}
                    value={settings[name]}
                    changed={!isDefault(name, settings[name])}
                    configure={configure}
                  />
                ) : null,
              )}
            </ul>
          </section>
        ))}
        <Answers forms={forms} filter={filter.value} />
        <Library address={address} filter={filter.value} copy={copy} />
        {groups.length === 0 ? <p class="quiet">No setting has “{filter.value}” in its name or words.</p> : null}
      </div>
    </dialog>
  );
}
