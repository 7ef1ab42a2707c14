/**
 * The tabs of some details: a row of names by click and arrow keys, a menu of those that do not fit, the panel of the
 * chosen one, and the search in it.
 */

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, MoreIcon } from '../../design/icons.tsx';
import { t } from '../text/i18n.ts';
import { FindBar } from './find/FindBar.tsx';
import { useFind } from './find/useFind.ts';
import { useFitting } from './fitting.ts';
import './tabs.css';
import { arrowStep, ownKeys } from './keys.ts';
import { Menu } from './Menu.tsx';
import { type Spot, spotBelow } from './menu-spot.ts';

interface TabsProps<Name extends string> {
  readonly tabs: readonly Name[];
  readonly chosen: Name;
  readonly label: string;
  /** What the ids of the tabs begin with. */
  readonly prefix: string;
  readonly title: (tab: Name) => string;
  readonly onChoose: (tab: Name) => void;
  readonly children: ComponentChildren;
}

/** What the row leaves to the cross at its left, and what the button of the menu takes, in CSS px: `--width-icon`. */
const SPARE = { always: 28, menu: 28 };

/** Renders tabs and panel. */
export function Tabs<Name extends string>({ tabs, chosen, label, prefix, title, onChoose, children }: TabsProps<Name>) {
  const row = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useSignal<Spot | null>(null);
  const find = useFind(panel);
  const fits = useFitting(row, tabs.indexOf(chosen), SPARE).value;
  // A tab that does not fit stands on a line below, out of sight: the focus on it would scroll there.
  useLayoutEffect(() => {
    if (row.current) row.current.scrollTop = 0;
  });
  const focus = (name: Name) => document.getElementById(`${prefix}-${name}`)?.focus();

  function onKeyDown(event: KeyboardEvent): void {
    const next = arrowStep(event, tabs, chosen);
    if (next === null) return;
    onChoose(next);
    focus(next);
  }
  return (
    <>
      <div class="tabs">
        <div class="tab-row" role="tablist" aria-label={label} onKeyDown={ownKeys(onKeyDown)} ref={row}>
          {tabs.map((name, index) => (
            <button
              type="button"
              key={name}
              role="tab"
              id={`${prefix}-${name}`}
              class="view-tab"
              data-over={fits?.[index] === false || undefined}
              aria-selected={name === chosen}
              aria-controls={`${prefix}-panel`}
              tabIndex={name === chosen ? 0 : -1}
              onClick={() => onChoose(name)}
            >
              {title(name)}
            </button>
          ))}
        </div>
        {fits && (
          <button
            ref={button}
            type="button"
            class="button icon-button"
            aria-label={t('more_tabs')}
            title={t('more_tabs')}
            aria-haspopup="menu"
            aria-expanded={menu.value !== null}
            onClick={() => (menu.value = spotBelow(button.current))}
          >
            <Icon of={MoreIcon} />
          </button>
        )}
      </div>
      {fits && menu.value && (
        <Menu
          items={tabs
            .filter((_, index) => !fits[index])
            .map((name) => ({
              id: name,
              label: title(name),
              run() {
                onChoose(name);
                focus(name);
              },
            }))}
          at={menu.value}
          label={t('more_tabs')}
          onClose={() => {
            menu.value = null;
            button.current?.focus();
          }}
        />
      )}
      <div
        class="tab-panel"
        ref={panel}
        role="tabpanel"
        id={`${prefix}-panel`}
        aria-labelledby={`${prefix}-${chosen}`}
        tabIndex={0}
      >
        {children}
      </div>
      <FindBar find={find} />
    </>
  );
}
