/** `configuration.*` (docs/protocol.md#other-services, docs/protocol.md#server-options). */

import { listNames, type Settings } from '../settings/settings.ts';
import type { InteractionList } from '../state/interaction-list.ts';
import { bad, good, kindOf, quoted, type Read } from './parameters.ts';
import { data, error, type Outcome, type ServiceTable } from './service-types.ts';

/** What these services are made of. */
export interface ConfigurationParts {
  readonly interactions: InteractionList;
  readonly settings: () => Settings;
  /** The origin that a frame last spoke from. */
  readonly originOf: (frame: string) => string;
}

/** The section of a name alone. */
const OWN_SECTION = 'interaction-workspace';
/** More names than any page needs; each is held against every option. */
const MOST_NAMES = 1000;

/** What one name asks for: words, each perhaps with a `*` at its end. */
interface Asked {
  readonly section: string;
  readonly option: string;
}

interface Found {
  readonly section: string;
  readonly option: string;
  readonly value: string;
}

/** The services of the namespace. */
export function configurationServices({ interactions, settings, originOf }: ConfigurationParts): ServiceTable {
  const answer = (frame: string, names: unknown, overridden: ReadonlyMap<string, unknown>): Outcome => {
    if (!listNames(settings().optionReadAllowed, originOf(frame))) return error('This origin may not read options');
    const asked = readNames(names);
    if (!asked.ok) return error(asked.problem);
    return data(sectionsOf(find(settings().options, asked.value, overridden), settings().sectionForm));
  };
  return {
    'configuration.getOption': ({ parameters: [names], frame }) => answer(frame, names, new Map()),
    'configuration.getContextualOption': ({ parameters: [names, interactionId], frame }) => {
      const live = interactions.find(interactionId);
      // That this fails is documented, so missingInteraction has no say.
      return live === null ? error('The interaction does not exist') : answer(frame, names, live.userData);
    },
  };
}

/** A name or a list of names. */
function readNames(value: unknown): Read<readonly Asked[]> {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (names.length > MOST_NAMES) return bad(`More than ${MOST_NAMES} options were asked for`);
  const asked: Asked[] = [];
  for (const name of names) {
    if (typeof name !== 'string' || name === '') return bad(`An option's name must be a text, not ${kindOf(name)}`);
    const slash = name.indexOf('/');
    const section = slash < 0 ? OWN_SECTION : name.slice(0, slash);
    const option = name.slice(slash + 1);
    if (section === '' || option === '') return bad(`${quoted(name)} is not of the form Section/option`);
    if ([section, option].some((word) => word.slice(0, -1).includes('*'))) {
      return bad(`The * may only be at the end of a word, not as in ${quoted(name)}`);
    }
    asked.push({ section, option });
  }
  return good(asked);
}

function matches(word: string, pattern: string): boolean {
  return pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern;
}

/** The options asked for, each once, in the order of the configuration. That user data override them is our choice. */
function find(
  options: Settings['options'],
  asked: readonly Asked[],
  overridden: ReadonlyMap<string, unknown>,
): readonly Found[] {
  const found: Found[] = [];
  for (const [section, values] of Object.entries(options)) {
    for (const [option, value] of Object.entries(values)) {
      if (!asked.some((one) => matches(section, one.section) && matches(option, one.option))) continue;
      const over = overridden.get(option);
      found.push({
        section,
        option,
        value: typeof over === 'string' || typeof over === 'number' ? String(over) : value,
      });
    }
  }
  return found;
}

function sectionsOf(found: readonly Found[], form: Settings['sectionForm']): readonly object[] {
  if (form === 'flat') return found;
  const sections = new Map<string, Found[]>();
  for (const one of found) sections.set(one.section, [...(sections.get(one.section) ?? []), one]);
  return [...sections].map(([name, members]) => ({
    name,
    options:
      form === 'list'
        ? members.map(({ option, value }) => ({ name: option, value }))
        : Object.fromEntries(members.map(({ option, value }) => [option, value])),
  }));
}
