/** Reads a recording for a replay: which pages there were, what they asked for, and what they got. */
import { contentIn, type DocumentInfo, type Entry, type Fact } from '../../../recording/index.ts';
import { isRecord } from '../settings/is-record.ts';
import { readIncoming } from '../state/incoming.ts';
import type { AskedFor } from './plan.ts';
import { postable } from './values.ts';

/** A request in a recording. */
export interface SourceRequest {
  /** ms, on the clock that all documents share. */
  readonly t: number;
  /** Its place among all facts: of those at one time the first came first. */
  readonly place: number;
  readonly asked: AskedFor;
  readonly ref: unknown;
}

/** A document of a recording. */
export interface SourceDocument {
  info: DocumentInfo;
  /** What must be added to its times. */
  offset: number;
  /** When it ended; null: nobody knows. */
  ended: { readonly t: number; readonly place: number } | null;
  /** Messages that its window got, oldest first. */
  readonly got: { readonly entry: Entry; readonly place: number }[];
  /** Requests that a probe saw in it. */
  readonly called: SourceRequest[];
}

/** A request, and where it arrived. */
export interface Arrival extends SourceRequest {
  readonly in: SourceDocument;
  readonly peer: string;
  readonly origin: string;
}

/** What a replay is made of. */
export interface Sources {
  readonly documents: readonly SourceDocument[];
  readonly arrivals: readonly Arrival[];
  /** Entries that could not be read as what they are. */
  readonly unread: number;
  /** Reference ids of the tool's own requests: no page made them. */
  readonly toolRefs: ReadonlySet<string>;
}

/** What reference ids of the tool's own requests begin with. */
const TOOL = 'wwe-devtools-';

/** Reads facts to their end. */
export async function readSources(facts: AsyncIterable<Fact> | Iterable<Fact>): Promise<Sources> {
  const documents = new Map<string, SourceDocument>();
  const arrivals: Arrival[] = [];
  const toolRefs = new Set<string>();
  let unread = 0;
  let place = 0;
  const of = (id: string): SourceDocument => {
    const known = documents.get(id);
    if (known) return known;
    const info = { document: id, url: '', origin: '', title: '', path: '', target: null, timeOrigin: 0 };
    const made: SourceDocument = { info, offset: 0, ended: null, got: [], called: [] };
    documents.set(id, made);
    return made;
  };
  const take = (document: SourceDocument, entry: Entry): void => {
    const { kind, sort, ref, peer, origin } = entry;
    const t = entry.t + document.offset;
    if (document.info.path === '') document.info = { ...document.info, path: entry.path };
    if (sort === 'command' || ref.startsWith(TOOL)) {
      toolRefs.add(ref);
      return;
    }
    if (sort === 'probe') {
      const note = kind === 'called' ? contentIn(entry) : null;
      const request = isRecord(note) ? requestOf(note.message, t, place) : null;
      if (request) document.called.push(request);
    } else if (kind === 'request' || kind === 'subscribe' || kind === 'unsubscribe') {
      const request = peer === 'self' ? null : requestOf(postable(entry.body).value, t, place);
      if (request) arrivals.push({ ...request, in: document, peer, origin });
      else unread += 1;
    } else if (kind === 'unread') unread += 1;
    else if (peer !== 'self') document.got.push({ entry, place });
  };
  for await (const fact of facts) {
    if (fact.what === 'entry') take(of(fact.document), fact.entry);
    else if (fact.what === 'document') of(fact.info.document).info = fact.info;
    else if (fact.what === 'clock') of(fact.document).offset = fact.offset;
    else if (fact.what === 'ended' && Number.isFinite(fact.t)) of(fact.document).ended = { t: fact.t, place };
    place += 1;
  }
  return { documents: [...documents.values()], arrivals, unread, toolRefs };
}

function requestOf(message: unknown, t: number, place: number): SourceRequest | null {
  const incoming = readIncoming(message);
  if (incoming === null) return null;
  const { ref, ...asked } = incoming;
  return { t, place, asked, ref };
}
