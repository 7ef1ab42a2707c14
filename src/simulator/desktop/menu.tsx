/** A button with a menu, whose entries are in the page only while it is open. */
import { useEffect, useRef } from 'preact/hooks';
import { useOpen } from './dismiss.ts';
import { Sign } from './icons.tsx';
import { useInWindow } from './in-window.ts';

/** One entry of a menu. */
export interface MenuEntry {
  readonly name: string;
  readonly pick: () => void;
}

/** Entries that belong together. */
export interface MenuGroup {
  /** Null: the group needs no heading. */
  readonly heading: string | null;
  readonly entries: readonly MenuEntry[];
}

/** At which end of its button it hangs. */
export type Side = 'start' | 'end';

/** A menu, driven by arrow keys, Home, End, a first letter, Enter and Escape. */
export function Menu({
  name,
  side = 'start',
  groups,
}: {
  /** The button's words. */
  name: string;
  side?: Side;
  groups: readonly MenuGroup[];
}) {
  const { open, root, button, close } = useOpen();
  const list = useRef<HTMLDivElement>(null);
  useInWindow(list, open.value);
  const all = (): HTMLButtonElement[] => [...(list.current?.querySelectorAll('button') ?? [])];
  useEffect(() => {
    if (open.value) all()[0]?.focus();
  }, [open.value]);
  const move = (event: KeyboardEvent): void => {
    const buttons = all();
    const here = buttons.findIndex((one) => one.matches(':focus'));
    const next = nextEntry(event.key, here, buttons);
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  };
  return (
    <div class="opens" ref={root}>
      <button
        type="button"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open.value) return;
          event.preventDefault();
          open.value = true;
        }}
      >
        {name}
        <Sign of="down" />
      </button>
      {open.value ? (
        <div class={`menu afloat ${side}`} role="menu" aria-label={name} tabIndex={-1} ref={list} onKeyDown={move}>
          {groups.map(({ heading, entries }) => (
            <fieldset key={heading ?? ''} aria-label={heading ?? name}>
              {heading === null ? null : <p aria-hidden="true">{heading}</p>}
              {entries.map((entry) => (
                <button
                  key={entry.name}
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  onClick={() => {
                    close();
                    entry.pick();
                  }}
                >
                  {entry.name}
                </button>
              ))}
            </fieldset>
          ))}
        </div>
      ) : null}
    </div>
  );
}

function nextEntry(key: string, here: number, buttons: readonly HTMLButtonElement[]): number | undefined {
  if (key === 'ArrowDown') return (here + 1) % buttons.length;
  if (key === 'ArrowUp') return (here <= 0 ? buttons.length : here) - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return buttons.length - 1;
  if (key.length !== 1 || key === ' ') return undefined;
  const starts = (one: HTMLButtonElement): boolean =>
    (one.textContent ?? '').toLowerCase().startsWith(key.toLowerCase());
  const after = buttons.findIndex((one, index) => index > here && starts(one));
  const found = after >= 0 ? after : buttons.findIndex(starts);
  return found < 0 ? undefined : found;
}
