/** Rows and a session for tests of the filter. */
import { encode } from '../../../entry/encode.ts';
import type { Entry } from '../../../entry/entry.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import type { EntryRef, SessionRequest } from '../../../session/model.ts';
import type { Filter } from '../filter.ts';
import { parseFilter } from '../parse.ts';
import { MESSAGE_WORDS, type Vocabulary } from '../vocabulary.ts';

/** A filter that must be understood. */
export function filterOf(text: string, words: Vocabulary = MESSAGE_WORDS): Filter {
  const parsed = parseFilter(text, words);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.message}`);
  return parsed.filter;
}

/** A request of the page, answered after 500 ms. */
export function request(more: Partial<SessionRequest> = {}): SessionRequest {
  return {
    key: 'a 7',
    by: 'page',
    kind: 'request',
    service: 'interaction.setUserData',
    parameters: [],
    ref: '7',
    client: 'a',
    matchedBy: 'path',
    host: 'top',
    wwe: '["top","https://wwe.example.com"]',
    sentAt: 1_000,
    answeredAt: 1_500,
    answeredBy: 'wwe',
    failed: false,
    error: null,
    requestEntry: null,
    answerEntry: null,
    ...more,
  };
}

/** A row for a request; `more` makes it what else is needed. */
export function row(more: Partial<MessageRow> = {}): MessageRow {
  return {
    key: 'r1',
    t: 1_000,
    born: 0,
    direction: 'out',
    is: 'request',
    name: 'interaction.setUserData',
    detail: '',
    interactionId: '12',
    client: 'a',
    request: request(),
    entry: { document: 'a', n: 1 },
    answer: null,
    moreAnswers: [],
    call: null,
    size: 2_000,
    seenBy: { host: true, client: true, probe: false },
    runs: [],
    marks: [],
    ...more,
  };
}

/** An event of WWE. */
export function event(more: Partial<MessageRow> = {}): MessageRow {
  return row({
    key: 'e1',
    direction: 'in',
    is: 'event',
    name: 'interaction',
    detail: 'RINGING',
    request: null,
    ...more,
  });
}

/** A session that holds these messages and no others, and counts how often one was read. */
export function createWorld() {
  const entries = new Map<string, Entry>();
  const rows: MessageRow[] = [];
  const world = {
    rows,
    reads: 0,
    /** Keeps a message's data and gives its place. */
    keep(data: unknown, sort: Entry['sort'] = 'wire'): EntryRef {
      const n = entries.size + 1;
      const header = {
        n,
        t: n,
        sort,
        kind: 'event' as const,
        name: '',
        ref: '',
        peer: 'top',
        origin: '',
        path: 'top/0',
      };
      entries.set(String(n), { ...header, body: encode(data) });
      return { document: 'a', n };
    },
    /** Adds an event that carries `data`. */
    add(data: unknown, more: Partial<MessageRow> = {}): MessageRow {
      const entry = world.keep({ userAgent: 'WWE Server', protocolVersion: 2, event: 'interaction', data });
      const made = event({ key: `e${entry.n}`, t: entry.n, entry, ...more });
      rows.push(made);
      return made;
    },
    session: {
      entry(ref: EntryRef) {
        world.reads += 1;
        return entries.get(String(ref.n));
      },
      messages: () => ({ get: (key: string) => rows.find((one) => one.key === key), length: rows.length }),
    },
  };
  return world;
}
