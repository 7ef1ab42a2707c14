/** A menu at a place of the window: by pointer, arrow keys, or the keys of its items. */
import { Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useEscape } from './escape.ts';
import { consume, ownKeys } from './keys.ts';
import type { Spot } from './menu-spot.ts';
import './menu.css';

/** One item of a menu. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** What it does, in more words, where there is room for them. */
  readonly hint?: string;
  /** The letter that does it while the menu is open. */
  readonly key?: string;
  /** Why it cannot be done, in words; null when it can. */
  readonly blocked?: string | null;
  /** Begins a new group of the menu. */
  readonly first?: boolean;
  /** Of an item that is switched on and off: whether it is on. */
  readonly checked?: boolean;
  run(): void;
}

interface MenuProps {
  readonly items: readonly MenuItem[];
  readonly at: Spot;
  readonly label: string;
  /** Before an item is run, or without one; the focus is to go back. */
  readonly onClose: () => void;
}

/** Distance from the window's edge, in CSS px. */
const EDGE = 4;

/** Renders the menu, and takes the focus. */
export function Menu({ items, at, label, onClose }: MenuProps) {
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
  const latest = useRef(onClose);
  latest.current = onClose;
  useLayoutEffect(() => {
    const life = new AbortController();
    const close = () => latest.current();
    const closeOutside = (event: Event) => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) close();
    };
    addEventListener('pointerdown', closeOutside, { capture: true, signal: life.signal });
    addEventListener('blur', close, { signal: life.signal });
    addEventListener('resize', close, { signal: life.signal });
    return () => life.abort();
  }, []);

  function run(item: MenuItem): void {
    if ((item.blocked ?? null) !== null) return;
    onClose();
    item.run();
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
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
    const item = isPlain ? items.find(({ key }) => key === event.key.toUpperCase()) : undefined;
    if (to !== undefined) buttons[(to + buttons.length) % buttons.length]?.focus();
    else if (event.key === 'Tab') onClose();
    else if (item) run(item);
    else if (event.key !== 'Enter' && event.key !== ' ') return;
    else {
      const chosen = items[now];
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
      {items.map((item, index) => (
        <Fragment key={item.id}>
          {item.first && index > 0 && <hr />}
          <Item item={item} onRun={() => run(item)} />
        </Fragment>
      ))}
    </div>
  );
}

function Item({ item, onRun }: { readonly item: MenuItem; readonly onRun: () => void }) {
  const { label, key, blocked = null, checked } = item;
  const role =
    checked === undefined
      ? ({ role: 'menuitem' } as const)
      : ({ role: 'menuitemcheckbox', 'aria-checked': checked } as const);
  return (
    <button
      type="button"
      {...role}
      class="menu-act"
      tabIndex={-1}
      aria-disabled={blocked !== null}
      aria-keyshortcuts={key}
      onClick={onRun}
    >
      <span>
        {checked !== undefined && (
          <span class="menu-check" aria-hidden="true">
            {checked ? '✓' : ''}
          </span>
        )}
        {label}
        {blocked !== null && <span class="note menu-why"> {blocked}</span>}
      </span>
      {key !== undefined && (
        <span class="menu-key" aria-hidden="true">
          {key}
        </span>
      )}
    </button>
  );
}
