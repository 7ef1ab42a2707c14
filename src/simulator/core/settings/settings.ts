/**
 * The simulator's settings: every choice that the reference leaves open has a name here
 * (docs/protocol.md#simulator-settings), so that no test and no user takes a guess for a fact. Live: a change acts on
 * the next message. The groups below tell of each setting what it decides, its values, its default and where the
 * question comes from.
 */
import { ACCESS } from './access.ts';
import { INTERACTIONS } from './interactions.ts';
import { MARK_DONE } from './markdone.ts';
import { NETWORK } from './network.ts';
import type { Setting, Values } from './setting.ts';
import { SITE } from './site.ts';
import { WIRE } from './wire.ts';

export type { NextAnswer } from './network.ts';

/** All settings by name. */
export const SETTINGS = { ...WIRE, ...MARK_DONE, ...INTERACTIONS, ...ACCESS, ...NETWORK, ...SITE } as const;

/** The name of a setting. */
export type SettingName = keyof typeof SETTINGS;

/** The values of all settings. */
export type Settings = Values<typeof SETTINGS>;

/** Settings as a person meets them: by what they are about. */
export interface SettingGroup {
  readonly title: string;
  readonly words: string;
  readonly settings: Readonly<Record<string, Setting<unknown>>>;
}

/** The groups, in the order in which people need them. */
export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    title: 'Network',
    words: 'What goes wrong between a page and WWE. Times are real time, whatever the speed.',
    settings: NETWORK,
  },
  { title: 'Access', words: 'Who may do what, and how often.', settings: ACCESS },
  { title: 'Mark done', words: 'Marking done, and blocking it.', settings: MARK_DONE },
  { title: 'Interactions', words: 'What interactions look like and how they run.', settings: INTERACTIONS },
  { title: 'Messages', words: 'Forms on the wire that nobody outside knows.', settings: WIRE },
  { title: 'Site', words: 'The contact center that is simulated.', settings: SITE },
];

/** Whether a text is the name of a setting. */
export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

/** The defaults, each of them a choice of ours wherever the reference knows no better. */
export const DEFAULT_SETTINGS: Settings = initialValues();

function initialValues(): Settings {
  const values: Record<string, unknown> = {};
  for (const [name, { initial }] of Object.entries(SETTINGS)) values[name] = initial;
  if (hasAll(values)) return values;
  throw new TypeError('A setting has no default.');
}

function hasAll(values: Readonly<Record<string, unknown>>): values is Settings {
  return Object.keys(SETTINGS).every((name) => Object.hasOwn(values, name));
}

/**
 * Whether a comma list such as `a, b` or `*` names `word`. Blanks around the commas are allowed
 * (docs/protocol.md#allowed-origins).
 */
export function listNames(list: string, word: string): boolean {
  return list.split(',').some((part) => part.trim() === '*' || part.trim() === word);
}
