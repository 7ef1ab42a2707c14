import type { Session } from '../api.ts';
import type { SessionLimits } from '../model.ts';
import { createMessages } from '../rows/message-rows.ts';
import { createGuessingSession } from './guessing-session.ts';

/** An empty session with rows. */
export function attachedSession(limits: Partial<SessionLimits> = {}): Session {
  const session = createGuessingSession(limits);
  session.attach(createMessages);
  return session;
}
