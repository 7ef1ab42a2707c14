/**
 * What the tool may do, as an organisation fixes it (managed storage, `public/managed-schema.json`) and as the user has
 * set it (local storage). Each of the two can only take away: what one leaves on, the other may still turn off. Bridges
 * and panels read both by themselves, and hold until they have.
 */

/** Under this key the user's own rules stand in local storage. */
export const RULES_KEY = 'rules';

/** What can be turned off. */
export type Allowance = 'recording' | 'writing' | 'keeping' | 'exporting' | 'unredacted';

/** One of the two as it is stored: nobody has checked it. Null: it could not be read, and may have forbidden everything. */
export type Layer = Readonly<Record<string, unknown>> | null;

/** An organisation's rules, and the user's. */
export type Layers = readonly [fixed: Layer, own: Layer];

/** As much of the storage API as reading rules needs. */
export interface RulesStorage {
  readonly managed: { get(keys: null): Promise<Record<string, unknown>> };
  readonly local: { get(key: string): Promise<Record<string, unknown>> };
}

/** Reads both. Never rejects. */
export function readRules({ managed, local }: RulesStorage): Promise<Layers> {
  return Promise.all([
    // Firefox: "Managed storage manifest not found", if nobody manages this browser. Chromium has an empty object for that.
    managed.get(null).catch((error) => (/not found/.test(error) ? {} : null)),
    local.get(RULES_KEY).then(
      (stored) => Object(stored[RULES_KEY]),
      () => null,
    ),
  ]);
}

/** Whether both leave something on. What is not said is on; what is neither true nor left out is taken for off. */
export function isOn(layers: Layers, what: Allowance): boolean {
  return layers.every((layer) => layer && (layer[what] === undefined || layer[what] === true));
}

/**
 * Whether pages of an origin may be watched. `https://wwe.example.com` stands for itself, `https://*.example.com` for
 * everything below it; no list, for every origin. Windows without an origin of their own (sandboxed) are on no list.
 */
export function isWatched(layers: Layers, origin: string): boolean {
  return layers.every((layer) => {
    const list = layer?.allowedOrigins;
    return Array.isArray(list) ? list.some((one) => isMeant(String(one), origin)) : layer && list === undefined;
  });
}

function isMeant(pattern: string, origin: string): boolean {
  const [before = '', after] = pattern.split('*');
  return after === undefined
    ? origin === pattern
    : before.endsWith('://') && after.startsWith('.') && origin.startsWith(before) && origin.endsWith(after);
}
