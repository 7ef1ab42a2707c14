/**
 * The constants of the messages between a client page and WWE (docs/protocol.md#message-shapes). How kinds of messages
 * are told apart is in `kind.ts`.
 */

/** `userAgent` of a client page's messages (docs/protocol.md#sending). */
export const CLIENT_USER_AGENT = 'WWE Client';
/** `userAgent` of WWE's messages (docs/protocol.md#message-shapes). */
export const SERVER_USER_AGENT = 'WWE Server';
/** The only protocol version met (docs/protocol.md#library-versions). */
export const PROTOCOL_VERSION = 2;
/** After this time, in ms, the client library gives a request up (docs/protocol.md#sending-timeout). */
export const REQUEST_TIMEOUT_MS = 10_000;
