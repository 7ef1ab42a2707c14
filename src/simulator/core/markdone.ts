/** Marking done, and holding it back (scapi.md §7). What §7 leaves open is decided by settings. */
import type { Desk } from './desk.ts';
import type { Hub } from './hub.ts';
import { isLive, type Live } from './live.ts';
import type { Settings } from './settings.ts';

/** A warning that WWE shows the agent, because Done was pressed on a blocked interaction. */
export interface Warning {
  readonly interactionId: string;
  readonly party: string;
  readonly message: string;
}

/** What mark-done is made of. */
export interface MarkDoneParts {
  readonly desk: Desk;
  readonly hub: Hub;
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
  /** Whether the agent may press Done: the interaction is over, or is an e-mail in hand. */
  possible(live: Live): boolean;
  /** The agent presses Done. Blocked: a `markdone` event and a warning instead. */
  press(live: Live): void;
  /** Marks done whatever is set. */
  finish(live: Live): void;
  /** Holds a Done back that a request asked for, until the block ends. */
  wait(live: Live, done: () => void): void;
  /** An error text, or null. */
  block(live: Live, warning: string, frame: string): string | null;
  unblock(live: Live, frame: string): string | null;
  blockOf(live: Live): { readonly warning: string } | null;
  warnings(): readonly Warning[];
  dismiss(interactionId: string): void;
  /** Forgets all blocks: they are by id, and a refresh of WWE takes the ids (§7). */
  reset(): void;
}

const EMAIL_IN_HAND: ReadonlySet<string> = new Set(['ACCEPTED', 'USER_DATA_UPDATED']);

/** Makes mark-done without blocks. */
export function createMarkDone({ desk, hub, settings, later }: MarkDoneParts): MarkDone {
  const blocks = new Map<Live, Block>();
  let warned: Live[] = [];

  const lift = (live: Live): Block | undefined => {
    const block = blocks.get(live);
    block?.stopTimer();
    blocks.delete(live);
    warned = warned.filter((one) => one !== live);
    return block;
  };
  const startTimer = (live: Live, block: Block): void => {
    block.stopTimer();
    block.timed = true;
    block.stopTimer = later(settings().blockTimeoutMs, () => {
      if (settings().blockEnd === 'stays') return;
      const goThrough = settings().blockEnd === 'done' && block.heldBack;
      lift(live);
      if (goThrough) markDone.finish(live, block.waiting);
    });
  };
  const holdBack = (live: Live, block: Block): void => {
    block.heldBack = true;
    if (settings().blockStart === 'done' && !block.timed) startTimer(live, block);
    hub.emit('markdone', { interactionId: live.id });
    warned = [...warned.filter((one) => one !== live), live];
  };

  const markDone = {
    possible: (live: Live) => !isLive(live) || (live.medium === 'email' && EMAIL_IN_HAND.has(live.state)),
    press(live: Live): void {
      const block = blocks.get(live);
      if (block !== undefined) holdBack(live, block);
      else markDone.finish(live);
    },
    finish(live: Live, waiting: readonly (() => void)[] = []): void {
      const block = lift(live);
      if (settings().markdoneEventAlways) hub.emit('markdone', { interactionId: live.id });
      if (live.medium === 'voice') desk.tell(live, 'MARK_DONE');
      else desk.move(live, 'COMPLETED', 'MARK_DONE');
      desk.remove(live);
      for (const done of [...waiting, ...(block?.waiting ?? [])]) done();
    },
    wait(live: Live, done: () => void): void {
      const block = blocks.get(live);
      if (block === undefined) return;
      block.waiting.push(done);
      holdBack(live, block);
    },
    block(live: Live, warning: string, frame: string): string | null {
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
    unblock(live: Live, frame: string): string | null {
      const block = blocks.get(live);
      if (block === undefined) return settings().unblockWithoutBlock === 'ok' ? null : 'Mark done is not blocked';
      if (block.frame !== frame && settings().unblockByOthers === 'error') return 'Another client blocks mark done';
      lift(live);
      if (block.heldBack && settings().unblockCompletesDone) markDone.finish(live, block.waiting);
      return null;
    },
    blockOf: (live: Live) => blocks.get(live) ?? null,
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
