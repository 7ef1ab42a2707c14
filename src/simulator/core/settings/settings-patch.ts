/** Reading settings that a person or a test wrote, and laying them over what stands. */
import * as v from 'valibot';
import { isRecord } from './is-record.ts';
import { didYouMean } from './nearest.ts';
import { isSettingName, SETTINGS, type Settings } from './settings.ts';

/** Either the new settings, or what is wrong with the patch, in words. */
export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Lays a patch (an object with some of the settings, from a URL, a file or a test) over `base`. A name or value that
 * does not exist refuses the whole patch. `eventTypes` is merged key by key; `$schema`, which a file has for the
 * editor, is passed over.
 */
export function applySettings(base: Settings, patch: unknown): SettingsResult {
  if (!isRecord(patch))
    return { ok: false, problems: ['The settings must be an object such as {"deliveries":"double"}.'] };
  const problems: string[] = [];
  const changed: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(patch)) {
    if (name === '$schema') continue;
    if (!isSettingName(name)) {
      problems.push(`There is no setting ${shown(name)}${didYouMean(name, Object.keys(SETTINGS)) || '.'}`);
      continue;
    }
    const value: unknown = name === 'eventTypes' && isRecord(given) ? { ...base.eventTypes, ...given } : given;
    const result = v.safeParse(SETTINGS[name].schema, value);
    if (result.success) changed[name] = result.output;
    else for (const issue of result.issues) problems.push(`Setting ${explain(name, issue)}.`);
  }
  // What is not named stays the same object: how much of `nextAnswers` is used up is counted by its members.
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: { ...base, ...changed } };
}

/** Where, what is asked for, and, where that helps, what was there. */
function explain(name: string, issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  const place = path === null ? name : `${name}.${path}`;
  return issue.message.startsWith('must be')
    ? `${place} ${issue.message}, not ${shown(issue.input)}`
    : `${place}: ${issue.message}`;
}

/** A value, so short that a sentence can name it. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}
