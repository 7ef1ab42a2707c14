/**
 * Marking done, and holding it back (docs/protocol.md#blocking-mark-done). What is open there is decided by settings.
 */

import type { Settings } from '../settings/settings.ts';
import { isCompletable, isIn } from './allowed-states.ts';
import type { EventSubscriptions } from './event-subscriptions.ts';
import type { InteractionList } from './interaction-list.ts';
import type { LiveInteraction } from './live-interaction.ts';

/** A warning that WWE shows the agent, because Done was pressed on a blocked interaction. */
export interface Warning {
  readonly interactionId: string;
  readonly party: string;
  readonly message: string;
}

/** What mark-done is made of. */
export interface MarkDoneParts {
  readonly interactions: InteractionList;
  readonly events: EventSubscriptions;
  readonly settings: () => Settings;
  /** Runs `work` after so many ms; returns what cancels it. */
  readonly later: (ms: number, work: () => void) => () => void;
}

interface Block {
  warning: string;
  readonly frame: string;
  stopTimer: () => void;
  timed: boolean;
  /** Done was pressed or asked for meanwhile. */
  heldBack: boolean;
  /** To be told when it is done at last. */
  readonly waiting: (() => void)[];
}

/** Mark-done. */
export interface MarkDone {
  /** Whether the agent may press Done: it is over or lost, or is an e-mail or open medium in hand. */
  possible(live: LiveInteraction): boolean;
  /** The agent presses Done. Blocked: a `markdone` event and a warning instead. */
  press(live: LiveInteraction): void;
  /** Marks done whatever is set. */
  finish(live: LiveInteraction): void;
  /** Takes it from the list without marking it done, with its block; a Done that waited for the block has its answer. */
  drop(live: LiveInteraction): void;
  /** Holds a Done back that a request asked for, until the block ends. */
  wait(live: LiveInteraction, done: () => void): void;
  /** An error text, or null. */
  block(live: LiveInteraction, warning: string, frame: string): string | null;
  unblock(live: LiveInteraction, frame: string): string | null;
  blockOf(live: LiveInteraction): { readonly warning: string } | null;
  warnings(): readonly Warning[];
  dismiss(interactionId: string): void;
  /** Forgets all blocks: they are by id, and a refresh of WWE takes the ids (docs/protocol.md#blocking-mark-done). */
  reset(): void;
}

/** Makes mark-done without blocks. */
export function createMarkDone({ interactions, events, settings, later }: MarkDoneParts): MarkDone {
  const blocks = new Map<LiveInteraction, Block>();
  let warned: LiveInteraction[] = [];

  const lift = (live: LiveInteraction): Block | undefined => {
    const block = blocks.get(live);
    block?.stopTimer();
    blocks.delete(live);
    warned = warned.filter((one) => one !== live);
    return block;
  };
  /** Its payload is unknown (docs/protocol.md#unknown-event-payloads). */
  const tell = (live: LiveInteraction): void => {
    const interactionId = live.id;
    const form = settings().markdoneEvent;
    if (form === 'id') events.emit('markdone', { interactionId });
    else if (form === 'interaction') events.emit('markdone', { interactionId, interaction: interactions.wire(live) });
    else if (form === 'withEventType') events.emit('markdone', { eventType: 'MARK_DONE', interactionId });
    else events.emit('markdone', { interactionId, warningMessage: blocks.get(live)?.warning ?? '' });
  };
  const startTimer = (live: LiveInteraction, block: Block): void => {
    block.stopTimer();
    block.timed = true;
    block.stopTimer = later(settings().blockTimeoutMs, () => {
      if (settings().blockEnd === 'stays') return;
      const goThrough = settings().blockEnd === 'done' && block.heldBack;
      lift(live);
      if (goThrough) markDone.finish(live, block.waiting);
    });
  };
  const holdBack = (live: LiveInteraction, block: Block): void => {
    block.heldBack = true;
    if (settings().blockStart === 'done' && !block.timed) startTimer(live, block);
    tell(live);
    warned = [...warned.filter((one) => one !== live), live];
  };

  const markDone = {
    possible: (live: LiveInteraction) => isIn(live, 'IDLE', 'UNKNOWN') || isCompletable(live),
    press(live: LiveInteraction): void {
      const block = blocks.get(live);
      if (block !== undefined) holdBack(live, block);
      else markDone.finish(live);
    },
    finish(live: LiveInteraction, waiting: readonly (() => void)[] = []): void {
      if (settings().markdoneEventAlways) tell(live);
      if (isCompletable(live)) interactions.move(live, 'COMPLETED', 'MARK_DONE');
      else interactions.tell(live, 'MARK_DONE');
      markDone.drop(live);
      for (const done of waiting) done();
    },
    drop(live: LiveInteraction): void {
      const block = lift(live);
      interactions.remove(live);
      for (const done of block?.waiting ?? []) done();
    },
    wait(live: LiveInteraction, done: () => void): void {
      const block = blocks.get(live);
      if (block === undefined) return;
      block.waiting.push(done);
      holdBack(live, block);
    },
    block(live: LiveInteraction, warning: string, frame: string): string | null {
      const before = blocks.get(live);
      if (before !== undefined && settings().secondBlock === 'fails') return 'Mark done is blocked already';
      if (before !== undefined && settings().secondBlock === 'ignored') return null;
      const block: Block = before ?? {
        warning,
        frame,
        stopTimer: () => undefined,
        timed: false,
        heldBack: false,
        waiting: [],
      };
      block.warning = warning;
      blocks.set(live, block);
      if (settings().blockStart === 'block') startTimer(live, block);
      return null;
    },
    unblock(live: LiveInteraction, frame: string): string | null {
      const block = blocks.get(live);
      if (block === undefined) return settings().unblockWithoutBlock === 'ok' ? null : 'Mark done is not blocked';
      if (block.frame !== frame && settings().unblockByOthers === 'error') return 'Another client blocks mark done';
      lift(live);
      if (block.heldBack && settings().unblockCompletesDone) markDone.finish(live, block.waiting);
      return null;
    },
    blockOf: (live: LiveInteraction) => blocks.get(live) ?? null,
    warnings: () =>
      warned.map((live) => ({
        interactionId: live.id,
        party: live.party,
        message: blocks.get(live)?.warning ?? '',
      })),
    dismiss(interactionId: string): void {
      warned = warned.filter((live) => live.id !== interactionId);
    },
    reset(): void {
      for (const live of [...blocks.keys()]) lift(live);
    },
  };
  return markDone;
}
