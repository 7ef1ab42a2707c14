/** Builds documents and entries for tests: what bridges in several windows would have recorded. */
import { encode } from '../../entry/encode.ts';
import type { DocumentInfo, Entry } from '../../entry/entry.ts';
import { isRecord, type Kind, kindOf, type MessageRecord } from '../../protocol/kind.ts';
import { type CalledNote, type Note, posted } from '../../protocol/notes.ts';
import type { SessionInput } from '../model.ts';
import { wweOf } from '../wwe.ts';

export const WWE = 'https://wwe.example.com';
const PAGE = 'https://page.example.com';

/** A note without its time. */
type Unsaid = Note extends infer One ? (One extends Note ? Omit<One, 'at'> : never) : never;

const ASKED = { wantsSuccess: true, wantsFailure: true, threw: null, brief: null } as const;

function labelsOf(kind: Kind, { event, request, referenceId: ref }: MessageRecord) {
  const name = String((kind === 'event' ? event : request) ?? '');
  return { name, ref: typeof ref === 'number' ? `#${ref}` : typeof ref === 'string' ? ref : '' };
}

/** Key of an interaction with a UUID, of the WWE of `world()` or another. */
export function keyOf(uuid: string, window = 'top', origin = WWE): string {
  return `${wweOf(window, origin).key} uuid ${uuid}`;
}

/** One window's record in the making. Times are ms since the epoch. */
export class Record {
  readonly info: DocumentInfo;
  readonly entries: Entry[] = [];

  constructor(id: string, path: string, more: Partial<DocumentInfo> = {}) {
    const origin = path === 'top' ? WWE : PAGE;
    this.info = {
      document: id,
      url: `${origin}/`,
      origin,
      title: id,
      path,
      target: path === 'top' ? null : 'top',
      timeOrigin: 1_000,
      ...more,
    };
  }

  /** A message that this window received (or, with `sort` command, the tool sent from it). */
  add(t: number, data: unknown, more: Partial<Entry> = {}): Entry {
    const message = isRecord(data) ? data : {};
    const kind = kindOf(data) ?? 'unknown';
    const { name, ref } = labelsOf(kind, message);
    return this.push(t, { sort: 'wire', kind, name, ref, peer: 'top', origin: WWE, body: encode(data), ...more });
  }

  private push(t: number, rest: Omit<Entry, 'n' | 't' | 'path'> & Partial<Entry>): Entry {
    const entry: Entry = { n: this.entries.length + 1, t, path: this.info.path, ...rest };
    this.entries.push(entry);
    return entry;
  }

  /** WWE's event about an interaction. */
  event(t: number, eventType: string, interaction: object, from: Partial<Entry> = {}): Entry {
    return this.add(t, { ...SERVER, event: 'interaction', data: { eventType, interaction } }, from);
  }

  /** WWE's event about a case. */
  caseEvent(t: number, eventType: string, selectedCaseId: string, from: Partial<Entry> = {}): Entry {
    return this.add(t, { ...SERVER, event: 'interaction', data: { eventType, selectedCaseId } }, from);
  }

  answer(t: number, referenceId: string | number, more: object = {}, from: Partial<Entry> = {}): Entry {
    return this.add(t, { ...SERVER, referenceId, ...more }, from);
  }

  /** A request of the client at `from`, arriving in this window. */
  request(
    t: number,
    from: Record | null,
    referenceId: string,
    request: string,
    parameters: readonly unknown[] = [],
  ): Entry {
    const message = { ...CLIENT, request, parameters, referenceId };
    return this.add(t, message, { peer: from?.info.path ?? 'unknown', origin: from?.info.origin ?? PAGE });
  }

  subscribe(t: number, from: Record, referenceId: string, data: string | readonly string[]): Entry {
    const message = { ...CLIENT, event: 'subscribe', data, referenceId };
    return this.add(t, message, { peer: from.info.path, origin: from.info.origin });
  }

  /** The tool's own request, as this client's bridge noted it. */
  command(
    t: number,
    referenceId: string,
    request: string,
    parameters: readonly unknown[] = [],
    to: Partial<Entry> = {},
  ): Entry {
    return this.add(t, { ...CLIENT, request, parameters, referenceId }, { sort: 'command', ...to });
  }

  /** What the probe in this window told; `at` is made of the time. */
  note(t: number, note: Unsaid, more: Partial<Entry> = {}): Entry {
    const whole = { at: t - this.info.timeOrigin, ...note };
    const message: unknown = 'message' in note ? note.message : {};
    const { name, ref } = labelsOf(kindOf(message) ?? 'unknown', isRecord(message) ? message : {});
    return this.push(t, {
      sort: 'probe',
      kind: note.note,
      name,
      ref,
      peer: '',
      origin: '',
      body: encode(posted(whole)),
      ...more,
    });
  }

  /** The probe knows the page's client, from a time on. */
  probed(t: number, client = 0, problem: string | null = null): Entry {
    return this.note(t, { note: 'client', client, problem });
  }

  /** The page called a service through its client. */
  called(t: number, call: number, referenceId: string, request: string, more: Partial<CalledNote> = {}): Entry {
    const { message, ...rest } = { message: { ...CLIENT, request, parameters: [], referenceId }, ...more };
    const note = { note: 'called', client: 0, call, message, stack: 'at page.js:1:2', ...ASKED, ...rest } as const;
    return this.note(t, note, request ? { name: request, ref: referenceId } : { ref: referenceId });
  }

  /** Announcement and all entries. */
  inputs(): readonly SessionInput[] {
    return [
      { what: 'document', info: this.info },
      { what: 'entries', document: this.info.document, entries: this.entries },
    ];
  }
}

export const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };
export const CLIENT = { userAgent: 'WWE Client', protocolVersion: 2 };

/** A call in a state; ids are made from the number. */
export function call(id: number | string, state: string, previousState: string, more: object = {}): object {
  return {
    interactionId: String(id),
    caseId: `case-${id}`,
    state,
    previousState,
    media: 'voice',
    isMainCaseInteraction: true,
    interactionUUID: `UUID-${id}`,
    userData: { Segment: 'Gold' },
    ...more,
  };
}

/** The window of WWE and two clients of the same page in it. */
export function world(): { readonly host: Record; readonly a: Record; readonly b: Record } {
  return {
    host: new Record('host', 'top'),
    a: new Record('a', 'top/0', { timeOrigin: 1_001 }),
    b: new Record('b', 'top/1', { timeOrigin: 1_002 }),
  };
}
