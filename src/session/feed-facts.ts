/** A session made of facts: what recordings hold (docs/recording.md). */
import type { Entry } from '../entry/entry.ts';
import { type Fact, isAnnotation } from '../entry/fact.ts';
import type { Session } from './api.ts';
import type { SessionInput } from './model.ts';

/** How to feed. */
export interface FeedOptions {
  /** Ends it; what waits then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** So many facts are fed at once. */
  readonly batch?: number | undefined;
  /** Waited for after each batch, that the panel can draw. */
  readonly pause?: (() => Promise<void>) | undefined;
}

const BATCH = 5_000;

/** Feeds a session with facts, some at once. @returns how many there were @throws what the facts throw, when those before it are fed; the signal's reason */
export async function feedFacts(
  session: Session,
  facts: AsyncIterable<Fact> | Iterable<Fact>,
  { signal, batch = BATCH, pause }: FeedOptions = {},
): Promise<number> {
  let waiting: Fact[] = [];
  let count = 0;
  const feed = async () => {
    signal?.throwIfAborted();
    session.feed(inputsOf(waiting));
    count += waiting.length;
    waiting = [];
    await pause?.();
  };
  try {
    for await (const fact of facts) {
      waiting.push(fact);
      if (waiting.length >= batch) await feed();
    }
  } catch (error) {
    // What came before the error is not lost.
    if (!signal?.aborted) await feed();
    throw error;
  }
  await feed();
  return count;
}

/** What a session is fed with: entries of one document that follow each other together. */
export function inputsOf(facts: readonly Fact[]): readonly SessionInput[] {
  const inputs: SessionInput[] = [];
  let entries: Entry[] = [];
  let of: string | null = null;
  for (const fact of facts) {
    if (isAnnotation(fact)) continue;
    if (fact.what !== 'entry') {
      of = null;
      inputs.push(fact);
    } else if (fact.document === of) entries.push(fact.entry);
    else {
      of = fact.document;
      entries = [fact.entry];
      inputs.push({ what: 'entries', document: of, entries });
    }
  }
  return inputs;
}
