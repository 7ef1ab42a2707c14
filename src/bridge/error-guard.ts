/** Where the browser calls the bridge: what goes wrong inside ends here, and is told to whoever reads the record. */
import { FAILED } from '../protocol/notes.ts';
import type { Recorder } from './recorder.ts';

/** Makes of a listener one that never throws: an error of ours would stand in the page's console. */
export type ErrorGuard = <Given extends unknown[]>(listener: (...given: Given) => void) => (...given: Given) => void;

/**
 * Makes the guard of a window.
 * @param now ms since the epoch
 */
export function createErrorGuard(recorder: Recorder, now: () => number): ErrorGuard {
  return (listener) =>
    (...given) => {
      try {
        listener(...given);
      } catch (error) {
        try {
          const note = [FAILED, 0, 0, `${error}\n${Object(error).stack}`];
          recorder.add({ t: now(), sort: 'probe', kind: FAILED, name: '', ref: '', peer: '', origin: '' }, note);
        } catch {
          // The record itself is what fails: there is nobody left to tell.
        }
      }
    };
}
