/** Builds documents and entries for tests: what bridges in several windows would have recorded. */
import { encode } from '../../entry/encode.ts';
import type { DocumentInfo, Entry } from '../../entry/entry.ts';
import { isRecord, kindOf } from '../../scapi/kind.ts';
import type { SessionInput } from '../model.ts';

const WWE = 'https://wwe.example.com';
const PAGE = 'https://page.example.com';

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
    const ref = message.referenceId;
    const entry: Entry = {
      n: this.entries.length + 1,
      t,
      sort: 'wire',
      kind,
      name: String((kind === 'event' ? message.event : message.request) ?? ''),
      ref: typeof ref === 'number' ? `#${ref}` : typeof ref === 'string' ? ref : '',
      peer: 'top',
      origin: WWE,
      path: this.info.path,
      body: encode(data),
      ...more,
    };
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
