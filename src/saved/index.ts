/** Sessions on the disk: what the panel loads when it needs them. */
export { savedFile } from './saved-file.ts';
export {
  deleteSavedSessions,
  openSavedSessions,
  type SavedSession,
  type SavedSessions,
} from './saved-sessions.ts';
export { type SessionWriter, startWriter, type WhyEnded } from './session-writer.ts';
