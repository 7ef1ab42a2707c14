/** What the host page's address asks for. */
import { isSpeed, LEAST_SPEED, MOST_SPEED } from './clock.ts';

/** The host page's query, read. */
export interface HostQuery {
  /** Client frames; null: not said. */
  readonly clients: number | null;
  /** Address of the page to embed, or null for the server's or the simulator's own. */
  readonly page: string | null;
  /** Name of a scenario of the library; null: none is to be played; undefined: not said, the server's counts. */
  readonly scenario: string | null | undefined;
  /** How fast WWE's time runs; null: not said. */
  readonly speed: number | null;
  /** For ids that are the same each time; null: new ones at each load, as in the field. */
  readonly seed: number | null;
  /** The patch in `settings`, if any. */
  readonly settings: unknown;
  /** Extra query for the embedded demo page, such as `subscribe=none`. */
  readonly client: string;
  /** By this name Node.js talks to this desktop; empty: the one without a name. */
  readonly desk: string;
  /** What was wrong, in words. */
  readonly problems: readonly string[];
}

/** No more client frames than this. */
export const MOST_CLIENTS = 8;

/** `scene` is the older word for two of them. */
const SCENES: Readonly<Record<string, string | null>> = { lively: 'calm-day', empty: null };

/**
 * Reads `?clients=2&page=URL&scenario=calm-day&speed=10&seed=7&settings={…}&client=subscribe%3Dnone&desk=NAME`. Whether
 * there is a scenario of that name is not looked at here.
 */
export function readQuery(search: string): HostQuery {
  const query = new URLSearchParams(search);
  const problems: string[] = [];
  const count = Number(query.get('clients') ?? 1);
  if (!Number.isInteger(count) || count < 0 || count > MOST_CLIENTS) {
    problems.push(`clients must be a whole number from 0 to ${MOST_CLIENTS}.`);
  }
  const page = query.get('page');
  if (page !== null && !isPageAddress(page)) problems.push('page must be an http or https address.');
  const seed = query.get('seed');
  if (seed !== null && !/^\d{1,9}$/.test(seed)) problems.push('seed must be a whole number.');
  const speed = query.get('speed');
  if (speed !== null && !isSpeed(Number(speed))) {
    problems.push(`speed must be a number from ${LEAST_SPEED} to ${MOST_SPEED}.`);
  }
  let settings: unknown;
  try {
    const text = query.get('settings');
    if (text !== null) settings = JSON.parse(text);
  } catch {
    problems.push('settings must be JSON, such as {"deliveries":"double"}.');
  }
  return {
    clients: query.has('clients') && Number.isInteger(count) ? Math.min(Math.max(count, 0), MOST_CLIENTS) : null,
    page: page !== null && isPageAddress(page) ? page : null,
    scenario: readScenarioName(query, problems),
    speed: speed !== null && isSpeed(Number(speed)) ? Number(speed) : null,
    seed: seed === null ? null : Number(seed) || 0,
    settings,
    client: query.get('client') ?? '',
    desk: query.get('desk') ?? '',
    problems,
  };
}

/** Whether a frame can show what is there: a whole http or https address. */
export function isPageAddress(text: unknown): text is string {
  return typeof text === 'string' && /^https?:\/\//i.test(text) && URL.canParse(text);
}

function readScenarioName(query: URLSearchParams, problems: string[]): string | null | undefined {
  const name = query.get('scenario');
  if (name !== null) return name === '' ? null : name;
  const scene = query.get('scene');
  if (scene === null) return undefined;
  if (Object.hasOwn(SCENES, scene)) return SCENES[scene];
  problems.push(
    `There is no scene "${scene}": it is empty or lively. scenario=NAME plays any scenario of the library.`,
  );
  return undefined;
}

/**
 * Address of the nth client frame (from 1): the given page, or our own under this machine's other name. `demoPage` is a
 * scenario's query for our own page; the address's counts more.
 */
export function clientUrl(
  query: HostQuery,
  page: string | null,
  place: { hostname: string; port: string },
  n: number,
  demoPage: Readonly<Record<string, string>> = {},
): string {
  if (page !== null) return page;
  const other = place.hostname === '127.0.0.1' ? 'localhost' : '127.0.0.1';
  const own = new URL(`http://${other}:${place.port}/client/`);
  own.searchParams.set('frame', String(n));
  for (const [key, value] of Object.entries(demoPage)) own.searchParams.set(key, value);
  for (const [key, value] of new URLSearchParams(query.client)) own.searchParams.set(key, value);
  return own.href;
}
