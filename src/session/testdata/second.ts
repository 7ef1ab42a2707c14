/** A second WWE beside the one of `world()`, for clients that are directed there, and an untrusted sender. */

import type { Session } from '../api.ts';
import type { SessionDocument } from '../model.ts';
import { attachedSession } from './attached.ts';
import { Record, world } from './world.ts';

export const SECOND = 'https://second.example.com';
/** A frame in the first client's own page, to which that page directs its client. */
export const FROM_SECOND = { peer: 'top/0/0', origin: SECOND };
export const FORGED = { peer: 'top/9', origin: 'https://forged.example.com' };

export function worlds() {
  return { ...world(), second: new Record('second', 'top/0/0', { origin: SECOND, timeOrigin: 1_003 }) };
}

/** The client asks the second WWE, which answers: a proof. */
export function proveAt(t: number, second: Record, client: Record, ref = 'p'): void {
  second.request(t, client, ref, 'agent.get');
  client.answer(t + 10, ref, {}, FROM_SECOND);
}

export function fed(...records: readonly Record[]): Session {
  const session = attachedSession();
  session.feed(records.flatMap((one) => one.inputs()));
  return session;
}

export function shown(session: Session, id: string): SessionDocument | undefined {
  return session.documents().find((one) => one.info.document === id);
}

export const states = (session: Session) => session.interactions().map((one) => `${one.id} ${one.state}`);
