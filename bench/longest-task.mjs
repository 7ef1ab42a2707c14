// @ts-check
/**
 * The longest task of a page's main thread, from the browser's own trace.
 *
 * @typedef {{ name: string, ph: string, pid: number, tid: number, dur?: number, tdur?: number }} TraceEvent
 *
 * @typedef {object} Traced a session of the whole browser
 * @property {(method: string, params?: object) => Promise<unknown>} send
 * @property {(event: string, listener: (params: { value: TraceEvent[] }) => void) => void} on
 * @property {(event: string, listener: (params: { value: TraceEvent[] }) => void) => void} off
 */

const MARK = 'wwe-bench';

/**
 * @param {Traced} browser
 * @param {import('@playwright/test').Frame} page whose main thread it is
 * @param {() => Promise<unknown>} work
 * @returns {Promise<{ processor: number, wall: number }>} ms of the longest task by each: on a machine with few cores a
 *     task also waits for other processes, which is no work of its own
 */
export async function longestTask(browser, page, work) {
  /** @type {TraceEvent[]} */
  const events = [];
  /** @param {{ value: TraceEvent[] }} params */
  const take = ({ value }) => {
    for (const { name, ph, pid, tid, dur = 0, tdur = 0 } of value) events.push({ name, ph, pid, tid, dur, tdur });
  };
  browser.on('Tracing.dataCollected', take);
  const traceConfig = { includedCategories: ['toplevel', 'blink.user_timing'], excludedCategories: ['*'] };
  await browser.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await page.evaluate((mark) => void performance.mark(mark), MARK);
  await work();
  const complete = new Promise((resolve) => browser.on('Tracing.tracingComplete', resolve));
  await browser.send('Tracing.end');
  await complete;
  browser.off('Tracing.dataCollected', take);
  const own = events.find(({ name }) => name === MARK);
  if (!own) throw new Error('The trace does not know the page.');
  const tasks = events.filter(({ name, ph, pid, tid }) => {
    return ph === 'X' && pid === own.pid && tid === own.tid && name === 'ThreadControllerImpl::RunTask';
  });
  if (tasks.length === 0) throw new Error('The trace has no tasks of the page.');
  const most = (/** @type {'dur' | 'tdur'} */ of) => Math.max(...tasks.map((task) => task[of] ?? 0)) / 1_000;
  return { processor: most('tdur'), wall: most('dur') };
}
