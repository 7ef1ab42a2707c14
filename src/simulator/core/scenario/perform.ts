/** Carrying out one step. What is not possible is told: somebody at the desktop may have been faster. */
import { ACTS, type Act, type ActOptions, type Arrival, type Happening } from '../acts/act-types.ts';
import type { Names } from './names.ts';
import { fillPlaceholders } from './placeholders.ts';
import type { Actor, Deed } from './scenario-types.ts';
import type { Stage } from './stage.ts';

/** What steps are carried out with. */
export interface PerformParts {
  readonly stage: Stage;
  readonly names: Names;
  readonly actors: Readonly<Record<string, Actor>>;
}

type ActDeed = Extract<Deed, { do: Act | Happening }>;

/**
 * Carries a step out; null, or why it was not possible, as a sentence. Throws what cannot be meant: RangeError for an
 * arrival that makes no sense, DataCloneError for a message that cannot be posted.
 */
export function perform(deed: Deed, parts: PerformParts): string | null {
  const { stage, names } = parts;
  const { wwe } = stage;
  switch (deed.do) {
    case 'arrive':
      return arrive(deed, parts);
    case 'dial':
      name(names, deed.as, wwe.dial(deed.number, deed.userData));
      return null;
    case 'selectCase': {
      const found = names.find(deed.on);
      return found !== null && wwe.selectCase(found.caseId) ? null : goneWords(deed.on, names);
    }
    case 'agentState':
      return wwe.setAgentState(deed.state, deed.medium) ? null : `There is no agent state "${deed.state}" to be set.`;
    case 'campaign':
      return wwe.campaign(deed.event, deed.campaign)
        ? null
        : `${deed.event} is not possible for "${deed.campaign}" now.`;
    case 'refresh':
      wwe.refresh({ keepFrames: deed.keepFrames === true });
      if (deed.keepFrames !== true) stage.reloadFrames();
      return null;
    case 'settings': {
      const result = wwe.configure(deed.settings);
      return result.ok ? null : result.problems.join(' ');
    }
    case 'page':
      return callPage(deed, parts);
    case 'reloadPage':
      return stage.reloadPage(deed.frame ?? 0) ? null : noFrame(deed.frame);
    case 'post':
      return stage.post(deed.frame ?? 0, deed.message) ? null : noFrame(deed.frame);
    case 'forge':
      return stage.forge(deed.frame ?? 0, deed.message) ? null : noFrame(deed.frame);
    case 'say':
      return null;
    default:
      return act(deed, parts);
  }
}

function arrive(deed: Extract<Deed, { do: 'arrive' }>, { stage, names, actors }: PerformParts): string | null {
  const actor = deed.from !== undefined && Object.hasOwn(actors, deed.from) ? actors[deed.from] : undefined;
  if (deed.from !== undefined && actor === undefined) return `There is no actor "${deed.from}".`;
  const caseOf = deed.inCaseOf === undefined ? undefined : names.idOf(deed.inCaseOf);
  if (deed.inCaseOf !== undefined && caseOf === null) return goneWords(deed.inCaseOf, names);
  const userData = { ...mailOf(actor, deed.medium), ...actor?.userData, ...deed.userData };
  const arrival: Arrival = {
    ...(deed.medium === undefined ? {} : { medium: deed.medium }),
    ...(deed.direction === undefined ? {} : { direction: deed.direction }),
    ...(deed.callType === undefined ? {} : { callType: deed.callType }),
    ...(deed.state === undefined ? {} : { state: deed.state }),
    ...(actor === undefined ? {} : { party: actor.name }),
    ...(actor?.phone === undefined ? {} : { ani: actor.phone }),
    ...(caseOf === undefined || caseOf === null ? {} : { inCaseOf: caseOf }),
    userData,
  };
  // Throws RangeError for an arrival that makes no sense, such as a call that begins as a draft.
  name(names, deed.as, stage.wwe.arrive(arrival));
  return null;
}

/** The address under the key that its medium has for it. */
function mailOf(actor: Actor | undefined, medium = 'voice'): object {
  if (actor?.email === undefined || medium === 'voice') return {};
  return medium === 'email' ? { FromAddress: actor.email } : { EmailAddress: actor.email };
}

function act(deed: ActDeed, { stage, names }: PerformParts): string | null {
  const { wwe } = stage;
  const id = names.idOf(deed.on);
  if (id === null) return goneWords(deed.on, names);
  if (deed.onlyIn !== undefined) {
    const state = names.find(deed.on)?.state;
    if (state !== deed.onlyIn) return `"${deed.on}" is ${state ?? 'gone'}, not ${deed.onlyIn}.`;
  }
  const options: ActOptions = {
    ...(deed.target === undefined ? {} : { target: deed.target }),
    ...(deed.party === undefined ? {} : { party: deed.party }),
    ...(deed.userData === undefined ? {} : { userData: deed.userData }),
  };
  const done = isAct(deed.do) ? wwe.act(deed.do, id, options) : wwe.happen(deed.do, id, options);
  if (!done) return `"${deed.do}" is not possible: "${deed.on}" is ${names.find(deed.on)?.state ?? 'gone'}.`;
  const made = wwe.made();
  if (made !== null) name(names, deed.as, made);
  return null;
}

function callPage(deed: Extract<Deed, { do: 'page' }>, { stage, names }: PerformParts): string | null {
  const filled = fillPlaceholders(deed.parameters ?? [], (wanted, what) =>
    what === 'interaction' ? names.idOf(wanted) : (names.find(wanted)?.caseId ?? null),
  );
  if ('missing' in filled) return goneWords(filled.missing, names);
  const parameters: readonly unknown[] = Array.isArray(filled.value) ? filled.value : [];
  if (stage.page(deed.frame ?? 0, deed.call, parameters)) return null;
  return `Client frame ${deed.frame ?? 0} is not there, or does not show the simulator’s own page.`;
}

function name(names: Names, as: string | undefined, id: string): void {
  if (as !== undefined) names.give(as, id);
}

function goneWords(wanted: string, names: Names): string {
  return names.known(wanted)
    ? `"${wanted}" is not on the desktop any more.`
    : `There is no "${wanted}": the step that makes it was skipped.`;
}

function noFrame(frame = 0): string {
  return `There is no client frame ${frame}.`;
}

function isAct(what: Act | Happening): what is Act {
  return ACTS.some((one) => one === what);
}
