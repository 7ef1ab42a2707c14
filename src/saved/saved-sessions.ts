/**
 * Sessions on the disk, in the extension's own IndexedDB: what was seen, as lines of a recording (docs/recording.md), in
 * chunks that are compressed one by one. IndexedDB, because a whole chunk with its counts is written or not (a transaction),
 * and because panels may write; the other store of browsers for much data (OPFS) writes in place only in workers.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';

/** The name of the database, and the version of what is in it. */
const NAME = 'wwe-devtools sessions';
const VERSION = 1;

/** What is counted of the lines in a chunk, or in all of them. */
export interface SavedCounts {
  /** Lines. */
  readonly facts: number;
  /** Those that are entries. */
  readonly entries: number;
  /** Entries that never arrived, or were left out because they came more quickly than they could be written. */
  readonly lost: number;
}

/** One session, without its lines. */
export interface SavedSession extends SavedCounts {
  readonly id: number;
  /** The user's; empty: none. */
  readonly name: string;
  /** The user's; empty: none. */
  readonly note: string;
  /** When saving began, and when it last wrote: ms since the epoch. */
  readonly begun: number;
  readonly written: number;
  /** On the disk, and as the file of a recording. */
  readonly bytes: number;
  readonly size: number;
  readonly chunks: number;
  /** Of the documents in it. */
  readonly origins: readonly string[];
  /** Versions of the extension and of the browser. */
  readonly tool: string;
  readonly browser: string;
}

/** Lines that are written together. */
export interface SavedChunk extends SavedCounts {
  /** The lines, each with its line feed; gzip. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Bytes of the lines. */
  readonly size: number;
  /** Of documents that first appear in it. */
  readonly origins: readonly string[];
}

interface Schema extends DBSchema {
  sessions: { key: number; value: SavedSession };
  /** By session and number, from 0. */
  chunks: { key: [number, number]; value: Uint8Array<ArrayBuffer> };
}

/** The sessions on the disk. Each call rejects with what the browser's database throws; of a full disk, `QuotaExceededError`. */
export interface SavedSessions {
  /** Begins one. @returns its id @param now ms since the epoch */
  begin(about: Pick<SavedSession, 'tool' | 'browser'>, now: number): Promise<number>;
  /** Adds a chunk, or nothing of it. @returns false: somebody deleted the session @param now ms since the epoch */
  append(id: number, chunk: SavedChunk, now: number): Promise<boolean>;
  /** Those that are there; what was written last first. */
  list(): Promise<readonly SavedSession[]>;
  /** Gives it a name and a note. Nothing happens if it is not there. */
  describe(id: number, words: Partial<Pick<SavedSession, 'name' | 'note'>>): Promise<void>;
  /**
   * The lines of a session as it was listed, as bytes; one chunk at a time is in memory.
   * @throws TypeError of a chunk that is damaged
   */
  lines(session: Pick<SavedSession, 'id' | 'chunks'>): AsyncGenerator<Uint8Array<ArrayBuffer>, void>;
  delete(id: number): Promise<void>;
  close(): void;
}

/** Opens the database, and makes it if there is none. */
export async function openSavedSessions(): Promise<SavedSessions> {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('sessions', { keyPath: 'id', autoIncrement: true });
      database.createObjectStore('chunks');
    },
    // Somebody wants all of it deleted: who holds it open would be waited for.
    blocking: (_now, _wanted, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
  const change = async (id: number, part: (session: SavedSession) => Partial<SavedSession>) => {
    const writing = db.transaction('sessions', 'readwrite');
    const session = await writing.store.get(id);
    if (session) await writing.store.put({ ...session, ...part(session) });
    await writing.done;
  };
  return {
    async begin({ tool, browser }, now) {
      const none = { name: '', note: '', bytes: 0, size: 0, chunks: 0, facts: 0, entries: 0, lost: 0, origins: [] };
      const session: Omit<SavedSession, 'id'> = { ...none, begun: now, written: now, tool, browser };
      // The database gives the id.
      return db.add('sessions', session as SavedSession);
    },
    async append(id, { bytes, size, facts, entries, lost, origins }, now) {
      const writing = db.transaction(['sessions', 'chunks'], 'readwrite');
      const session = await writing.objectStore('sessions').get(id);
      if (session) {
        const added = {
          written: now,
          bytes: session.bytes + bytes.length,
          size: session.size + size,
          chunks: session.chunks + 1,
          facts: session.facts + facts,
          entries: session.entries + entries,
          lost: session.lost + lost,
          origins: [...new Set([...session.origins, ...origins])],
        };
        await Promise.all([
          writing.objectStore('chunks').add(bytes, [id, session.chunks]),
          writing.objectStore('sessions').put({ ...session, ...added }),
        ]);
      }
      await writing.done;
      return session !== undefined;
    },
    async list() {
      const all = await db.getAll('sessions');
      return all.sort((a, b) => b.written - a.written || b.id - a.id);
    },
    describe: (id, words) => change(id, () => words),
    async *lines({ id, chunks }) {
      for (let n = 0; n < chunks; n += 1) {
        const bytes = await db.get('chunks', [id, n]);
        if (!bytes) return;
        yield await unpack(bytes);
      }
    },
    async delete(id) {
      const writing = db.transaction(['sessions', 'chunks'], 'readwrite');
      await Promise.all([
        writing.objectStore('sessions').delete(id),
        writing.objectStore('chunks').delete(IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER])),
      ]);
      await writing.done;
    },
    close: () => db.close(),
  };
}

/** Deletes all saved sessions, and the database with them. Whoever has it open must let go of it, as every panel does. */
export async function deleteSavedSessions(): Promise<void> {
  await deleteDB(NAME);
}

/** Compresses lines. */
export async function pack(text: string): Promise<Pick<SavedChunk, 'bytes' | 'size'>> {
  const lines = new TextEncoder().encode(text);
  return { bytes: await through(lines, new CompressionStream('gzip')), size: lines.length };
}

function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return through(bytes, new DecompressionStream('gzip'));
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  { readable, writable }: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = writable.getWriter();
  // What goes wrong is told to whoever reads, too.
  const written = writer.write(bytes).then(() => writer.close());
  written.catch(() => undefined);
  return new Uint8Array(await new Blob(await parts(readable)).arrayBuffer());
}

async function parts(readable: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>[]> {
  const found: Uint8Array<ArrayBuffer>[] = [];
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return found;
    found.push(value);
  }
}
