/** The page's subscriptions to one event name, the events of that name, and the handlers that ran for them. */

import { firstNot } from '../../table/first-not.ts';
import type { Exchange } from '../exchange.ts';
import type { HandlerRun } from '../messages-model.ts';
import type { RowSlot } from './row-slot.ts';

/** A page's clock may be coarser than that of its bridge by this much, ms. */
const GRAIN_MS = 1;
/** A handler's run that is this much later than the event before it, ms, is another event's, which nobody recorded. */
const RUN_MS = 30_000;
/** Runs that are moved at once to the event before theirs: more are not within a clock's grain. */
const MOST_MOVED = 100;

/** The page's subscriptions to one event name, and the events of that name. */
export class EventSubscriptions {
  /** By number. */
  events: RowSlot[] = [];
  readonly subscribes = new Set<Exchange>();
  /** ms since the epoch, when the first subscribe was sent; number of the entry of the first confirmation. */
  firstSent = Number.POSITIVE_INFINITY;
  firstConfirmed = Number.POSITIVE_INFINITY;

  /** Looks at the subscriptions anew. @returns the events for which that makes a difference */
  refresh(): readonly RowSlot[] {
    const { firstSent, firstConfirmed } = this;
    this.firstSent = Number.POSITIVE_INFINITY;
    this.firstConfirmed = Number.POSITIVE_INFINITY;
    for (const { pair, request } of this.subscribes) {
      this.firstSent = Math.min(this.firstSent, pair.asked?.t ?? Number.POSITIVE_INFINITY);
      const isConfirmed = pair.answered !== null && pair.answered.error === null && request.answeredBy === 'wwe';
      if (isConfirmed) this.firstConfirmed = Math.min(this.firstConfirmed, pair.answered?.n ?? 0);
    }
    if (firstSent === this.firstSent && firstConfirmed === this.firstConfirmed) return [];
    const until = Math.max(firstConfirmed, this.firstConfirmed);
    const end = this.events.findIndex((slot) => slot.n >= until);
    return end < 0 ? this.events : this.events.slice(0, end);
  }

  /** How many of the kept events came at a time or later, ms since the epoch. */
  countSince(t: number): number {
    const { events } = this;
    return events.length - firstNot(events.length, (place) => (events[place]?.t ?? 0) < t);
  }

  /** Forgets the events that are gone. @param areOldest they stand at the beginning */
  forgetGone(areOldest: boolean): void {
    if (!areOldest) this.events = this.events.filter((slot) => !slot.isGone);
    else if (this.events[0]?.isGone) {
      const kept = this.events.findIndex((slot) => !slot.isGone);
      this.events.splice(0, kept < 0 ? this.events.length : kept);
    }
  }

  /**
   * Gives a handler's run to its event, among those recorded so far. A window handles one message after the other, so runs
   * come in the order of their events, each between its own and the next, as far as clocks can tell. Where a run seems to
   * belong to an event that has one, the earlier run was the event's before.
   *
   * @param by who ran, @param lossAt when something was missing last, ms since the epoch: an event, or a run, may be among it
   * @returns the events that have other runs now; empty: it is nobody's
   */
  assignRun(run: HandlerRun, by: string, lossAt: number): readonly RowSlot[] {
    const { events } = this;
    let last = events.length - 1;
    // A run comes right after its event: this is a step or two.
    while (last >= 0 && (events[last]?.t ?? 0) > run.t) last -= 1;
    const free = this.freeBefore(last, by, lossAt <= run.t ? lossAt : Number.NEGATIVE_INFINITY);
    const changed = free === null ? this.nextFree(last + 1, run.t, by) : events.slice(free, last + 1);
    if (run.t - (changed[0]?.t ?? 0) > RUN_MS) return [];
    changed.forEach((slot, index) => {
      const own = changed[index + 1]?.takeRun(by) ?? run;
      slot.run(by, own);
    });
    return changed;
  }

  /** The first event from a place on without a run, if it came hardly later than the run. */
  private nextFree(place: number, t: number, by: string): readonly RowSlot[] {
    for (let at = place; ; at += 1) {
      const slot = this.events[at];
      if (!slot || slot.t - t > GRAIN_MS) return [];
      if (!slot.hasRun(by)) return [slot];
    }
  }

  /** The nearest place up to `last` without a run, if all runs from there on can be those of the event before. */
  private freeBefore(last: number, by: string, lossAt: number): number | null {
    for (let free = last; free >= 0 && free > last - MOST_MOVED; free -= 1) {
      const slot = this.events[free];
      if (!slot || slot.t < lossAt) return null;
      const run = slot.runOf(by);
      if (!run) return free;
      if (slot.t < run.t - GRAIN_MS) return null;
    }
    return null;
  }
}
