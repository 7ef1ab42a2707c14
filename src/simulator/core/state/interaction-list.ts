/**
 * WWE's list of interactions by case, and the events that tell of every change (docs/protocol.md#interaction-events).
 */
import type { Interaction } from '../../../protocol/interaction.ts';
import type { InteractionState } from '../../../protocol/states.ts';
import type { Settings } from '../settings/settings.ts';
import type { EventSubscriptions } from './event-subscriptions.ts';
import { type Kind, type LiveInteraction, type LiveParty, toWire, type VoicePart } from './live-interaction.ts';
import type { Random } from './random.ts';

/** What a new interaction is made of. */
export interface NewInteraction {
  readonly kind: Kind;
  readonly medium: string;
  readonly party: string;
  readonly parties: readonly LiveParty[];
  readonly state: InteractionState;
  readonly voice: VoicePart | null;
  readonly userData: Readonly<Record<string, unknown>>;
  /** Makes it a consultation of that interaction, in its case. */
  readonly parent?: LiveInteraction | null;
  /** Puts it into that interaction's case. */
  readonly inCaseOf?: LiveInteraction | null;
}

/** What the list of interactions is made of. */
export interface InteractionListParts {
  readonly now: () => number;
  readonly random: Random;
  readonly settings: () => Settings;
  readonly events: EventSubscriptions;
}

/** The list of interactions. Finding, adding and removing take the same time however many there are. */
export interface InteractionList {
  /** All of them, oldest first; a new list each time. */
  all(): readonly LiveInteraction[];
  find(id: unknown): LiveInteraction | null;
  /** Whether it is still in the list. */
  has(live: LiveInteraction): boolean;
  /** The interactions by case; cases and interactions oldest first. */
  cases(): ReadonlyMap<string, ReadonlySet<LiveInteraction>>;
  /** Adds it and tells so: ADDED, then `eventType`. */
  add(made: NewInteraction, eventType: string): LiveInteraction;
  /** Changes the state and tells so. */
  move(live: LiveInteraction, state: InteractionState, eventType: string): void;
  /** Tells of the interaction as it is. */
  tell(live: LiveInteraction, eventType: string): void;
  /** Takes it from the list and tells so; selects another case if its own is gone. */
  remove(live: LiveInteraction): void;
  /** False if there is no such case. */
  selectCase(caseId: unknown): boolean;
  selectedCase(): string | null;
  selectInteraction(live: LiveInteraction): void;
  selectedInteraction(): LiveInteraction | null;
  wire(live: LiveInteraction): Interaction;
  /**
   * New ids, by the setting `idsAfterRefresh`; states without a past: what a reload of WWE does
   * (docs/protocol.md#interaction-object).
   */
  renumber(): void;
}

/** Makes an empty list of interactions. */
export function createInteractionList({ now, random, settings, events }: InteractionListParts): InteractionList {
  const lives = new Map<string, LiveInteraction>();
  const cases = new Map<string, Set<LiveInteraction>>();
  let counter = 0;
  let selectedCase: string | null = null;
  let selectedLive: LiveInteraction | null = null;

  /** The oldest of a case that is no consultation of another; with it gone, the next takes its place. */
  const isMain = (live: LiveInteraction): boolean => {
    for (const one of cases.get(live.caseId) ?? []) if (one.parent === null) return one === live;
    return false;
  };
  const wire = (live: LiveInteraction): Interaction => {
    const selected = live.caseId === selectedCase;
    return toWire(live, { selected, expanded: selected, main: isMain(live) }, settings());
  };
  const tell = (live: LiveInteraction, eventType: string): void => {
    const payload = { eventType, [settings().interactionKey]: wire(live) };
    const as = live.kind === 'preview' ? settings().previewEvents : 'interaction';
    if (as !== 'outbound') events.emit('interaction', payload);
    if (as !== 'interaction') events.emit('outbound', payload);
  };
  const tellCase = (eventType: string, selectedCaseId: string): void =>
    events.emit('interaction', { eventType, selectedCaseId });
  const firstOf = <T>(all: Iterable<T>): T | null => {
    for (const one of all) return one;
    return null;
  };

  /**
   * The seed's run: folded and unfolded name the case that was left, selected the new one
   * (docs/protocol.md#interaction-events).
   */
  const changeCase = (caseId: string): void => {
    const left = selectedCase;
    selectedCase = caseId;
    if (left !== null) tellCase('CASE_COLLAPSED', left);
    tellCase('CASE_EXPANDED', settings().caseEventIds === 'seed' ? (left ?? caseId) : caseId);
    tellCase('CASE_SELECTED', caseId);
  };

  const interactions: InteractionList = {
    all: () => [...lives.values()],
    find: (id) => (typeof id === 'string' ? (lives.get(id) ?? null) : null),
    has: (live) => lives.get(live.id) === live,
    cases: () => cases,
    add(made, eventType) {
      counter += 1;
      const parent = made.parent ?? null;
      const live: LiveInteraction = {
        id: String(counter),
        uuid: random.code(made.kind === 'voice' ? 32 : 16),
        caseId: (parent ?? made.inCaseOf)?.caseId ?? random.uuid(),
        kind: made.kind,
        medium: made.medium,
        parent,
        party: made.party,
        parties: made.parties,
        conference: made.state === 'INVITED_CONFERENCE',
        joining: false,
        voice: made.voice,
        userData: new Map(Object.entries(made.userData)),
        state: made.state,
        basicState: made.state,
        previousState: null,
        since: now(),
        started: now(),
      };
      lives.set(live.id, live);
      const mates = cases.get(live.caseId);
      if (mates === undefined) cases.set(live.caseId, new Set([live]));
      else mates.add(live);
      // The first case on an empty list of interactions is selected; its own events tell so, after the interaction's.
      const first = selectedCase === null;
      if (first) selectedCase = live.caseId;
      tell(live, 'ADDED');
      tell(live, eventType);
      if (first) {
        tellCase('CASE_EXPANDED', live.caseId);
        tellCase('CASE_SELECTED', live.caseId);
      }
      if (first || selectedLive === null) selectedLive = live;
      return live;
    },
    move(live, state, eventType) {
      live.previousState = live.state;
      live.state = state;
      if (state !== 'USER_DATA_ATTACHED' && state !== 'USER_DATA_UPDATED') live.basicState = state;
      live.since = now();
      tell(live, eventType);
    },
    tell,
    remove(live) {
      if (!interactions.has(live)) return;
      tell(live, 'REMOVED');
      lives.delete(live.id);
      const mates = cases.get(live.caseId);
      mates?.delete(live);
      if (mates?.size === 0) cases.delete(live.caseId);
      if (selectedLive === live) selectedLive = firstOf(cases.get(live.caseId) ?? []);
      if (selectedCase === null || cases.has(selectedCase)) return;
      const next = firstOf(lives.values());
      if (next === null) selectedCase = null;
      else {
        changeCase(next.caseId);
        selectedLive = next;
      }
    },
    selectCase(caseId) {
      if (typeof caseId !== 'string' || !cases.has(caseId)) return false;
      if (caseId === selectedCase) return true;
      changeCase(caseId);
      selectedLive = firstOf(cases.get(caseId) ?? []);
      return true;
    },
    selectedCase: () => selectedCase,
    selectInteraction(live) {
      interactions.selectCase(live.caseId);
      selectedLive = live;
    },
    selectedInteraction: () => selectedLive,
    wire,
    renumber() {
      const all = interactions.all();
      lives.clear();
      if (settings().idsAfterRefresh === 'anew') counter = 0;
      for (const live of all) {
        counter += 1;
        live.id = String(counter);
        live.previousState = null;
        lives.set(live.id, live);
      }
    },
  };
  return interactions;
}
