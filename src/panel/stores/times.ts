/** How moments are written and read in this panel: by the setting, and by the row from which on times are counted. */
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Session } from '../../session/api.ts';
import type { MessageList } from '../../session/messages-model.ts';
import type { FilterTimes } from '../filter/moments.ts';
import type { ShownTimes } from '../text/format.ts';
import { dayText } from '../text/moment.ts';
import { localZone, type Zone } from '../text/zone.ts';
import type { SettingsStore, TimeMode } from './settings.ts';

/** The times of a panel. */
export interface TimesStore {
  readonly mode: ReadonlySignal<TimeMode>;
  readonly shown: ReadonlySignal<ShownTimes>;
  /** The zone of times of day. */
  readonly zone: ReadonlySignal<Zone>;
  /** From which moment on distances are counted, by the panel's clock: that of a marked row, else of the first; null: of none yet. */
  readonly origin: ReadonlySignal<number | null>;
  /** The moment of the marked row, by the panel's clock; null: none is. */
  readonly marked: ReadonlySignal<number | null>;
  /** The rows of Messages, once they are made. */
  readonly rows: Signal<Pick<MessageList, 'at' | 'length' | 'dropped'> | null>;
  /** By what to read a moment now. Who calls it in a computed signal depends on the setting, not on the clock. */
  reading(): FilterTimes;
  /** Writes moments so from now on; with `relative`, from the first row. */
  choose(mode: TimeMode): void;
  /** Writes times of day again, as before they were counted from a row. */
  showTimesOfDay(): void;
  /** Counts times from a moment on. @param t by the panel's clock */
  countFrom(t: number): void;
}

/** What the store needs. */
export interface TimesParts {
  readonly settings: Pick<SettingsStore, 'settings' | 'change'>;
  readonly session: Pick<Session, 'interactions' | 'requests' | 'counts'>;
  /** Rises when the session may have changed. */
  readonly version: ReadonlySignal<number>;
  /** Rises once a second. */
  readonly clock: ReadonlySignal<number>;
  /** The present by the panel's clock: the last second of `clock` may be older than a row that came since. */
  readonly now: () => number;
  /** What the wall clock showed, ms since the epoch. @param t by the panel's clock */
  readonly wall: (t: number) => number;
  /** The computer's. */
  readonly local?: Zone;
}

/** With more messages than these, the first one is not looked for again and again. */
const MANY = 2_000;

/** When the first of what a session tells was, as far as it tells without its rows; undefined: nothing was yet. */
function firstOf(session: TimesParts['session']): number | undefined {
  const seen = [session.requests()[0]?.sentAt, session.interactions()[0]?.firstSeen];
  const known = seen.filter((t) => typeof t === 'number');
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** Makes the store; it follows the session until `abort`. */
export function createTimes(
  { settings, session, version, clock, now, wall, local = localZone() }: TimesParts,
  abort: AbortSignal,
): TimesStore {
  const mode = computed(() => settings.settings.value.times);
  const zone = computed(() => (mode.value === 'utc' ? 'UTC' : local));
  /** What was chosen before times were counted from a row. */
  let ofDay: TimeMode = 'local';
  const marked = signal<number | null>(null);
  const rows = signal<TimesStore['rows']['value']>(null);
  let last: number | null = null;
  const first = computed(() => {
    version.value;
    const list = rows.value;
    const length = list?.length ?? session.counts().messages;
    // Once nothing is left, somebody cleared the list. Else the first ones are dropped at some time: their moment stays.
    if (length === 0) last = null;
    else if (list?.dropped === 0) last = list.at(0)?.t ?? last;
    else if (list === null && (last === null || length < MANY)) last = firstOf(session) ?? last;
    return last;
  });
  const stop = effect(() => {
    if (marked.value !== null && first.value === null) marked.value = null;
  });
  abort.addEventListener('abort', stop);
  const origin = computed(() => marked.value ?? first.value);
  /** A date, so that it is another one but once a day. */
  const date = computed(() => dayText(wall(clock.value), zone.value));
  const shown = computed((): ShownTimes => {
    date.value;
    return {
      zone: zone.value,
      origin: mode.value === 'relative' ? origin.value : null,
      today: wall(clock.peek()),
    };
  });
  return {
    mode,
    shown,
    zone,
    origin,
    marked,
    rows,
    reading: () => ({ zone: zone.value, now: wall(now()), origin: () => origin.value }),
    choose(chosen) {
      marked.value = null;
      settings.change({ times: chosen });
    },
    showTimesOfDay() {
      marked.value = null;
      settings.change({ times: ofDay });
    },
    countFrom(t) {
      if (mode.peek() !== 'relative') ofDay = mode.peek();
      marked.value = t;
      settings.change({ times: 'relative' });
    },
  };
}
