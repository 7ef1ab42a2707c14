/** The catalogue as it is looked through: groups by namespace, those that WWE said are allowed first. Pure. */
import type { Danger } from '../../../protocol/service.ts';
import { SERVICE_NAMES, serviceOf } from '../../../protocol/services.ts';
import { type Allowed, isAllowed } from './allowed.ts';

/** One service to choose. */
export interface Choice {
  readonly service: string;
  /** Null: WWE was not asked. */
  readonly allowed: boolean | null;
  readonly known: boolean;
}

/** Services of one namespace. */
export interface ChoiceGroup {
  readonly namespace: string;
  readonly allowed: boolean | null;
  readonly choices: readonly Choice[];
}

/**
 * What can be chosen.
 * @param search words that must all be in the name; a name with a dot that nobody knows can be chosen as it is
 * @param allowed what the last answer of `system.getAllowedServices` named
 */
export function choicesFor(search: string, allowed: Allowed | null): readonly ChoiceGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const named = [...(allowed ?? [])].filter((name) => !name.includes('*') && !serviceOf(name)).sort();
  const all = [...SERVICE_NAMES, ...named].filter((name) => words.every((word) => name.toLowerCase().includes(word)));
  const typed = search.trim();
  const groups = new Map<string, Choice[]>();
  const add = (service: string) => {
    const namespace = service.split('.', 1)[0] ?? '';
    const choice = {
      service,
      known: serviceOf(service) !== null,
      allowed: allowed === null ? null : isAllowed(allowed, service),
    };
    const key = `${choice.allowed === false ? 1 : 0}${namespace}`;
    groups.set(key, [...(groups.get(key) ?? []), choice]);
  };
  for (const service of all) add(service);
  const list = [...groups].map(([key, choices]) => ({
    namespace: key.slice(1),
    allowed: choices[0]?.allowed ?? null,
    choices,
  }));
  // The catalogue's order of namespaces, in two runs; what was typed comes last, where it may be a name.
  const typable = /^\S+$/.test(typed) && !all.includes(typed) && (typed.includes('.') || all.length === 0);
  const asTyped = { service: typed, known: false, allowed: null };
  return [
    ...list.filter((group) => group.allowed !== false),
    ...list.filter((group) => group.allowed === false),
    ...(typable ? [{ namespace: '', allowed: null, choices: [asTyped] }] : []),
  ];
}

/** `unknown`: nobody knows what the service does. */
export type Risk = Extract<Danger, 'ends' | 'changes'> | 'unknown';

/** Why a call is asked about before it is sent; null where it is not. Nobody knows what an unknown service does. */
export function riskOf(service: string): Risk | null {
  const danger = serviceOf(service)?.danger ?? 'unknown';
  return danger === 'none' || danger === 'writes' ? null : danger;
}
