// @ts-check
/** What work costs a page's main thread, as the browser itself counts it. */

/**
 * @param {{ send: (method: string, params?: Record<string, unknown>) => Promise<Record<string, unknown>> }} page the
 *     session of a target with a main thread of its own
 * @param {() => Promise<unknown>} work
 * @returns {Promise<number>} processor time of the main thread's tasks meanwhile, in ms; time that other threads and
 *     processes took from it does not count
 */
export async function taskTime(page, work) {
  await page.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await read(page);
  await work();
  return (await read(page)) - before;
}

/** @param {Parameters<typeof taskTime>[0]} page */
async function read(page) {
  const { metrics } = await page.send('Performance.getMetrics');
  const list = /** @type {{ name: string, value: number }[]} */ (metrics);
  const found = list.find(({ name }) => name === 'TaskDuration');
  if (!found) throw new Error('The browser does not count task time.');
  return found.value * 1000;
}
