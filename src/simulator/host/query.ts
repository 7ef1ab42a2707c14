/** What the host page's address asks for. */

/** The host page's query, read. */
export interface HostQuery {
  readonly clients: number;
  /** Address of the page to embed, or null for the simulator's own. */
  readonly page: string | null;
  readonly scene: 'empty' | 'lively';
  /** For ids that are the same each time; null: new ones at each load, as in the field. */
  readonly seed: number | null;
  /** The patch in `settings`, if any. */
  readonly settings: unknown;
  /** Extra query for the embedded demo page, such as `subscribe=none`. */
  readonly client: string;
  /** What was wrong, in words. */
  readonly problems: readonly string[];
}

const MAX_CLIENTS = 8;

/** Reads `?clients=2&page=URL&scene=lively&seed=7&settings={…}&client=subscribe%3Dnone`. */
export function readQuery(search: string): HostQuery {
  const query = new URLSearchParams(search);
  const problems: string[] = [];
  const count = Number(query.get('clients') ?? 1);
  if (!Number.isInteger(count) || count < 0 || count > MAX_CLIENTS) {
    problems.push(`clients must be a whole number from 0 to ${MAX_CLIENTS}.`);
  }
  const page = query.get('page');
  if (page !== null && !/^https?:\/\//i.test(page)) problems.push('page must be an http or https address.');
  const scene = query.get('scene') ?? 'empty';
  if (scene !== 'empty' && scene !== 'lively') problems.push(`There is no scene "${scene}": it is empty or lively.`);
  const seed = query.get('seed');
  if (seed !== null && !/^\d{1,9}$/.test(seed)) problems.push('seed must be a whole number.');
  let settings: unknown;
  try {
    const text = query.get('settings');
    if (text !== null) settings = JSON.parse(text);
  } catch {
    problems.push('settings must be JSON, such as {"deliveries":"double"}.');
  }
  return {
    clients: Number.isInteger(count) ? Math.min(Math.max(count, 0), MAX_CLIENTS) : 1,
    page: page !== null && /^https?:\/\//i.test(page) ? page : null,
    scene: scene === 'lively' ? 'lively' : 'empty',
    seed: seed === null ? null : Number(seed) || 0,
    settings,
    client: query.get('client') ?? '',
    problems,
  };
}

/** Address of the nth client frame (from 1): the given page, or our own under this machine's other name. */
export function clientUrl(
  query: HostQuery,
  page: string | null,
  place: { hostname: string; port: string },
  n: number,
): string {
  if (page !== null) return page;
  const other = place.hostname === '127.0.0.1' ? 'localhost' : '127.0.0.1';
  const own = new URL(`http://${other}:${place.port}/client/`);
  own.searchParams.set('frame', String(n));
  for (const [key, value] of new URLSearchParams(query.client)) own.searchParams.set(key, value);
  return own.href;
}
