/** Sends the tool's own requests: raw, with ids of our own, to the window that the page's client talks to. */
import { encode } from '../entry/encode.ts';
import { TOOL_REF } from '../entry/entry.ts';
import { short } from '../entry/header.ts';
import { type Marked, revive } from '../entry/revive.ts';
import { isRecord, kindOf } from '../protocol/kind.ts';
import { CLIENT_USER_AGENT, PROTOCOL_VERSION } from '../protocol/messages.ts';
import type { Command, Refusal } from '../transport/link-messages.ts';
import type { Watched, WatchParts } from './watch.ts';

/** Names of what binary content can be seen through (`entry/encode.ts`). */
const VIEW = /^(\w+Array|DataView)$/;

/** How much of the browser's own words a refusal carries, in characters. */
const LONGEST_DETAIL = 2_000;

/** What sending needs: the same record as the watch, and what the watch learnt. */
export interface CommandParts extends Pick<WatchParts, 'windows' | 'recorder' | 'now'> {
  readonly watched: Watched;
}

/** Why a command did not go out. */
export interface Refused {
  readonly why: Refusal;
  readonly detail: string;
}

/** What names no origin: an opaque one has no name, and the others would mean any, or the page's own. */
const NO_ORIGIN: ReadonlySet<string> = new Set(['', '*', '/', 'null']);

const refused = (why: Refusal, detail = ''): Refused => ({ why, detail });

/** A subscription that the tool made on the user's word, still to be ended. */
interface OwnSubscription {
  readonly target: Window;
  readonly origin: string;
  /** As the answer carried it; undefined until then. */
  id: unknown;
  /** How often WWE had told the frame id by then. */
  frameIds: number;
  /** Nobody is left to hear it: it is ended as soon as its answer names it. */
  unwanted: boolean;
}

/** Sends commands. */
export interface Commands {
  /** Whether the rules leave writing to WWE on. What was subscribed before they took it away is still ended. */
  mayWrite: boolean;
  /** Null when the message went out; it is then in the record. */
  send(command: Command): Refused | null;
  /** Looks for the answer to a subscription of the tool's own. */
  hear(source: Window, data: unknown): void;
  /** Ends every subscription of the tool's own: the last panel went away. */
  unsubscribeAll(): void;
}

/** Makes the sender of commands. */
export function createCommands(parts: CommandParts): Commands {
  const { windows, watched, recorder, now } = parts;
  const subscriptions = new Map<string, OwnSubscription>();
  let endings = 0;

  function post(target: Window, origin: string, ref: string, name: string, content: object): void {
    const message = {
      ...content,
      referenceId: ref,
      userAgent: CLIENT_USER_AGENT,
      protocolVersion: PROTOCOL_VERSION,
      // It is what the window that the client talks to announced: nobody else's business.
      ...(watched.frameId === undefined || target !== windows.target() ? {} : { frameId: watched.frameId }),
    };
    const t = now();
    target.postMessage(message, origin);
    const kind = kindOf(message) ?? 'unknown';
    const peer = windows.nameOf(target);
    recorder.add({ t, sort: 'command', kind, name: short(name), ref, peer, origin }, message);
  }

  function unsubscribe(ref: string, id: unknown, target: Window, origin: string): void {
    const text = encode(id);
    for (const [made, own] of subscriptions) {
      const isOf = own.target === target && own.origin === origin;
      if (isOf && own.id !== undefined && encode(own.id) === text) subscriptions.delete(made);
    }
    post(target, origin, ref, 'unsubscribe', { event: 'unsubscribe', data: id });
  }

  function end({ id, frameIds, target, origin }: OwnSubscription): void {
    // Where another page speaks now, the subscription went with the one before, and its id may be another's. A page of WWE tells
    // the frame id once (docs/protocol.md#frame-id): told again, it is another page.
    if (watched.originOf(target) !== origin || watched.frameIds !== frameIds) return;
    try {
      unsubscribe(`${TOOL_REF}end-${endings++}`, id, target, origin);
    } catch {
      // An id that came with a port cannot be posted back; whoever answers so keeps the subscription.
    }
  }

  return {
    mayWrite: true,
    send({ ref, verb, name, parameters, to, origin }) {
      // With recording off, the answer would be lost, and with it what became of the request.
      if (!recorder.isOn) return refused('recording off');
      if (!this.mayWrite) return refused('writing off');
      const target = to === null ? windows.target() : windows.at(to);
      if (!target) return refused('no window');
      if (NO_ORIGIN.has(origin)) return refused('origin unknown', origin);
      const known = watched.originOf(target);
      if (known !== null && known !== origin) return refused('other origin', known);
      // That another window than the client's own answered what this page asked it the session has seen, of both. Whether the
      // window at that place is still the same only its own words tell.
      const isOwn = target === windows.target();
      if (known === null && !isOwn) return refused('not verified');
      // A window that never spoke gets a name at most.
      if (known === null && (verb !== 'request' || parameters !== null)) return refused('origin unknown');
      try {
        const given = parameters === null ? undefined : revive(parameters, carried);
        if (verb === 'unsubscribe') unsubscribe(ref, given, target, origin);
        else if (verb === 'subscribe') {
          post(target, origin, ref, verb, { event: verb, data: name });
          subscriptions.set(ref, { target, origin, id: undefined, frameIds: 0, unwanted: false });
        } else
          post(
            target,
            origin,
            ref,
            name,
            given === undefined ? { request: name } : { request: name, parameters: given },
          );
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        return refused('cannot be sent', detail.slice(0, LONGEST_DETAIL));
      }
      return null;
    },
    hear(source, data) {
      if (!isRecord(data) || typeof data.referenceId !== 'string') return;
      const own = subscriptions.get(data.referenceId);
      // Any frame can pose as WWE: only the window that was asked says what came of it, while the same page is in it.
      if (own?.target !== source || own.origin !== watched.originOf(source)) return;
      own.id = data.subscriptionId;
      own.frameIds = watched.frameIds;
      if (own.id === undefined) subscriptions.delete(data.referenceId);
      else if (own.unwanted) end(own);
    },
    unsubscribeAll() {
      for (const own of [...subscriptions.values()]) {
        own.unwanted = true;
        if (own.id !== undefined) end(own);
      }
    },
  };
}

/** Binary content is a value again, if it was carried whole. Whatever else stands for a value must not be sent as one. */
function carried(type: string, { v, n, t }: Marked): unknown {
  const { buffer } = Uint8Array.from(type === 'bytes' ? atob(String(v)) : '', (character) => character.charCodeAt(0));
  if (type === 'bytes' && buffer.byteLength === n) {
    const view: unknown = VIEW.test(String(t)) ? Reflect.get(globalThis, String(t)) : undefined;
    if (typeof view === 'function') return Reflect.construct(view, [buffer]);
    if (t === 'ArrayBuffer') return buffer;
  }
  throw new TypeError(`${type} was not carried whole`);
}
