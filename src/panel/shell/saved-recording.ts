/** A session on the disk as a recording that can be opened. */
import type { SavedSession, SavedSessions } from '../../saved/index.ts';
import type { RecordingFile } from '../stores/recordings.ts';
import { wallTime } from '../text/format.ts';
import { t } from '../text/i18n.ts';

/** What its user called it, or when it began. */
export function savedName({ name, begun }: Pick<SavedSession, 'name' | 'begun'>): string {
  return name || t('saved_session_of', wallTime(begun));
}

/** The session as a file; it is read piece by piece. @throws what loading a part of the panel throws */
export async function savedRecording(session: SavedSession, sessions: SavedSessions): Promise<RecordingFile> {
  const { savedFile } = await import('../../saved/index.ts');
  const { id: saved, size } = session;
  return { name: savedName(session), size, saved, stream: () => savedFile(session, sessions) };
}

/** The session of an id. @throws what the browser's database throws; an Error in words where it is not there any more */
export async function findSaved(id: number): Promise<RecordingFile> {
  const { openSavedSessions } = await import('../../saved/index.ts');
  const sessions = await openSavedSessions();
  const session = (await sessions.list()).find((one) => one.id === id);
  if (!session) throw new Error(t('saved_gone'));
  return savedRecording(session, sessions);
}
