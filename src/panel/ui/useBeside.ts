/** Whether details stand beside their table, and not below it. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

/** table.css has the same. */
const BELOW = '(max-width: 760px)';

/** Follows the width of the window. */
export function useBeside(): boolean {
  const isBelow = useSignal(matchMedia(BELOW).matches);
  useLayoutEffect(() => {
    const life = new AbortController();
    const query = matchMedia(BELOW);
    const look = () => {
      isBelow.value = query.matches;
    };
    look();
    query.addEventListener('change', look, { signal: life.signal });
    return () => life.abort();
  }, []);
  return !isBelow.value;
}
