/** Writes a session to the disk as it comes: what was fed to it, a second later at most. */
import { type Fact, isAnnotation } from '../entry/fact.ts';
import { Redactor } from '../recording/redact/redactor.ts';
import { lineOf } from '../recording/write-line.ts';
import { pack, type SavedCounts, type SavedSession, type SavedSessions } from './saved-sessions.ts';

/** Why saving ended by itself. */
export type WhyEnded = 'full' | 'deleted' | 'failed';

/** What the writer needs. */
export interface WriterParts {
  readonly sessions: SavedSessions;
  readonly about: Pick<SavedSession, 'tool' | 'browser'>;
  /** Runs something after so many ms, unless the signal is aborted. */
  readonly later: (run: () => void, delay: number, signal: AbortSignal) => void;
  /** The wall clock, ms since the epoch. */
  readonly now: () => number;
  /** Told once, if the writer ends by itself. @param error what the browser threw, if it did */
  readonly onEnded: (why: WhyEnded, error?: unknown) => void;
  /** So many UTF-16 units may wait for the disk; what comes beyond is left out, and counted. */
  readonly mostWaiting?: number;
  /** Told after each chunk that is on the disk. */
  readonly onWritten?: () => void;
}

/** Writes one session. */
export interface SessionWriter {
  readonly id: number;
  /** Takes facts, in the order in which a session is fed with them. */
  add(facts: Iterable<Fact>): void;
  /** Writes what it has, and takes nothing any more. */
  end(): Promise<void>;
}

/** What came is on the disk after this time, in ms. */
const PACE = 1_000;
/** A chunk has about so many UTF-16 units: what is compressed together becomes smaller, and must fit in memory. */
const CHUNK = 1_000_000;
/** A disk that takes nothing for long must not fill the memory. */
const MOST_WAITING = 64_000_000;

/** Lines of facts that become a chunk. */
class Lines {
  text = '';
  facts = 0;
  entries = 0;
  lost = 0;
  readonly origins = new Set<string>();
  add(fact: Fact): void {
    this.text += `${lineOf(fact)}\n`;
    this.facts += 1;
    if (fact.what === 'entry') this.entries += 1;
    if (fact.what === 'lost') this.lost += fact.count;
    if (fact.what === 'document') this.origins.add(fact.info.origin);
  }
  counts(): SavedCounts & { readonly origins: readonly string[] } {
    return { facts: this.facts, entries: this.entries, lost: this.lost, origins: [...this.origins] };
  }
}

/** Begins a session on the disk, and writes it until `abort`. @throws what the browser throws: then nothing was begun */
export async function startWriter(parts: WriterParts, abort: AbortSignal): Promise<SessionWriter> {
  const { sessions, about, later, now, onEnded, onWritten, mostWaiting = MOST_WAITING } = parts;
  const id = await sessions.begin(about, now());
  /** Tokens do not come to the disk. Nothing else is replaced: the panel shows the session as it was. */
  const tokens = new Redactor({ isFull: false });
  /** Nothing is kept of a document that nobody told of: it is forbidden. */
  const documents = new Set<string>();
  /** Entries that were left out, by document. */
  const left = new Map<string, number>();
  let waiting: Lines[] = [];
  let units = 0;
  let isPlanned = false;
  let isOver = false;
  let writing: Promise<void> = Promise.resolve();

  function take(fact: Fact): void {
    if (isAnnotation(fact)) return;
    if (fact.what === 'document') documents.add(fact.info.document);
    else if (!documents.has(fact.document)) return;
    else if (fact.what === 'entry' && units > mostWaiting) {
      left.set(fact.document, (left.get(fact.document) ?? 0) + 1);
      return;
    }
    let last = waiting.at(-1);
    if (!last || last.text.length > CHUNK) {
      last = new Lines();
      waiting.push(last);
    }
    const before = last.text.length;
    last.add(tokens.redact(fact));
    units += last.text.length - before;
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0 && !isOver) {
      const [lines = new Lines()] = waiting.splice(0, 1);
      const packed = await pack(lines.text);
      const isThere = await sessions.append(id, { ...lines.counts(), ...packed }, now());
      units -= lines.text.length;
      if (!isThere) return over('deleted');
      onWritten?.();
      if (waiting.length > 0) continue;
      for (const [document, count] of left) take({ what: 'lost', document, count });
      left.clear();
    }
  }
  function over(why: WhyEnded, error?: unknown): void {
    if (isOver) return;
    isOver = true;
    waiting = [];
    onEnded(why, error);
  }
  function write(): Promise<void> {
    writing = writing.then(writeAll).catch((error: unknown) => over(isFull(error) ? 'full' : 'failed', error));
    return writing;
  }
  const end = (): Promise<void> => {
    const last = write();
    return last.then(() => {
      isOver = true;
    });
  };
  abort.addEventListener('abort', () => void end());
  return {
    id,
    add(facts) {
      if (isOver) return;
      for (const fact of facts) take(fact);
      if (isPlanned || waiting.length === 0) return;
      isPlanned = true;
      later(
        () => {
          isPlanned = false;
          void write();
        },
        PACE,
        abort,
      );
    },
    end,
  };
}

/** Whether the browser refuses more, as its disk, or our share of it, is full. */
function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
