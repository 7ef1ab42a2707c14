/** Values that structured clone carries and JSON does not, as a page posts them. */

/** The parameters of `postOddValues` with the type of every value, see `expectReceived`. */
export const WORDS =
  '["odd", {none: undefined, nan: NaN, minus: -0, endless: -Infinity, big: 10n, when: Date(5), map: Map(["k", 1]), ' +
  'set: Set("s"), bytes: Uint8Array(1, 2), floats: Float32Array(0, 0, 128, 63), buffer: ArrayBuffer(3), view: DataView(4)}]';

/** What the tree says of each, in its order. */
export const SHOWN = [
  'none: undefined',
  'nan: NaN',
  'minus: -0',
  'endless: -Infinity',
  'big: 10n',
  'when: Date 1970-01-01T00:00:00.005Z',
  '"k" →',
  'Uint8Array (2 bytes) 01 02',
  'Float32Array (4 bytes) 00 00 80 3f',
  'ArrayBuffer (1 bytes) 03',
  'DataView (1 bytes) 04',
];

/** Posts a request past the client library. Runs in a client frame. */
export function postOddValues(referenceId: string): void {
  const message = {
    none: undefined,
    nan: Number.NaN,
    minus: -0,
    endless: Number.NEGATIVE_INFINITY,
    big: BigInt(10),
    when: new Date(5),
    map: new Map([['k', 1]]),
    set: new Set(['s']),
    bytes: new Uint8Array([1, 2]),
    floats: new Float32Array([1]),
    buffer: new Uint8Array([3]).buffer,
    view: new DataView(new Uint8Array([4]).buffer),
  };
  const stamps = { referenceId, userAgent: 'WWE Client', protocolVersion: 2 };
  parent.postMessage({ request: 'messenger.broadcastMessage', parameters: ['odd', message], ...stamps }, '*');
}

/** Posts a request that holds itself, past the client library. Runs in a client frame. */
export function postCycle(referenceId: string): void {
  const message: Record<string, unknown> = { name: 'loop' };
  message.self = message;
  const stamps = { referenceId, userAgent: 'WWE Client', protocolVersion: 2 };
  parent.postMessage({ request: 'messenger.broadcastMessage', parameters: ['loop', message], ...stamps }, '*');
}

/** Runs a call that was copied, as a page's own script. Runs in a client frame. */
export function runCall(call: string): void {
  Object.assign(window, { ok() {}, fail() {} });
  const script = document.createElement('script');
  script.textContent = call;
  document.head.append(script);
}
