/** Where the focus of a panel is, for journeys without a mouse. */
import { expect } from './expect.ts';
import type { Panel } from './panel.ts';

/** More stops than this are not between any two places of the panel. */
const MOST_STOPS = 40;

/** Puts the focus into the panel as opening DevTools on it does: on nothing in it. */
export async function enter(panel: Panel): Promise<void> {
  await panel.frame.evaluate(() => {
    window.focus();
    // What leaves the document is DevTools' own: Escape opens its drawer or console there.
    addEventListener('keydown', ({ key }) => {
      document.documentElement.dataset.left = `${document.documentElement.dataset.left ?? ''} ${key}`;
    });
  });
}

/** Keys that the panel let through to DevTools since `enter`. */
export async function leftTo(panel: Panel): Promise<readonly string[]> {
  const keys = await panel.frame.evaluate(() => document.documentElement.dataset.left ?? '');
  return keys.split(' ').filter(Boolean);
}

/** Waits until the focus is on what has this name, and can be seen there. */
export async function expectFocus(panel: Panel, name: string | RegExp): Promise<void> {
  await expect
    .poll(async () => {
      const focus = await panel.frame.evaluate(readFocus);
      return { name: isNamed(focus.name, name) ? name : focus.name, seen: focus.seen };
    })
    .toEqual({ name, seen: 'seen' });
}

/** Presses Tab until the focus is on what has this name; at every stop it must be seen. */
export async function tabTo(panel: Panel, name: string | RegExp): Promise<void> {
  await pressUntil('Tab', panel, name);
}

/** The same, backwards. */
export async function tabBackTo(panel: Panel, name: string | RegExp): Promise<void> {
  await pressUntil('Shift+Tab', panel, name);
}

async function pressUntil(key: string, panel: Panel, name: string | RegExp): Promise<void> {
  const stops: string[] = [];
  while (stops.length < MOST_STOPS) {
    await panel.window.press(key);
    const focus = await panel.frame.evaluate(readFocus);
    expect(focus, `after ${stops.join(', ')}`).toMatchObject({ seen: 'seen' });
    if (isNamed(focus.name, name)) return;
    stops.push(focus.name);
  }
  throw new Error(`${key} does not come to ${name}, only to ${stops.join(', ')}.`);
}

function isNamed(found: string, name: string | RegExp): boolean {
  return typeof name === 'string' ? found === name : name.test(found);
}

/** Runs in the panel. `seen`: that the focus can be seen, or why not. */
function readFocus(): { name: string; seen: string } {
  const one = document.activeElement;
  if (!(one instanceof HTMLElement) || one === document.body) return { name: '', seen: 'on nothing' };
  const name = one.getAttribute('aria-label') ?? one.dataset.name ?? one.textContent;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const isDrawn = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
  const isInSight = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const seen = !one.matches(':focus-visible') || !isDrawn ? 'not drawn' : isInSight ? 'seen' : 'out of sight';
  return { name: name.replace(/\s+/g, ' ').trim(), seen };
}
