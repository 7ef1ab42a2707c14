/** The cases on the left, each with the bars of its interactions. Of a long list only what is in sight is drawn. */
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Act } from '../core/acts/act-types.ts';
import type { CaseModel, DeskModel } from '../core/wwe/model.ts';
import type { Wwe } from '../core/wwe/wwe.ts';
import { placeActs, shownInteraction } from './act-places.ts';
import { ACTS, BAR, CASE } from './heights.ts';
import { InteractionBar } from './interaction-bar.tsx';
import { segmentsOf } from './windowing.ts';

/** Interaction id → acts, see `placeActs`. */
type Places = ReadonlyMap<string, readonly Act[]>;

/** A step of scrolling that draws anew, CSS px. */
const STEP = 200;

/** All cases. */
export function CaseList({ model, wwe }: { model: ReadonlySignal<DeskModel>; wwe: Wwe }) {
  const desk = model.value;
  const view = useSignal({ top: 0, height: 1200 });
  const scroller = useRef<HTMLDivElement>(null);
  const look = (): void => {
    const element = scroller.current;
    if (element === null) return;
    const top = Math.floor(element.scrollTop / STEP) * STEP;
    const height = Math.ceil(element.clientHeight / STEP + 1) * STEP;
    if (top !== view.value.top || height !== view.value.height) view.value = { top, height };
  };
  useEffect(look);
  useEffect(() => {
    scroller.current?.querySelector('.case.selected')?.scrollIntoView({ block: 'nearest' });
  }, [desk.selectedCase]);

  const shown = shownInteraction(desk)?.id ?? null;
  const places = placeActs(desk);
  const hasActs = ({ id }: { id: string }): boolean => id !== shown && places.has(id);
  const heights = desk.cases.map(({ interactions }) =>
    interactions.reduce((sum, one) => sum + BAR + (hasActs(one) ? ACTS : 0), CASE),
  );
  // A button is in the page even where it is out of sight.
  const keep = (row: number): boolean => {
    const one = desk.cases[row];
    return one !== undefined && (one.selected || one.interactions.some(hasActs));
  };
  const count = desk.cases.reduce((sum, { interactions }) => sum + interactions.length, 0);
  if (count === 0) {
    return (
      <p class="nothing">
        No interactions. Press <b>New call</b>, <b>New chat</b> or <b>New email</b> to let a customer in.
      </p>
    );
  }
  return (
    <>
      <p class="count">
        {plural(desk.cases.length, 'case')}, {plural(count, 'interaction')}
      </p>
      <div class="case-scroll" ref={scroller} onScroll={look}>
        <ul class="cases">
          {segmentsOf(heights, view.value, keep).map((segment) => {
            if ('gap' in segment) {
              return <li key={`gap ${segment.before}`} aria-hidden="true" style={{ height: `${segment.gap}px` }} />;
            }
            const one = desk.cases[segment.row];
            if (one === undefined) return null;
            return <CaseCard key={one.id} one={one} shown={shown} places={places} wwe={wwe} />;
          })}
        </ul>
      </div>
    </>
  );
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function CaseCard({ one, shown, places, wwe }: { one: CaseModel; shown: string | null; places: Places; wwe: Wwe }) {
  return (
    <li class={one.selected ? 'case selected' : 'case'}>
      <button
        type="button"
        class="case-name"
        aria-pressed={one.selected}
        data-case-id={one.id}
        onClick={() => wwe.selectCase(one.id)}
      >
        <span class="visually-hidden">Case </span>
        {one.interactions[0]?.party ?? one.id}
      </button>
      {one.interactions.map((interaction) => (
        <InteractionBar
          key={interaction.uuid}
          interaction={interaction}
          current={interaction.id === shown}
          acts={interaction.id === shown ? [] : (places.get(interaction.id) ?? [])}
          wwe={wwe}
        />
      ))}
    </li>
  );
}
