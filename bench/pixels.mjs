// @ts-check
/** Runs in the panel: when what was done is on the screen. Times in ms since the epoch. */
export const PIXELS = `(() => {
  const epoch = () => performance.timeOrigin + performance.now();
  /** Calls back right after each frame was drawn; whatever changed before it is in it. */
  const eachFrame = (look) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { if (look() !== 'done') requestAnimationFrame(() => port2.postMessage(0)); };
    requestAnimationFrame(() => port2.postMessage(0));
  };
  const table = () => document.querySelector('#view [role=grid], #view [role=treegrid]');
  const rows = () => Number(table()?.getAttribute('aria-rowcount') ?? 1) - 1;
  let isKeyed = false;
  addEventListener('keydown', ({ timeStamp }) => {
    if (isKeyed) return;
    isKeyed = true;
    bench.keyAt = performance.timeOrigin + timeStamp;
  }, true);
  globalThis.bench = {
    /** When the key came that was pressed first after keys(). */
    keyAt: 0,
    /** Most rows of tables that were ever seen in the DOM. */
    mostRows: 0,
    keys() { isKeyed = false; },
    /** @returns when a table with another number of rows than now, and at least so many, was drawn */
    shown(least = 0) {
      const before = rows();
      return new Promise((resolve) => eachFrame(() => {
        bench.mostRows = Math.max(bench.mostRows, document.querySelectorAll('#view [role=row]').length);
        if (rows() === before || rows() < least) return;
        resolve(epoch());
        return 'done';
      }));
    },
    /** @returns when the first frame after the key was drawn */
    afterKey() {
      return new Promise((resolve) => eachFrame(() => {
        bench.mostRows = Math.max(bench.mostRows, document.querySelectorAll('#view [role=row]').length);
        if (!isKeyed) return;
        resolve(epoch());
        return 'done';
      }));
    },
    /** Three frames without anything. */
    rest() {
      let left = 3;
      return new Promise((resolve) => eachFrame(() => {
        left -= 1;
        if (left > 0) return;
        resolve(true);
        return 'done';
      }));
    },
  };
})()`;
