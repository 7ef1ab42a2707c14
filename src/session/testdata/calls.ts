/** Counts work, not time: how often functions of the session are called, whatever their names are. */
import { Session as Inspector, type Profiler } from 'node:inspector';
import { afterAll, beforeAll } from 'vitest';

/** Counts calls. */
export interface CallCounter {
  /**
   * @param run what is to be counted
   * @param folder counts only the functions in it, from `src`
   * @returns how many calls of functions of ours were made in it
   */
  count(run: () => void, folder?: string): number;
}

/** Has the engine count calls while the tests of the file run; what runs then is not optimised. */
export function useCallCounter(): CallCounter {
  const inspector = new Inspector();
  beforeAll(() => {
    inspector.connect();
    inspector.post('Profiler.enable');
    inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  });
  afterAll(() => {
    inspector.post('Profiler.stopPreciseCoverage');
    inspector.disconnect();
  });
  const take = (): readonly Profiler.ScriptCoverage[] => {
    let taken: readonly Profiler.ScriptCoverage[] | undefined;
    // Within one thread it answers at once.
    inspector.post('Profiler.takePreciseCoverage', (error, answer) => {
      if (error) throw error;
      taken = answer.result;
    });
    if (!taken) throw new Error('The engine did not tell what it counted.');
    return taken;
  };
  return {
    count(run, folder = 'session') {
      take();
      run();
      return take()
        .filter(({ url }) => url.includes(`/src/${folder}/`) && !url.includes('.test.') && !url.includes('/testdata/'))
        .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
        .reduce((sum, count) => sum + count, 0);
    },
  };
}
