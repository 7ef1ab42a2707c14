/** Which settings differ from their defaults, and the ways to hand them on. */
import {
  DEFAULT_SETTINGS,
  isSettingName,
  SETTINGS,
  type SettingName,
  type Settings,
} from '../../core/settings/settings.ts';

/** Whether a value is the setting's default. */
export function isDefault(name: SettingName, value: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(DEFAULT_SETTINGS[name]);
}

/** The settings that are not at their default, by name: what a file or an address carries. */
export function changesOf(settings: Settings): Readonly<Record<string, unknown>> {
  const names = Object.keys(SETTINGS).filter(isSettingName);
  return Object.fromEntries(
    names.filter((name) => !isDefault(name, settings[name])).map((name) => [name, settings[name]]),
  );
}

/** This page's address with the changes in `settings`; nothing else of it changes. */
export function addressWith(address: string, changes: Readonly<Record<string, unknown>>): string {
  const url = new URL(address);
  if (Object.keys(changes).length === 0) url.searchParams.delete('settings');
  else url.searchParams.set('settings', JSON.stringify(changes));
  return url.href;
}

/** Whether one of the texts holds what was typed. */
export function isFound(filter: string, texts: readonly string[]): boolean {
  const wanted = filter.trim().toLowerCase();
  return wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted));
}
