// @ts-check
/**
 * What the record of the client page holds, by pulling it as a panel does.
 *
 * @typedef {object} Held
 * @property {number} entries
 * @property {number} bytes of the entries, header and body, as text; what the bench sends is ASCII
 * @property {number} last number of the last entry
 *
 * @typedef {{ t: string, first: number, last: number, text: string }} FromBridge as much as is read of it
 *
 * @typedef {object} Port
 * @property {(message: object) => void} postMessage
 * @property {() => void} disconnect
 * @property {{ addListener: (listener: (message: FromBridge) => void) => void }} onMessage
 * @property {{ addListener: (listener: () => void) => void }} onDisconnect
 *
 * @typedef {(message: { wwe: string, info: { url: string, document: string } }, sender: { tab: { id: number }, documentId: string }) => void} Hear
 *
 * @typedef {object} Extension its API, as much as is used
 * @property {{ query: (of: object) => Promise<{ id: number }[]>, sendMessage: (tab: number, message: object) => Promise<unknown>, connect: (tab: number, to: object) => Port }} tabs
 * @property {{ inspectedWindow: { tabId: number } }} [devtools] only where DevTools inspect a tab
 * @property {{ onMessage: { addListener: (hear: Hear) => void, removeListener: (hear: Hear) => void } }} runtime
 */

/** A bridge that does not announce itself within this time, in ms, is not there. */
const WITHIN = 20_000;

/**
 * @param {number} [after] number of the last entry that is not wanted
 * @returns {string} an expression for a page of the extension; its value is a promise of `Held`
 */
export function pulling(after = 0) {
  return `(${pull})(chrome, ${after}, ${WITHIN})`;
}

/**
 * Runs in a page of the extension, on its own, and finds the client page by its announcement: in the inspected tab, or
 * among all tabs.
 *
 * @param {Extension} extension
 * @param {number} after
 * @param {number} within ms
 * @returns {Promise<Held>}
 */
function pull({ tabs, runtime, devtools }, after, within) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No client page announced itself.')), within);
    /** @type {Hear} */
    const hear = ({ wwe, info }, { tab, documentId }) => {
      if (wwe !== 'announce' || !info.url.includes('/client.html')) return;
      runtime.onMessage.removeListener(hear);
      clearTimeout(timer);
      const port = tabs.connect(tab.id, { name: `wwe-devtools ${info.document}`, documentId });
      const held = { entries: 0, bytes: 0, last: after };
      let wanted = 0;
      port.onDisconnect.addListener(() => reject(new Error('The client page cut the transport.')));
      port.onMessage.addListener(({ t, first, last, text }) => {
        if (t === 'hello') wanted = last;
        else if (t !== 'piece') return;
        else {
          const count = last - first + 1;
          held.entries += count;
          // Without the line feeds between entries.
          held.bytes += text.length - Math.max(0, count - 1);
          held.last = last;
        }
        if (held.last < wanted) return port.postMessage({ t: 'pull', after: held.last, max: 256 * 1024 });
        port.disconnect();
        resolve(held);
      });
    };
    runtime.onMessage.addListener(hear);
    const inspected = devtools && [{ id: devtools.inspectedWindow.tabId }];
    Promise.resolve(inspected ?? tabs.query({})).then(async (all) => {
      // A tab without a bridge refuses.
      for (const { id } of all) await tabs.sendMessage(id, { wwe: 'hello' }).catch(() => undefined);
    }, reject);
  });
}
