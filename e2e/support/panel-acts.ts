/** What journeys of faults do with the panel, beside looking at its views. */
import { expect } from './expect.ts';
import type { Panel } from './panel.ts';

/** Keeps what was seen when the tab goes to another page. */
export async function preserveLog(panel: Panel): Promise<void> {
  await panel.frame.getByLabel('Preserve log').first().check();
}

/** The frames as the connection doctor lists them, with their states: `top/0 connected`. */
export async function frameStates(panel: Panel): Promise<readonly string[]> {
  const cells = await panel.frame.evaluate(readDoctor);
  return cells.flatMap((text, index) => (index % 3 === 2 ? [`${cells[index - 2]} ${text}`] : []));
}

/** Runs in the panel: opens the doctor, reads its table, closes it. At once, for the panel may be busy with a burst. */
async function readDoctor(): Promise<string[]> {
  const press = (css: string) => document.querySelector<HTMLElement>(css)?.click();
  press('.status-connection');
  const table = () => document.querySelector('table.frames');
  for (let frames = 0; table() === null && frames < 600; frames += 1) await new Promise(requestAnimationFrame);
  const cells = [...(table()?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent);
  press('dialog .sheet-header button');
  return cells;
}

/** Of those, which are connected: one that went before it was says no goodbye, and is listed until the next greeting. */
export async function liveFrames(panel: Panel): Promise<readonly string[]> {
  return (await frameStates(panel)).filter((state) => state.endsWith(' connected'));
}

/** Loads the panel's document anew, in the middle of whatever it does. */
export async function reloadPanel(panel: Panel): Promise<void> {
  await panel.frame.evaluate(() => {
    document.documentElement.dataset.before = 'the reload';
    // After the answer to this call, which would be lost otherwise.
    setTimeout(() => location.reload());
  });
  const isNew = () => document.readyState === 'complete' && document.documentElement.dataset.before === undefined;
  await expect.poll(() => panel.frame.evaluate(isNew).catch(() => false)).toBe(true);
}
