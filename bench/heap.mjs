// @ts-check
/**
 * @typedef {{ send: (method: string, params?: Record<string, unknown>) => Promise<Record<string, unknown>> }} Target
 */

/**
 * What a target's isolate still holds after garbage collection: the heap of JavaScript, that of the DOM, and what lies
 * outside of both (array buffers, external strings). All worlds of a page are in one isolate.
 *
 * @param {Target} target
 * @returns {Promise<number>} bytes
 */
export async function heapOf(target) {
  // What the first collection only finds to be unused is freed by the second.
  for (let n = 0; n < 2; n += 1) await target.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await target.send('Runtime.getHeapUsage');
  return Number(usedSize) + Number(embedderHeapUsedSize) + Number(backingStorageSize);
}

/** @param {import('@playwright/test').CDPSession} session @returns {Target} */
export function asTarget(session) {
  // The protocol's own type knows each method's parameters; here they are chosen elsewhere.
  return { send: /** @type {Target['send']} */ (session.send.bind(session)) };
}
