/**
 * The shapes of `MessageEvent.data` between a client page and WWE (docs/protocol.md#message-shapes).
 * Types only. How kinds are told apart stands in `kind.ts`.
 */

/**
 * Stamp that both sides put on every object message. `"WWE Client"` or `"WWE Server"`, version 2
 * (docs/protocol.md#message-shapes).
 */
export interface Stamp {
  readonly userAgent: string;
  readonly protocolVersion: number;
}

/**
 * A call of a service, client → WWE. `parameters` is absent for methods without parameters
 * (docs/protocol.md#message-shapes).
 */
export interface Request extends Stamp {
  /** `<namespace>.<method>`, for example `interaction.setUserData`. */
  readonly request: string;
  readonly parameters?: readonly unknown[];
  readonly referenceId: string;
  /** Sent along once WWE announced one; its form is unknown (docs/protocol.md#frame-id). */
  readonly frameId?: unknown;
}

/** Client → WWE: asks for events by name (docs/protocol.md#subscribe-and-unsubscribe). */
export interface Subscribe extends Stamp {
  readonly event: 'subscribe';
  readonly data: string | readonly string[];
  readonly referenceId: string;
  readonly frameId?: unknown;
}

/**
 * Client → WWE: `data` is whatever the subscribe answer carried as `subscriptionId`
 * (docs/protocol.md#subscribe-and-unsubscribe).
 */
export interface Unsubscribe extends Stamp {
  readonly event: 'unsubscribe';
  readonly data: unknown;
  readonly referenceId: string;
  readonly frameId?: unknown;
}

/**
 * WWE → client: an answer without `errorMessage`, or with `errorMessage: undefined`
 * (docs/protocol.md#success-and-failure).
 */
export interface Success extends Stamp {
  readonly referenceId: string;
  readonly data?: unknown;
  /** Only on the answer to a subscribe, at the top level; its type is unknown. */
  readonly subscriptionId?: unknown;
}

/**
 * WWE → client: any other `errorMessage`, `null` and the empty string included (docs/protocol.md#success-and-failure).
 */
export interface Failure extends Stamp {
  readonly referenceId: string;
  readonly errorMessage: unknown;
}

/**
 * WWE → client: an event. Never meant to carry a `referenceId`; if it does it is an event all the same
 * (docs/protocol.md#receiving).
 */
export interface ServerEvent extends Stamp {
  readonly event: string;
  readonly data: unknown;
}

/** WWE → client: sets the frame id that every later client message carries (docs/protocol.md#frame-id). */
export interface FrameAnnounce extends Stamp {
  readonly frameId: unknown;
}

/** WWE → client: a string message, handed to `service.onMessage` (docs/protocol.md#receiving-strings). */
export type WweString = `wwe${string}`;

/** `userAgent` of a client page's messages (docs/protocol.md#sending). */
export const CLIENT_USER_AGENT = 'WWE Client';
/** `userAgent` of WWE's messages (docs/protocol.md#message-shapes). */
export const SERVER_USER_AGENT = 'WWE Server';
/** The only protocol version met (docs/protocol.md#library-versions). */
export const PROTOCOL_VERSION = 2;
/** After this time, in ms, the client library gives a request up (docs/protocol.md#sending-timeout). */
export const REQUEST_TIMEOUT_MS = 10_000;
