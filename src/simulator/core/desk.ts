/** WWE's list of interactions by case, and the events that tell of every change (scapi.md §3.1). */
import type { Interaction } from '../../scapi/interaction.ts';
import type { InteractionState } from '../../scapi/states.ts';
import type { Hub } from './hub.ts';
import { type Live, type Medium, toWire, type VoicePart } from './live.ts';
import type { Random } from './random.ts';
import type { Settings } from './settings.ts';

/** What a new interaction is made of. */
export interface NewInteraction {
  readonly medium: Medium;
  readonly party: string;
  readonly state: InteractionState;
  readonly voice: VoicePart | null;
  readonly userData: Readonly<Record<string, unknown>>;
  /** Makes it a consultation of that interaction, in its case. */
  readonly parent?: Live;
}

/** What the desk is made of. */
export interface DeskParts {
  readonly now: () => number;
  readonly random: Random;
  readonly settings: () => Settings;
  readonly hub: Hub;
}

/** The desk. */
export interface Desk {
  all(): readonly Live[];
  find(id: unknown): Live | null;
  /** Adds it and tells so: ADDED, then `eventType`. */
  add(made: NewInteraction, eventType: string): Live;
  /** Changes the state and tells so. */
  move(live: Live, state: InteractionState, eventType: string): void;
  /** Tells of the interaction as it is. */
  tell(live: Live, eventType: string): void;
  /** Takes it from the list and tells so; selects another case if its own is gone. */
  remove(live: Live): void;
  /** False if there is no such case. */
  selectCase(caseId: unknown): boolean;
  selectedCase(): string | null;
  selectInteraction(live: Live): void;
  selectedInteraction(): Live | null;
  wire(live: Live): Interaction;
  /** New ids, states without a past; what a reload of WWE does (§5.1). */
  renumber(): void;
}

/** Makes an empty desk. */
export function createDesk({ now, random, settings, hub }: DeskParts): Desk {
  let lives: Live[] = [];
  let counter = 0;
  let selectedCase: string | null = null;
  let selectedLive: Live | null = null;

  const wire = (live: Live): Interaction => {
    const selected = live.caseId === selectedCase;
    return toWire(live, { selected, expanded: selected }, settings());
  };
  const tell = (live: Live, eventType: string): void => hub.emit('interaction', { eventType, interaction: wire(live) });
  const tellCase = (eventType: string, selectedCaseId: string): void =>
    hub.emit('interaction', { eventType, selectedCaseId });
  const isThere = (caseId: unknown): boolean => lives.some((live) => live.caseId === caseId);

  /** The seed's run: folded and unfolded name the case that was left, selected the new one (§3.1). */
  const changeCase = (caseId: string): void => {
    const left = selectedCase;
    selectedCase = caseId;
    if (left !== null) tellCase('CASE_COLLAPSED', left);
    tellCase('CASE_EXPANDED', settings().caseEventIds === 'seed' ? (left ?? caseId) : caseId);
    tellCase('CASE_SELECTED', caseId);
  };

  const desk: Desk = {
    all: () => lives,
    find: (id) => lives.find((live) => live.id === id) ?? null,
    add(made, eventType) {
      counter += 1;
      const parent = made.parent ?? null;
      const live: Live = {
        id: String(counter),
        uuid: random.code(made.medium === 'voice' ? 32 : 16),
        caseId: parent?.caseId ?? random.uuid(),
        medium: made.medium,
        parent,
        party: made.party,
        voice: made.voice,
        userData: new Map(Object.entries(made.userData)),
        state: made.state,
        previousState: null,
        since: now(),
        started: now(),
      };
      lives = [...lives, live];
      // The first case on an empty desk is selected; its own events tell so, after the interaction's.
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
      live.since = now();
      tell(live, eventType);
    },
    tell,
    remove(live) {
      lives = lives.filter((one) => one !== live);
      tell(live, 'REMOVED');
      if (selectedLive === live) selectedLive = lives.find((one) => one.caseId === live.caseId) ?? null;
      if (selectedCase === null || isThere(selectedCase)) return;
      const next = lives[0];
      if (next === undefined) selectedCase = null;
      else {
        changeCase(next.caseId);
        selectedLive = next;
      }
    },
    selectCase(caseId) {
      if (typeof caseId !== 'string' || !isThere(caseId)) return false;
      if (caseId === selectedCase) return true;
      changeCase(caseId);
      selectedLive = lives.find((live) => live.caseId === caseId) ?? null;
      return true;
    },
    selectedCase: () => selectedCase,
    selectInteraction(live) {
      desk.selectCase(live.caseId);
      selectedLive = live;
    },
    selectedInteraction: () => selectedLive,
    wire,
    renumber() {
      for (const live of lives) {
        counter += 1;
        live.id = String(counter);
        live.previousState = null;
      }
    },
  };
  return desk;
}
