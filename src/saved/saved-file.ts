/** A saved session as the file of a recording, to be read as any other one. */
import { createHeader, type RecordingEnd } from '../recording/format.ts';
import type { SavedSession, SavedSessions } from './saved-sessions.ts';

/** The bytes of the file. What was saved is as it came, but for tokens: it is redacted when it is exported. */
export async function* savedFile(
  session: SavedSession,
  sessions: Pick<SavedSessions, 'lines'>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const { begun, tool, browser, origins, lost, facts, entries } = session;
  const encoder = new TextEncoder();
  const missing = { lost, dropped: 0, notes: 0, omitted: 0 };
  const header = createHeader({ tool, browser, origins, missing, made: new Date(begun).toISOString() });
  yield encoder.encode(`${JSON.stringify(header)}\n`);
  yield* sessions.lines(session);
  const end: RecordingEnd = { what: 'end', facts, entries };
  yield encoder.encode(`${JSON.stringify(end)}\n`);
}
