/** Writes into a window's record: the one place that knows whether recording is on, and where the window is. */
import { hold } from '../entry/encode.ts';
import type { WindowPath } from '../entry/entry.ts';
import type { Unnumbered } from '../entry/header.ts';
import type { ClockSample } from '../transport/link-messages.ts';
import type { Recording } from './record.ts';
import type { Windows } from './windows.ts';

/** Writes into the record. */
export interface Recorder {
  /** Whether what comes is kept. */
  isOn: boolean;
  /** Adds an entry, if recording is on. Nobody else may hold `value`, or change it (`hold`). */
  add(seen: Omit<Unnumbered, 'path'> & { readonly path?: WindowPath }, value: unknown): void;
}

/** By how much, in ms, the two clocks of a document may differ before it is worth a word: nobody reads times of day so closely. */
const AGREE_MS = 50;

/**
 * Makes what writes into `record`.
 * @param onAdded called after an entry was added
 * @param clock both clocks of the document, now; left out where they agree
 */
export function createRecorder(
  record: Recording,
  windows: Windows,
  onAdded: () => void,
  clock: () => ClockSample = () => ({ at: 0, wall: 0 }),
): Recorder {
  /** See `EntryHeader.ahead`. */
  function apart(): Pick<Unnumbered, 'ahead'> {
    const { at, wall } = clock();
    const ahead = Math.round(wall - at);
    return Math.abs(ahead) < AGREE_MS ? {} : { ahead };
  }

  return {
    isOn: true,
    add(seen, value) {
      if (!this.isOn) return;
      record.add({ path: windows.own(), ...apart(), ...seen }, hold(value));
      onAdded();
    },
  };
}
