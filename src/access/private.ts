/**
 * Access that was asked for in private windows (Chromium: incognito). Browsers know one list of granted sites for all
 * windows, on the disk. So what was asked for in private windows is given back when the last of them closes, and until then
 * its names stand in memory alone. Ordinary windows neither show nor watch these sites.
 */
import { SINCE_KEY } from './sites.ts';

/** Under this key session storage, which is memory, has the patterns that were asked for in private windows. */
export const PRIVATE_KEY = 'askedInPrivate';
/** Under this key local storage has `true` while there are such patterns: who starts after a crash gives them back. */
export const PRIVATE_MARK = 'hasAskedInPrivate';

/** Storage as the browser has it. */
export interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(content: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Both areas that this needs. Chromium's two halves of an extension (`incognito: split`) share them (measured). */
export interface PrivateStorage {
  readonly local: Area;
  readonly session: Area;
}

/** As much of the extension API as giving back needs. */
export interface PrivateBrowser {
  readonly storage: PrivateStorage;
  readonly permissions: { remove(unwanted: { origins: string[] }): Promise<boolean> };
}

/**
 * Which of the granted patterns are those of private windows. Where memory was lost (a crash, an update of the extension),
 * they are those that nobody wrote down.
 */
export async function privateAmong(
  { session, local }: PrivateStorage,
  granted: readonly string[],
): Promise<readonly string[]> {
  const { [PRIVATE_KEY]: list } = await session.get(PRIVATE_KEY);
  if (Array.isArray(list)) return granted.filter((pattern) => list.includes(pattern));
  const { [PRIVATE_MARK]: mark } = await local.get(PRIVATE_MARK);
  if (mark !== true) return [];
  const { [SINCE_KEY]: written } = await local.get(SINCE_KEY);
  return granted.filter((pattern) => !Object.hasOwn(Object(written), pattern));
}

/**
 * Notes what a private window is about to ask for: before it asks, so that nobody writes it down meanwhile. What is granted
 * already to ordinary windows stays theirs: it is written down with the mark, without a date where that was forgotten, for
 * after a crash what is not written down is taken for private. What is refused does no harm in the list.
 */
export async function noteAsPrivate(
  storage: PrivateStorage,
  granted: readonly string[],
  wanted: readonly string[],
): Promise<void> {
  const before = await privateAmong(storage, granted);
  const list = new Set([...before, ...wanted.filter((pattern) => !granted.includes(pattern))]);
  if (list.size === 0) return;
  await storage.session.set({ [PRIVATE_KEY]: [...list] });
  const { [SINCE_KEY]: written } = await storage.local.get(SINCE_KEY);
  const ofAll = granted.filter((pattern) => !list.has(pattern)).map((pattern) => [pattern, null]);
  const since = { ...Object.fromEntries(ofAll), ...Object(written) };
  await storage.local.set({ [PRIVATE_MARK]: true, [SINCE_KEY]: since });
}

/** An ordinary window has asked for these, too: they are kept like all others from now on. */
export async function keepForAll(
  storage: PrivateStorage,
  granted: readonly string[],
  wanted: readonly string[],
): Promise<void> {
  const before = await privateAmong(storage, granted);
  const left = before.filter((pattern) => !wanted.includes(pattern));
  if (left.length < before.length) await storage.session.set({ [PRIVATE_KEY]: left });
}

/** Gives back what was asked for in private windows: none is open any more. */
export async function endPrivate({ storage, permissions }: PrivateBrowser, granted: readonly string[]): Promise<void> {
  const origins = await privateAmong(storage, granted);
  if (origins.length > 0) await permissions.remove({ origins: [...origins] });
  await storage.session.remove(PRIVATE_KEY);
  await storage.local.remove(PRIVATE_MARK);
}
