/** The user's edits of every interaction, kept in step with what the session sees. */
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { useContext } from 'preact/hooks';
import { wireId } from '../../../protocol/read.ts';
import type { EntryRef, SessionInteraction, SessionRequest } from '../../../session/model.ts';
import { atTime } from '../../stores/clock.ts';
import { type CommandState, isOpen, outcomeIn } from '../../stores/command-state.ts';
import type { Commands } from '../../stores/commands.ts';
import type { InspectedTab } from '../../stores/inspected-tab.ts';
import { createEdits, type Edits } from './edits.ts';
import { EditsContext, type EditsStore } from './edits-place.ts';
import { awaitedRefs, openRefs, type PlannedRequest, plan, planDue } from './plan.ts';
import { markAnswered, markDue, markSent, markTimedOut, observe, vanish } from './sightings.ts';

/** The edits of one interaction, and what of the session they have taken in. */
interface Tracked {
  edits: Edits;
  /** The snapshot last observed. One that shows nothing new is news too: nothing came of it. */
  seen: EntryRef;
  /** While WWE has accepted a new key that something waits for, by its request: cancels that WWE is asked for it, once. */
  readonly unseen: Map<string, () => void>;
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
  /** Whose keys a request carries, by its reference. */
  const senders = new Map<string, string>();
  const version = signal(0);
  let seen = { session: session.interactionTable.version, commands: commands.version.peek() };

  function send(one: Tracked, interaction: SessionInteraction, request: PlannedRequest): void {
    const ref = commands.send({ name: request.service, parameters: request.parameters }, interaction);
    senders.set(ref, interaction.key);
    one.edits = markSent(one.edits, request.keys, ref, clock.peek());
  }

  function readBack(interaction: SessionInteraction): void {
    const parameters = [wireId(interaction.raw, interaction.id)];
    commands.send({ name: 'interaction.getByInteractionId', parameters }, interaction);
  }

  /** Takes in what became of its requests. @param before alone what WWE answered before this snapshot */
  function answer(one: Tracked, before: SessionInteraction | null = null): void {
    for (const ref of openRefs(one.edits)) {
      const state = commands.state(ref);
      if (before && !(state.is === 'answered' && isBefore(state.request, before))) continue;
      if (isOpen(state)) continue;
      if (state.is === 'timeout') one.edits = markTimedOut(one.edits, ref);
      else one.edits = markAnswered(one.edits, ref, errorOf(state));
    }
  }

  /** Sends what waited and may go now; has WWE asked, a little later, where nothing shows by itself whether it may. */
  function goOn(key: string, one: Tracked, interaction: SessionInteraction | undefined): void {
    const due = interaction ? planDue(one.edits, wireId(interaction.raw, interaction.id)) : [];
    for (const request of due) if (interaction) send(one, interaction, request);
    const refs = awaitedRefs(one.edits);
    for (const [ref, cancel] of one.unseen) {
      if (refs.has(ref)) continue;
      cancel();
      one.unseen.delete(ref);
    }
    const ask = () => {
      const now = session.interaction(key);
      if (now) readBack(now);
    };
    for (const ref of refs) {
      if (!one.unseen.has(ref)) one.unseen.set(ref, atTime(clock, clock.peek() + READ_BACK_MS, ask));
    }
  }

  function follow(key: string, one: Tracked): void {
    const interaction = session.interaction(key);
    if (interaction && !sameEntry(interaction.snapshot, one.seen)) {
      // In the order of the record: an answer that came before the snapshot is taken in before it.
      answer(one, interaction);
      one.seen = interaction.snapshot;
      one.edits = observe(one.edits, interaction.raw.userData, interaction.lastSeen);
    }
    answer(one);
    const isGone = !interaction || interaction.ended !== null;
    if (isGone && !one.edits.gone) one.edits = vanish(one.edits);
    goOn(key, one, interaction);
  }

  /** @param keys of the interactions of which something was changed, or heard */
  function followAll(keys: Iterable<string>): void {
    let moved = false;
    for (const key of keys) {
      const one = tracked.get(key);
      const before = one?.edits;
      if (one) follow(key, one);
      if (one?.edits !== before) moved = true;
    }
    if (moved) version.value += 1;
  }

  const stop = effect(() => {
    const { value: commandsVersion } = commands.version;
    const [shown, told] = [session.interactionTable.changesSince(seen.session), commands.changedSince(seen.commands)];
    seen = { session: session.interactionTable.version, commands: commandsVersion };
    const keys = shown && told && [...shown, ...[...told].flatMap((ref) => senders.get(ref) ?? [])];
    untracked(() => followAll(new Set(keys ?? tracked.keys())));
  });
  abort.addEventListener('abort', () => {
    stop();
    for (const { unseen } of tracked.values()) for (const cancel of unseen.values()) cancel();
  });

  function track(interaction: SessionInteraction): Tracked {
    const known = tracked.get(interaction.key);
    if (known) return known;
    const edits = createEdits(interaction.raw.userData, interaction.lastSeen);
    return { edits, seen: interaction.snapshot, unseen: new Map() };
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
      follow(interaction.key, one);
      version.value += 1;
    },
    apply(interaction) {
      const one = track(interaction);
      tracked.set(interaction.key, one);
      for (const request of plan(one.edits, wireId(interaction.raw, interaction.id))) {
        if (request.afterSet) one.edits = markDue(one.edits, request.keys);
        else send(one, interaction, request);
      }
      follow(interaction.key, one);
      version.value += 1;
    },
    check: readBack,
  };
}

/** The error of a command of which nothing more is waited for; null: WWE accepted it. */
function errorOf(state: CommandState): string | null {
  if (state.is !== 'answered' && state.is !== 'forgotten') return outcomeIn(state).text;
  return state.request.failed ? (state.request.error ?? '') : null;
}

/** Whether an answer came before the message that showed an interaction. */
function isBefore({ answerEntry, answeredAt }: SessionRequest, { snapshot, lastSeen }: SessionInteraction): boolean {
  if (answerEntry?.document === snapshot.document) return answerEntry.n <= snapshot.n;
  return answeredAt !== null && answeredAt <= lastSeen;
}

function sameEntry(a: EntryRef, b: EntryRef): boolean {
  return a.document === b.document && a.n === b.n;
}

/** The edits. @throws if the view is rendered outside the panel */
export function useEdits(): EditsStore {
  const place = useContext(EditsContext);
  if (!place) throw new Error('User data was rendered outside the panel.');
  return place.edits(createEditsStore);
}
