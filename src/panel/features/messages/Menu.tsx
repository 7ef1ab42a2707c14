/** A menu at a place of the window: by pointer, arrow keys, or the keys of its entries. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../text/i18n.ts';
import { useEscape } from '../../ui/escape.ts';
import { consume, ownKeys } from '../../ui/keys.ts';
import type { Spot } from './MessageTable.tsx';
import type { RowAction } from './row-actions.ts';

interface MenuProps {
  readonly acts: readonly RowAction[];
  readonly at: Spot;
  readonly label: string;
  /** After an act, or without one; the focus is to go back. */
  readonly onClose: () => void;
}

/** Distance from the window's edge, in CSS px. */
const EDGE = 4;

/** Renders the menu, and takes the focus. */
export function Menu({ acts, at, label, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useEscape(onClose, menu);
  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(EDGE, Math.min(at.x, innerWidth - width - EDGE))}px`;
    element.style.top = `${Math.max(EDGE, Math.min(at.y, innerHeight - height - EDGE))}px`;
    element.querySelector('button')?.focus();
  }, [at]);
  useLayoutEffect(() => {
    const life = new AbortController();
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && menu.current?.contains(event.target)) return;
      onClose();
    };
    addEventListener('pointerdown', closeOutside, { capture: true, signal: life.signal });
    addEventListener('blur', onClose, { signal: life.signal });
    addEventListener('resize', onClose, { signal: life.signal });
    return () => life.abort();
  }, [onClose]);

  function run(act: RowAction): void {
    if (act.blocked !== null) return;
    onClose();
    act.run();
  }
  function onKeyDown(event: KeyboardEvent): void {
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])];
    const now = buttons.findIndex((button) => button.matches(':focus'));
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: now + 1,
      ArrowUp: now - 1,
      Home: 0,
      End: buttons.length - 1,
    };
    const to = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    const act = event.ctrlKey || event.altKey || event.metaKey ? null : actionByKey(acts, event.key);
    if (to !== undefined) buttons[(to + buttons.length) % buttons.length]?.focus();
    else if (event.key === 'Tab') onClose();
    else if (act) run(act);
    else if (event.key !== 'Enter' && event.key !== ' ') return;
    else {
      const chosen = acts[now];
      if (chosen) run(chosen);
    }
    consume(event);
  }

  return (
    <div
      ref={menu}
      class="menu"
      role="menu"
      aria-label={label}
      onKeyDown={ownKeys(onKeyDown)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {acts.map((act, index) => (
        <>
          {act.first && index > 0 && <hr key={`before ${act.id}`} />}
          <button
            type="button"
            key={act.id}
            role="menuitem"
            class="menu-act"
            tabIndex={-1}
            aria-disabled={act.blocked !== null}
            aria-keyshortcuts={act.key}
            onClick={() => run(act)}
          >
            <span>
              {t(act.label)}
              {act.blocked !== null && <span class="note menu-why"> {act.blocked}</span>}
            </span>
            <span class="menu-key" aria-hidden="true">
              {act.key}
            </span>
          </button>
        </>
      ))}
    </div>
  );
}

/** The act of a key, upper or lower case. */
export function actionByKey(acts: readonly RowAction[], key: string): RowAction | null {
  return acts.find((act) => act.key === key.toUpperCase()) ?? null;
}
