/** What long work makes, in a component: at once if it is short, else as soon as it is done. */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { runSlice, type Steps } from './steps.ts';

/**
 * Does the work. It is given up when what it is made of changes, and when the component goes.
 * @param begin begins the work
 * @param of what it is made of
 * @param keepsLast while it works anew, what it made before stands
 * @returns what it made; null while it works
 */
export function useSteps<Result>(
  begin: () => Steps<Result>,
  of: readonly unknown[],
  keepsLast = false,
): { readonly is: Result } | null {
  const last = useRef<{ readonly is: Result } | null>(null);
  const [, setEnded] = useState(0);
  const run = useMemo(() => {
    const steps = begin();
    return { steps, made: runSlice(steps, () => performance.now()) };
  }, of);
  useLayoutEffect(() => {
    if (run.made) return;
    let timer = setTimeout(function go() {
      run.made = runSlice(run.steps, () => performance.now());
      if (run.made) setEnded((count) => count + 1);
      else timer = setTimeout(go);
    });
    return () => clearTimeout(timer);
  }, [run]);
  last.current = run.made ?? (keepsLast ? last.current : null);
  return last.current;
}
