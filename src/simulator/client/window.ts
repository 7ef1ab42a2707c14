/** The window as the client library needs it; a test gives a false one. */

/**
 * A message, read by key and changed in place as the library does (docs/protocol.md#sending,
 * docs/protocol.md#success-and-failure).
 */
export type Message = Record<string, unknown>;

/** Called with a message, or (on failure) with a bare text. */
export type Callback = (message: unknown) => void;

/** Something that can be posted to. */
export interface Target {
  postMessage(message: unknown, targetOrigin: string): void;
}

/** Where the library's console lines go. */
export interface Log {
  log(...words: unknown[]): void;
  error(...words: unknown[]): void;
}

/** The window that a client lives in. */
export interface ClientWindow {
  readonly opener?: unknown;
  readonly parent: Target;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void, capture: boolean): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void, capture: boolean): void;
  setTimeout(work: () => void, ms: number): number;
  clearTimeout(timer: number): void;
  /** WWE's announced frame id, kept in the global of that name (docs/protocol.md#frame-id). */
  frameId?: unknown;
  /** The first client; all namespace methods go through this global (docs/protocol.md#life-of-a-client). */
  service?: unknown;
  ServiceClientAPI?: unknown;
  genesys?: { wwe?: { service?: unknown } };
}

/** Whether a value is an object whose keys can be read and written. */
export function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value can be posted to. A window of another site allows no more than this to be asked. */
export function isTarget(value: unknown): value is Target {
  return (
    typeof value === 'object' && value !== null && 'postMessage' in value && typeof value.postMessage === 'function'
  );
}
