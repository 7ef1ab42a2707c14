/**
 * Tells each command what happens to it (`command-state.ts`): what the session shows of its request, that the bridge refused
 * it, how its document is connected, and that its time is up. Each is told to those commands alone that it is about.
 */
import { batch, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import { ChangeLog } from '../../table/change-log.ts';
import type { DocumentConnection } from '../../transport/document-connections.ts';
import { t } from '../text/i18n.ts';
import { atTime } from './clock.ts';
import { type CommandEvent, type CommandState, deadlineOf, isUnseen, next } from './command-state.ts';
import type { InspectedTab } from './inspected-tab.ts';

/** The states of all commands. */
export interface CommandStates {
  /** A new one. @param document its page @param changed is told each state that it comes to */
  add(ref: string, document: string, state: CommandState, changed?: (state: CommandState) => void): void;
  /** @returns whether anything became of it */
  tell(ref: string, event: CommandEvent): boolean;
  of(ref: string): CommandState;
  /** Moves when anything became of a command, and with the session's, once its changes were taken in. */
  readonly version: ReadonlySignal<number>;
  /** References of those of which anything became since an earlier `version`; null: too many to tell. */
  changedSince(version: number): ReadonlySet<string> | null;
}

interface Followed {
  readonly document: string;
  readonly state: Signal<CommandState>;
  readonly changed: ((state: CommandState) => void) | undefined;
  /** Cancels the deadline of the state. */
  cancel: () => void;
}

const NOTHING = () => {};
const UNKNOWN: CommandState = { is: 'lost', at: 0, with: 'page' };

/** Follows commands for as long as the tab is watched. @param clock ms since the epoch */
export function followCommands(watching: InspectedTab, clock: ReadonlySignal<number>): CommandStates {
  const { session } = watching;
  const all = new Map<string, Followed>();
  /** Those that the record has not shown: there are few. */
  const unseen = new Map<string, Followed>();
  const log = new ChangeLog();
  const version = signal(0);
  let seen = session.version;
  let refusals = watching.refused.peek();
  let connections: ReadonlyMap<string, 'connected' | 'silent' | 'gone'> = new Map();

  function enter(ref: string, one: Followed, state: CommandState): void {
    one.cancel();
    const until = deadlineOf(state);
    one.cancel = until === null ? NOTHING : atTime(clock, until, () => void tell(ref, { is: 'deadline' }));
    if (isUnseen(state)) unseen.set(ref, one);
    else unseen.delete(ref);
    batch(() => {
      one.state.value = state;
      version.value += 1;
      log.note(version.peek(), ref);
    });
    one.changed?.(state);
  }

  function tell(ref: string, event: CommandEvent): boolean {
    const one = all.get(ref);
    if (!one) return false;
    const before = one.state.peek();
    let state = next(before, event);
    // What is learnt late may be over already.
    while ((deadlineOf(state) ?? Number.POSITIVE_INFINITY) <= clock.peek()) state = next(state, { is: 'deadline' });
    if (state !== before) enter(ref, one, state);
    return state !== before;
  }

  function takeRequests(): void {
    const refs = session.toolRequestsSince(seen) ?? all.keys();
    seen = session.version;
    for (const ref of refs) tell(ref, { is: 'shown', request: session.toolRequest(ref), now: clock.peek() });
  }

  function takeRefusals(now: typeof refusals): void {
    if (now === refusals) return;
    refusals = now;
    for (const [ref, { why, detail }] of now) tell(ref, { is: 'refused', why: t(REFUSALS[why], detail) });
  }

  function takeConnections(now: readonly DocumentConnection[]): void {
    const before = connections;
    connections = new Map(
      now.map(({ info, state }) => {
        return [info.document, state === 'ended' ? 'gone' : state === 'silent' ? 'silent' : 'connected'];
      }),
    );
    for (const [ref, { document }] of unseen) {
      const is = connections.get(document) ?? 'gone';
      if (is !== before.get(document)) tell(ref, { is, now: clock.peek() });
    }
  }

  function takeAll(refused: typeof refusals, connected: readonly DocumentConnection[]): void {
    // The requests first: what was posted before its page went is not lost with it.
    takeRequests();
    takeRefusals(refused);
    takeConnections(connected);
    version.value += 1;
  }
  effect(() => {
    watching.version.value;
    const [{ value: refused }, { value: connected }] = [watching.refused, watching.connections];
    untracked(() => batch(() => takeAll(refused, connected)));
  });
  // What is forgotten before it is drawn was answered all the same.
  watching.beforeForgetting(takeRequests);

  return {
    add(ref, document, state, changed) {
      const one = { document, state: signal(state), changed, cancel: NOTHING };
      all.set(ref, one);
      enter(ref, one, state);
    },
    tell,
    of: (ref) => all.get(ref)?.state.value ?? UNKNOWN,
    version,
    changedSince: (earlier) => log.since(earlier),
  };
}

const REFUSALS = {
  'no window': 'refused_no_window',
  'not verified': 'refused_not_verified',
  'origin unknown': 'refused_origin_unknown',
  'other origin': 'refused_other_origin',
  'recording off': 'blocked_recording',
  'writing off': 'refused_writing_off',
  'cannot be sent': 'refused_cannot_be_sent',
  'not connected': 'refused_not_connected',
} as const;
