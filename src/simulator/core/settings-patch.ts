/** Reading settings that a person or a test wrote, and laying them over what stands. */
import * as v from 'valibot';
import { isSettingName, SETTINGS, type Settings } from './settings.ts';

/** Either the new settings, or what is wrong with the patch, in words. */
export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Lays a patch (an object with some of the settings, from a URL, a file or a test) over `base`. A name or value that
 * does not exist refuses the whole patch. `eventTypes` is merged key by key.
 */
export function applySettings(base: Settings, patch: unknown): SettingsResult {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return { ok: false, problems: ['The settings must be an object such as {"deliveries":"double"}.'] };
  }
  const problems: string[] = [];
  const changed: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(patch)) {
    if (!isSettingName(name)) {
      problems.push(`There is no setting "${name}"${nearest(name)}.`);
      continue;
    }
    const value: unknown = name === 'eventTypes' && isRecord(given) ? { ...base.eventTypes, ...given } : given;
    const result = v.safeParse(SETTINGS[name].schema, value);
    if (result.success) changed[name] = result.output;
    else
      for (const issue of result.issues)
        problems.push(`Setting ${placeOf(name, v.getDotPath(issue))}: ${issue.message}.`);
  }
  // What is not named stays the same object: how much of `nextAnswers` is used up is counted by its members.
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: { ...base, ...changed } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function placeOf(name: string, path: string | null): string {
  return path === null ? name : `${name}.${path}`;
}

/** `; did you mean "deliveries"?` for a name that is nearly one, else nothing. */
function nearest(name: string): string {
  const wanted = name.toLowerCase();
  const found = Object.keys(SETTINGS).find((one) => {
    const known = one.toLowerCase();
    return known === wanted || known.startsWith(wanted.slice(0, 6)) || known.includes(wanted);
  });
  return found === undefined ? '' : `; did you mean "${found}"?`;
}
