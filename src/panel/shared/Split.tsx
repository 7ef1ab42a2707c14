/** A list with details beside it, or below it when narrow; the border between them can be dragged. */
import type { ComponentChildren, VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { usePanel } from '../stores/panel.ts';
import { followPointer } from '../ui/drag.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import '../ui/table.css';

/** What the details, or the list, keep at least, in CSS px. */
const LEAST_DETAILS = 140;
const LEAST_LIST = 120;

interface SplitProps {
  readonly list: ComponentChildren;
  /** Null: nothing is shown beside the list. */
  readonly details: VNode | null;
  /** Closes the details, where they could not be drawn. */
  readonly onClose: () => void;
}

/** Renders both. */
export function Split({ list, details, onClose }: SplitProps) {
  const { settings } = usePanel();
  const view = useRef<HTMLDivElement>(null);

  function resize(press: PointerEvent): void {
    if (!view.current) return;
    const box = view.current.getBoundingClientRect();
    const below = getComputedStyle(view.current).flexDirection === 'column';
    followPointer(press, (now) => {
      const size = below ? box.bottom - now.clientY : box.right - now.clientX;
      const room = (below ? box.height : box.width) - LEAST_LIST;
      settings.change({ detailsSize: Math.round(Math.max(LEAST_DETAILS, Math.min(size, room))) });
    });
  }

  return (
    <div class="split-view" ref={view} style={{ '--details': `${settings.settings.value.detailsSize}px` }}>
      <div class="list-side">{list}</div>
      {details !== null && (
        <>
          <div class="split" onPointerDown={resize} />
          <ErrorBoundary where="details" key={details.key} onClose={onClose}>
            {details}
          </ErrorBoundary>
        </>
      )}
    </div>
  );
}
