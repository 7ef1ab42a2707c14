/** Writes into a window's record: the one place that knows whether recording is on, and where the window is. */
import { hold } from '../entry/encode.ts';
import type { WindowPath } from '../entry/entry.ts';
import type { Unnumbered } from '../entry/header.ts';
import type { Recording } from './record.ts';
import type { Windows } from './windows.ts';

/** Writes into the record. */
export interface Recorder {
  /** Whether what comes is kept. */
  isOn: boolean;
  /** Adds an entry, if recording is on. Nobody else may hold `value`, or change it (`hold`). */
  add(seen: Omit<Unnumbered, 'path'> & { readonly path?: WindowPath }, value: unknown): void;
}

/** Makes what writes into `record`. @param onAdded called after an entry was added */
export function createRecorder(record: Recording, windows: Windows, onAdded: () => void): Recorder {
  return {
    isOn: true,
    add(seen, value) {
      if (!this.isOn) return;
      record.add({ path: windows.own(), ...seen }, hold(value));
      onAdded();
    },
  };
}
