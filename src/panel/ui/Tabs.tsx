/** The tabs of some details: a row of names by click and arrow keys, the panel of the chosen one, and the search in it. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { FindBar } from './find/FindBar.tsx';
import { useFind } from './find/useFind.ts';
import { arrowStep, ownKeys } from './keys.ts';

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

/** Renders tabs and panel. */
export function Tabs<Name extends string>({ tabs, chosen, label, prefix, title, onChoose, children }: TabsProps<Name>) {
  const panel = useRef<HTMLDivElement>(null);
  const find = useFind(panel);
  function onKeyDown(event: KeyboardEvent): void {
    const next = arrowStep(event, tabs, chosen);
    if (next === null) return;
    onChoose(next);
    document.getElementById(`${prefix}-${next}`)?.focus();
  }
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={ownKeys(onKeyDown)}>
        {tabs.map((name) => (
          <button
            type="button"
            key={name}
            role="tab"
            id={`${prefix}-${name}`}
            class="view-tab"
            aria-selected={name === chosen}
            aria-controls={`${prefix}-panel`}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
          >
            {title(name)}
          </button>
        ))}
      </div>
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
