/** The user's edits of every interaction, kept in step with what the session sees. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { wireId } from '../../../protocol/read.ts';
import type { EntryRef, SessionInteraction, SessionRequest } from '../../../session/model.ts';
import type { Commands } from '../../stores/commands.ts';
import type { InspectedTab } from '../../stores/inspected-tab.ts';
import { createEdits, type Edits } from './edits.ts';
import { awaited, type PlannedRequest, plan, planDue } from './plan.ts';
import { markAnswered, markDue, markSent, markTimedOut, observe, vanish } from './sightings.ts';

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
  /** The snapshot last observed. One that shows nothing new is news too: nothing came of it. */
  seen: EntryRef;
  /** Requests without an outcome yet. */
  readonly open: Set<string>;
  /** Given up after 10 s; the answer may still come. */
  readonly late: Set<string>;
  /** When the clock was first read while WWE had accepted a new key that something waits for, by its request; null: asked. */
  readonly unseen: Map<string, number | null>;
}

/** An event mostly shows by itself what WWE took. After this time, ms, it is asked for what something waits for. */
const READ_BACK_MS = 1_000;

/** Keeps edits in step with the session. */
export function createEditsStore(
  watching: InspectedTab,
  commands: Commands,
  clock: ReadonlySignal<number>,
  abort: AbortSignal,
): EditsStore {
  const { session } = watching;
  const tracked = new Map<string, Tracked>();
  const version = signal(0);

  function send(one: Tracked, interaction: SessionInteraction, request: PlannedRequest): void {
    const ref = commands.send({ name: request.service, parameters: request.parameters }, interaction);
    one.open.add(ref);
    one.edits = markSent(one.edits, request.keys, ref, clock.peek());
  }

  function readBack(interaction: SessionInteraction): void {
    const parameters = [wireId(interaction.raw, interaction.id)];
    commands.send({ name: 'interaction.getByInteractionId', parameters }, interaction);
  }

  /** Takes in the outcomes that came. @param before those alone that came before this snapshot @returns whether any did */
  function answer(one: Tracked, before: SessionInteraction | null = null): boolean {
    let moved = false;
    for (const ref of [...one.open, ...one.late]) {
      const { state, text } = commands.outcome(ref);
      if (state === 'sending' || state === 'pending' || (state === 'timeout' && one.late.has(ref))) continue;
      if (before && !isBefore(session.toolRequest(ref), before)) continue;
      moved = true;
      one.open.delete(ref);
      one.late.delete(ref);
      if (state === 'timeout') {
        one.late.add(ref);
        one.edits = markTimedOut(one.edits, ref);
      } else {
        const isSilent = state === 'failed' && session.toolRequest(ref)?.error === '';
        one.edits = markAnswered(one.edits, ref, state === 'ok' || state === 'late' ? null : isSilent ? '' : text);
      }
    }
    return moved;
  }

  /** Sends what waited and may go now; asks WWE where nothing shows by itself whether it may. */
  function goOn(one: Tracked, interaction: SessionInteraction): boolean {
    const due = planDue(one.edits, wireId(interaction.raw, interaction.id));
    for (const request of due) send(one, interaction, request);
    const refs = new Set(awaited(one.edits).map((key) => one.edits.byKey.get(key)?.sent?.ref ?? ''));
    for (const ref of one.unseen.keys()) if (!refs.has(ref)) one.unseen.delete(ref);
    const now = clock.peek();
    for (const ref of refs) {
      const since = one.unseen.get(ref);
      if (since === undefined) one.unseen.set(ref, now);
      else if (since !== null && now - since >= READ_BACK_MS) {
        one.unseen.set(ref, null);
        readBack(interaction);
      }
    }
    return due.length > 0;
  }

  function follow(key: string, one: Tracked): boolean {
    const interaction = session.interaction(key);
    const sighted = interaction && !sameEntry(interaction.snapshot, one.seen);
    const isGone = !interaction || interaction.ended !== null;
    let moved = false;
    if (sighted) {
      // In the order of the record: an answer that came before the snapshot is taken in before it.
      answer(one, interaction);
      one.seen = interaction.snapshot;
      one.edits = observe(one.edits, interaction.raw.userData, interaction.lastSeen);
      moved = true;
    }
    if (answer(one)) moved = true;
    if (isGone && !one.edits.gone) {
      one.edits = vanish(one.edits);
      moved = true;
    }
    if (!isGone && goOn(one, interaction)) moved = true;
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
    return { edits, seen: interaction.snapshot, open: new Set(), late: new Set(), unseen: new Map() };
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
      for (const request of plan(one.edits, wireId(interaction.raw, interaction.id))) {
        if (request.afterSet) one.edits = markDue(one.edits, request.keys);
        else send(one, interaction, request);
      }
      version.value += 1;
    },
    check: readBack,
  };
}

/** Whether an answer came before the message that showed an interaction. */
function isBefore(request: SessionRequest | undefined, { snapshot, lastSeen }: SessionInteraction): boolean {
  const { answerEntry = null, answeredAt = null } = request ?? {};
  if (answerEntry?.document === snapshot.document) return answerEntry.n <= snapshot.n;
  return answeredAt !== null && answeredAt <= lastSeen;
}

function sameEntry(a: EntryRef, b: EntryRef): boolean {
  return a.document === b.document && a.n === b.n;
}

const EditsContext = createContext<EditsStore | null>(null);

/** Provides the edits to the view. */
export const EditsProvider = EditsContext.Provider;

/** The edits. @throws if the view is rendered outside the panel */
export function useEdits(): EditsStore {
  const store = useContext(EditsContext);
  if (!store) throw new Error('User data was rendered outside the panel.');
  return store;
}
