/** How far the clocks of a time zone are ahead of UTC, and which moments a time on them can be. Pure: the zone is a parameter. */

/** A zone's name (IANA), or `UTC`. */
export type Zone = string;

/** The zone of the computer's clock, as it is set now. A browser may name one that it does not take: then it is UTC. */
export function localZone(): Zone {
  try {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Clocks are put ahead or back at a full quarter of an hour of UTC, since 1972. What is known holds so long. */
const QUARTER = 15 * MINUTE;
const QUARTERS_SINCE = Date.UTC(1973, 0, 1);
/** The most that two offsets of one zone are apart, and some more: Samoa went from -11 to +13 in a night. */
const AROUND = 36 * HOUR;
/** Quarters that are remembered, of all zones. */
const MOST = 20_000;

/** What clocks show, from the year to the millisecond. As UTC, so that it can be counted with. */
export type LocalTime = number;

const formats = new Map<Zone, Intl.DateTimeFormat>();

function formatOf(zone: Zone): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

const offsets = new Map<string, number>();

/** By how much the clocks of a zone are ahead of UTC, ms. @param wall ms since the epoch */
export function offsetAt(zone: Zone, wall: number): number {
  if (zone === 'UTC') return 0;
  if (wall < QUARTERS_SINCE) return measuredOffset(zone, wall);
  const quarter = Math.floor(wall / QUARTER);
  const key = `${quarter} ${zone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = measuredOffset(zone, quarter * QUARTER);
  if (offsets.size >= MOST) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function measuredOffset(zone: Zone, wall: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(wall)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(wall / 1_000) * 1_000;
}

/** What the clocks of a zone show. @param wall ms since the epoch */
export function localTime(zone: Zone, wall: number): LocalTime {
  return wall + offsetAt(zone, wall);
}

/**
 * The moments at which the clocks of a zone show a time, ms since the epoch, oldest first: one; two where clocks are put back
 * over it; none where they are put ahead over it.
 */
export function momentsOf(zone: Zone, local: LocalTime): readonly number[] {
  if (zone === 'UTC') return [local];
  const possible = new Set([offsetAt(zone, local - AROUND), offsetAt(zone, local + AROUND)]);
  // In between there may have been a third one, for some hours.
  for (const offset of [...possible]) possible.add(offsetAt(zone, local - offset));
  const moments = [...possible].map((offset) => local - offset).filter((wall) => localTime(zone, wall) === local);
  return moments.sort((a, b) => a - b);
}

/** Whether the clocks of a zone show twice what they show at a moment. @param wall ms since the epoch */
export function isShownTwice(zone: Zone, wall: number): boolean {
  return zone !== 'UTC' && momentsOf(zone, localTime(zone, wall)).length > 1;
}

/** An offset as it is written: `+01:00`, `Z` where the zone is UTC. Seconds, which zones had before 1972, are written too. */
export function offsetText(zone: Zone, wall: number): string {
  if (zone === 'UTC') return 'Z';
  const offset = offsetAt(zone, wall);
  const rest = Math.abs(offset) / 1_000;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const seconds = rest % 60 === 0 ? '' : `:${two(rest % 60)}`;
  return `${offset < 0 ? '-' : '+'}${two(rest / 3_600)}:${two((rest / 60) % 60)}${seconds}`;
}
