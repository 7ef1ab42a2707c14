/** How the panel is laid out, measured in its document. */
import type { Surface } from './browser.ts';

/** CSS px, unless said otherwise. */
export interface Measured {
  /** By how much the widest part is wider than its window. */
  readonly beyond: number;
  /** Lines that the tools take, without the filter, which has a line of its own. */
  readonly toolLines: number;
  /** Names of tools and tabs that are there, and out of sight. */
  readonly unreachable: readonly string[];
  /** Rows of the table that are wholly in sight. */
  readonly rows: number;
  /** What is left for the content of open details; null where none are open. */
  readonly details: { readonly width: number; readonly height: number } | null;
  /** Names of buttons and texts in the head of open details that are not wholly in sight. */
  readonly cut: readonly string[];
  /** There is a button that shows them. */
  readonly opens: boolean;
}

/** Measures a panel as it stands. */
export function measure(surface: Surface): Promise<Measured> {
  return surface.evaluate(() => {
    const boxOf = (one: Element) => one.getBoundingClientRect();
    const isIn = (one: Element, within: DOMRect) => {
      const { left, right, top, bottom } = boxOf(one);
      return (
        left >= within.left - 1 && right <= within.right + 1 && top >= within.top - 1 && bottom <= within.bottom + 1
      );
    };
    const whole = new DOMRect(0, 0, innerWidth, innerHeight);
    const tools = [...document.querySelectorAll('.toolbar button, .toolbar select, .toolbar input, [role=tab]')];
    const isDrawn = (one: Element) => one.checkVisibility({ visibilityProperty: true });
    const nameOf = (one: Element) => one.getAttribute('aria-label') ?? one.textContent ?? one.id;
    const scroller = document.querySelector('.table-scroller');
    const header = document.querySelector('[role=columnheader]');
    const shown = scroller ? boxOf(scroller) : whole;
    const below = new DOMRect(
      shown.left,
      header ? boxOf(header).bottom : shown.top,
      shown.width,
      shown.bottom - (header ? boxOf(header).bottom : shown.top),
    );
    const rows = [...document.querySelectorAll('.table-body [role=row]')].filter((row) => {
      const { top, bottom } = boxOf(row);
      return top >= below.top - 1 && bottom <= below.bottom + 1;
    });
    const content = document.querySelector('.details [role=tabpanel]');
    const lines = tools
      .filter((one) => isDrawn(one) && one.closest('.toolbar') && !one.closest('search'))
      .map((one) => Math.round((boxOf(one).top + boxOf(one).bottom) / 2 / 13));
    const head = document.querySelector('.details-header');
    const within = head ? boxOf(head) : whole;
    const inHead = [...document.querySelectorAll('.details-header :is(button, .state, .note)')];
    const scrollers = [...document.querySelectorAll('.table-scroller')];
    return {
      beyond: Math.max(
        document.documentElement.scrollWidth - innerWidth,
        ...scrollers.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
      ),
      toolLines: new Set(lines).size,
      unreachable: tools.filter((one) => isDrawn(one) && !isIn(one, whole)).map(nameOf),
      rows: rows.length,
      details: content ? { width: Math.round(boxOf(content).width), height: Math.round(boxOf(content).height) } : null,
      cut: inHead
        .filter((one) => isDrawn(one) && !one.matches('.close-details') && !(isIn(one, within) && isIn(one, whole)))
        .map(nameOf),
      opens: inHead.some((one) => isDrawn(one) && one.hasAttribute('aria-controls') && isIn(one, within)),
    };
  });
}

/** Waits some frames. @returns the buttons that are there which show what does not fit; null: it does not come to rest */
export function buttonsForMore(surface: Surface): Promise<string | null> {
  return surface.evaluate(async () => {
    const seen: string[] = [];
    for (let frames = 0; frames < 4; frames += 1) {
      await new Promise(requestAnimationFrame);
      seen.push([...document.querySelectorAll('button[aria-controls]')].map((one) => one.ariaLabel).join());
    }
    return seen[2] === seen[3] ? (seen[3] ?? '') : null;
  });
}

/** Neighbours, parts of one element, of which one lies over the other. What is placed by itself is meant to. */
export function overlaps(surface: Surface): Promise<readonly string[]> {
  return surface.evaluate(() => {
    const isLaidOut = (one: Element) => {
      const { position, display } = getComputedStyle(one);
      if (position !== 'static' && position !== 'relative') return false;
      return display !== 'inline' && display !== 'contents' && one.checkVisibility({ visibilityProperty: true });
    };
    const nameOf = (one: Element) => `${one.localName} ${one.getAttribute('aria-label') ?? one.className}`;
    const found: string[] = [];
    for (const parent of document.querySelectorAll('body, body :not(svg, svg *)')) {
      const parts = [...parent.children].filter(isLaidOut).map((one) => ({ one, box: one.getBoundingClientRect() }));
      for (const [place, { one, box }] of parts.entries()) {
        // Of hundreds, those next to each other tell enough.
        for (const other of parts.slice(place + 1, place + 20)) {
          const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (wide > 1 && high > 1) found.push(`${nameOf(one)} and ${nameOf(other.one)}`);
        }
      }
    }
    return found;
  });
}
