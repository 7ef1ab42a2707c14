/** Whether details stand beside their table, and not below it. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

/** From this width of the window on, in CSS px, they stand below. `--below-3` of tokens.css, by which table.css goes. */
export const BELOW = 760;
/** In a window so narrow in any case; in wider ones only where it is higher than that. `--below-1`. CSS px. */
const LOW = 420;
const QUERY = `(max-width: ${LOW}px), (max-width: ${BELOW}px) and (min-height: ${LOW}px)`;

/** Follows the width of the window. */
export function useBeside(): boolean {
  const isBelow = useSignal(matchMedia(QUERY).matches);
  useLayoutEffect(() => {
    const life = new AbortController();
    const query = matchMedia(QUERY);
    const look = () => {
      isBelow.value = query.matches;
    };
    look();
    query.addEventListener('change', look, { signal: life.signal });
    return () => life.abort();
  }, []);
  return !isBelow.value;
}
