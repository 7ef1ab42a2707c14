/**
 * Calling lists: chains of records, and what pages change in them (docs/protocol.md#outbound-services,
 * docs/protocol.md#user-data). All people are invented.
 */
import type { LiveInteraction } from '../state/live-interaction.ts';
import type { Random } from '../state/random.ts';

/** One record: a number to call, and its fields. */
export interface CallRecord {
  /** Its number in the chain, from 1. */
  readonly handle: number;
  readonly fields: Map<string, unknown>;
}

/** The records of one customer. */
export interface Chain {
  readonly records: readonly CallRecord[];
  /** Handle of the record that is shown or was called. */
  current: number;
  callResult: number;
  doNotCall: boolean;
  /** When it is to be called again; null: not rescheduled. */
  rescheduled: { readonly handle: number; readonly date: string; readonly callbackType: string } | null;
}

/** All chains. */
export interface Records {
  /** Makes a chain; `userData` is what its interaction starts with. */
  make(campaign: string): { readonly party: string; readonly userData: Readonly<Record<string, unknown>> };
  /** The chain that an interaction is about: its own, or that of the preview it was dialled from. Null: none. */
  of(live: LiveInteraction): Chain | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** The call result of a record that was not called (docs/protocol.md does not say what the numbers mean). */
const UNKNOWN_RESULT = 28;
const PEOPLE = ['Noa Sample', 'Chris Specimen', 'Toni Placeholder', 'Luca Template', 'Mika Muster'];

/** Makes empty lists; `random` is a source of their own. */
export function createRecords(random: Random): Records {
  const made = new Map<string, Chain>();
  const adopted = new Map<string, Chain>();
  const byLive = new WeakMap<LiveInteraction, Chain>();
  let lastId = 1000;
  let lastPhone = 41;

  const chainOf = (phones: readonly string[], fields: (phone: string, handle: number) => Fields): Chain => ({
    records: phones.map((phone, index) => ({
      handle: index + 1,
      fields: new Map(Object.entries(fields(phone, index + 1))),
    })),
    current: 1,
    callResult: UNKNOWN_RESULT,
    doNotCall: false,
    rescheduled: null,
  });
  const nextPhone = (): string => {
    lastPhone = (lastPhone + 1) % 100;
    return `+155501${String(lastPhone).padStart(2, '0')}`;
  };
  /** A preview that came by other ways brings its record in its user data. */
  const adopt = (live: LiveInteraction): Chain => {
    const brought = [...live.userData].filter(([key]) => key.startsWith('GSW_'));
    const chain = chainOf([nextPhone()], (phone, handle) => ({
      GSW_PHONE: phone,
      GSW_RECORD_HANDLE: handle,
      ...Object.fromEntries(brought),
    }));
    const id = idOf(live.userData.get('GSW_CHAIN_ID'));
    if (id !== null) adopted.set(id, chain);
    return chain;
  };
  return {
    make(campaign) {
      lastId += 1;
      const phones = Array.from({ length: 1 + random.below(3) }, nextPhone);
      const chain = chainOf(phones, (phone, handle) => ({
        GSW_CAMPAIGN_NAME: campaign,
        GSW_CALLING_LIST: 'Example list',
        GSW_RECORD_HANDLE: handle,
        GSW_CHAIN_ID: lastId,
        GSW_PHONE: phone,
        GSW_CALL_RESULT: UNKNOWN_RESULT,
      }));
      made.set(String(lastId), chain);
      return { party: random.pick(PEOPLE), userData: Object.fromEntries(chain.records[0]?.fields ?? []) };
    },
    of(live) {
      const own = byLive.get(live);
      if (own !== undefined) return own;
      const id = idOf(live.userData.get('GSW_CHAIN_ID'));
      const known = id === null ? undefined : made.get(id);
      // Two previews that bring the same id by chance are two chains; a call belongs to the last of them.
      const found = live.kind === 'preview' ? adopt : () => (id === null ? null : (adopted.get(id) ?? null));
      const chain = known ?? found(live);
      if (chain !== null) byLive.set(live, chain);
      return chain;
    },
  };
}

/** A chain's id as a key; null for what cannot be one. */
function idOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
