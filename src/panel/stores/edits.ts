/** The user's edits of every interaction, kept in step with what the session sees. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { SessionInteraction } from '../../session/model.ts';
import { createEdits, type Edits } from '../userdata/edits.ts';
import { type PlannedRequest, plan } from '../userdata/plan.ts';
import { markAnswered, markSent, markTimedOut, observe, vanish } from '../userdata/sightings.ts';
import type { Commands } from './commands.ts';
import type { Watching } from './watching.ts';

/** Edits of all interactions. */
export interface EditsStore {
  /** The edits of an interaction; empty ones if nothing was edited. */
  of(interaction: SessionInteraction): Edits;
  change(interaction: SessionInteraction, edits: Edits): void;
  /** Sends what is edited: one setUserData, then a deleteUserData for each removed key. */
  apply(interaction: SessionInteraction): void;
  /** One getByInteractionId, to see what became of accepted edits. */
  check(interaction: SessionInteraction): void;
  /** Moves whenever any edits do. */
  readonly version: ReadonlySignal<number>;
}

/** The edits of one interaction, and what of the session they have taken in. */
interface Tracked {
  edits: Edits;
  /** Time of the sighting last observed, ms since the epoch. One that shows nothing new is news too: nothing came of it. */
  seenAt: number;
  /** Requests without an outcome yet. */
  readonly open: Set<string>;
  /** Given up after 10 s; the answer may still come. */
  readonly late: Set<string>;
  /** Deletions that wait for a setUserData to be accepted, by its reference id. */
  readonly after: Map<string, readonly PlannedRequest[]>;
}

/** Keeps edits in step with the session. @param now ms since the epoch */
export function createEditsStore(
  watching: Watching,
  commands: Commands,
  clock: ReadonlySignal<number>,
  abort: AbortSignal,
): EditsStore {
  const { session } = watching;
  const tracked = new Map<string, Tracked>();
  const version = signal(0);

  function send(one: Tracked, interaction: SessionInteraction, request: PlannedRequest): string {
    const ref = commands.send({ name: request.service, parameters: request.parameters }, interaction);
    one.open.add(ref);
    one.edits = markSent(one.edits, request.keys, ref, clock.peek());
    return ref;
  }

  /** Takes in the outcomes that came. @returns whether any did */
  function answer(one: Tracked, interaction: SessionInteraction | undefined): boolean {
    let moved = false;
    for (const ref of [...one.open, ...one.late]) {
      const { state, text } = commands.outcome(ref);
      if (state === 'sending' || state === 'pending' || (state === 'timeout' && one.late.has(ref))) continue;
      moved = true;
      one.open.delete(ref);
      one.late.delete(ref);
      if (state === 'timeout') {
        one.late.add(ref);
        one.edits = markTimedOut(one.edits, ref);
      } else one.edits = markAnswered(one.edits, ref, state === 'ok' || state === 'late' ? null : text);
      const waiting = one.after.get(ref) ?? [];
      one.after.delete(ref);
      if (state !== 'ok' || !interaction) continue;
      for (const request of waiting) if (isStillWanted(one.edits, request)) send(one, interaction, request);
    }
    return moved;
  }

  function follow(key: string, one: Tracked): boolean {
    const interaction = session.interaction(key);
    const sighted = interaction && interaction.lastSeen !== one.seenAt;
    const isGone = !interaction || interaction.ended !== null;
    // In the order of the record: an answer that came before the sighting is taken in before it, and the other way round.
    const answersFirst = [...one.open].some(
      (ref) => (session.toolRequest(ref)?.answeredAt ?? Infinity) <= (interaction?.lastSeen ?? 0),
    );
    let moved = answersFirst && answer(one, interaction);
    if (sighted) {
      one.seenAt = interaction.lastSeen;
      one.edits = observe(one.edits, interaction.raw.userData, interaction.lastSeen);
      moved = true;
    }
    if (answer(one, interaction)) moved = true;
    if (isGone && !one.edits.gone) {
      one.edits = vanish(one.edits);
      moved = true;
    }
    return moved;
  }

  const stop = effect(() => {
    watching.version.value;
    watching.refused.value;
    clock.value;
    let moved = false;
    for (const [key, one] of tracked) if (follow(key, one)) moved = true;
    if (moved) version.value = version.peek() + 1;
  });
  abort.addEventListener('abort', stop);

  function track(interaction: SessionInteraction): Tracked {
    const known = tracked.get(interaction.key);
    if (known) return known;
    const edits = createEdits(interaction.raw.userData, interaction.lastSeen);
    const one: Tracked = { edits, seenAt: interaction.lastSeen, open: new Set(), late: new Set(), after: new Map() };
    return one;
  }

  return {
    version,
    of(interaction) {
      version.value;
      return track(interaction).edits;
    },
    change(interaction, edits) {
      const one = track(interaction);
      one.edits = edits;
      tracked.set(interaction.key, one);
      version.value += 1;
    },
    apply(interaction) {
      const one = track(interaction);
      tracked.set(interaction.key, one);
      let setting: string | null = null;
      for (const request of plan(one.edits, interaction.id)) {
        if (request.afterSet && setting !== null) {
          one.after.set(setting, [...(one.after.get(setting) ?? []), request]);
          continue;
        }
        const ref = send(one, interaction, request);
        if (request.service === 'interaction.setUserData') setting = ref;
      }
      version.value += 1;
    },
    check: (interaction) =>
      void commands.send({ name: 'interaction.getByInteractionId', parameters: [interaction.id] }, interaction),
  };
}

/** A deletion that waited: the user may have changed their mind meanwhile. */
function isStillWanted(edits: Edits, { keys }: PlannedRequest): boolean {
  return keys.every((key) => edits.byKey.get(key)?.wish.present === false);
}
