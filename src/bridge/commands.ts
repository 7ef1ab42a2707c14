/** Sends the tool's own requests: raw, with ids of our own, to the window that the page's client talks to. */
import { decode } from '../entry/decode.ts';
import { encode } from '../entry/encode.ts';
import { TOOL_REF } from '../entry/entry.ts';
import type { Command, Refusal } from '../link/messages.ts';
import { isRecord, kindOf } from '../scapi/kind.ts';
import { CLIENT_USER_AGENT, PROTOCOL_VERSION } from '../scapi/messages.ts';
import type { Recording } from './record.ts';
import type { Watched } from './watch.ts';
import type { Windows } from './windows.ts';

/** What sending needs. */
export interface CommandParts {
  readonly windows: Windows;
  readonly watched: Watched;
  readonly record: Recording;
  /** ms since the epoch, with fractions. */
  readonly now: () => number;
  readonly isRecording: () => boolean;
  readonly onAdded: () => void;
}

/** Why a command did not go out. */
export interface Refused {
  readonly why: Refusal;
  readonly detail: string;
}

/** A subscription that the tool made on the user's word, still to be ended. */
interface OwnSubscription {
  readonly id: unknown;
  readonly target: Window;
}

/** Sends commands. */
export interface Commands {
  /** Null when the message went out; it is then in the record. */
  send(command: Command): Refused | null;
  /** Looks for the answer to a subscription of the tool's own. */
  hear(source: Window, data: unknown): void;
  /** Ends every subscription of the tool's own: the last panel went away. */
  unsubscribeAll(): void;
}

/** Makes the sender of commands. */
export function createCommands(parts: CommandParts): Commands {
  const { windows, watched, record, now, isRecording, onAdded } = parts;
  const subscriptions = new Map<string, OwnSubscription>();
  let endings = 0;

  /** Opener, else parent; another window only if it answered a request of this page (house.md, "Whom we talk to"). */
  function refusalOf(target: Window | null): Refusal | null {
    if (!target) return 'no window';
    return target !== windows.target() && !watched.answered(target) ? 'not verified' : null;
  }

  function post(target: Window, origin: string, ref: string, name: string, content: object): void {
    const message = {
      ...content,
      referenceId: ref,
      userAgent: CLIENT_USER_AGENT,
      protocolVersion: PROTOCOL_VERSION,
      ...(watched.frameId === undefined ? {} : { frameId: watched.frameId }),
    };
    const t = now();
    target.postMessage(message, origin);
    if (!isRecording()) return;
    const kind = kindOf(message) ?? 'unknown';
    const peer = windows.nameOf(target);
    record.add({ t, sort: 'command', kind, name, ref, peer, origin, path: windows.own() }, encode(message));
    onAdded();
  }

  function unsubscribe(ref: string, { id, target }: OwnSubscription): void {
    for (const [made, subscription] of subscriptions) if (subscription.id === id) subscriptions.delete(made);
    const origin = watched.originOf(target);
    if (origin !== null && origin !== 'null')
      post(target, origin, ref, 'unsubscribe', { event: 'unsubscribe', data: id });
  }

  return {
    send({ ref, verb, name, parameters, to, withoutOrigin }) {
      // The answer would be lost, and with it what became of the request.
      if (!isRecording()) return { why: 'recording off', detail: '' };
      const target = to === null ? windows.target() : windows.at(to);
      const refusal = refusalOf(target);
      if (refusal || !target) return { why: refusal ?? 'no window', detail: '' };
      const origin = watched.originOf(target) ?? (withoutOrigin && parameters === null ? '*' : null);
      if (origin === null || origin === 'null') return { why: 'origin unknown', detail: origin ?? '' };
      const given = parameters === null ? undefined : decode(parameters);
      try {
        if (verb === 'unsubscribe') unsubscribe(ref, { id: given, target });
        else if (verb === 'subscribe') post(target, origin, ref, verb, { event: verb, data: name });
        else
          post(
            target,
            origin,
            ref,
            name,
            given === undefined ? { request: name } : { request: name, parameters: given },
          );
      } catch (error) {
        return { why: 'cannot be sent', detail: error instanceof Error ? error.message : String(error) };
      }
      return null;
    },
    hear(source, data) {
      if (!isRecord(data) || typeof data.referenceId !== 'string' || !data.referenceId.startsWith(TOOL_REF)) return;
      if (data.subscriptionId !== undefined) {
        subscriptions.set(data.referenceId, { id: data.subscriptionId, target: source });
      }
    },
    unsubscribeAll() {
      for (const subscription of [...subscriptions.values()]) unsubscribe(`${TOOL_REF}end-${endings++}`, subscription);
    },
  };
}
