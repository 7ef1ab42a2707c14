/** A part of the panel that is loaded when it is first needed. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { addPart } from './lazy-parts.ts';

/** A module on its way. */
export interface LazyModule<Module> {
  /** Null until it is there. */
  readonly module: ReadonlySignal<Module | null>;
  /** Loads it once; tries again after a failure, of which `onTrouble` is told. */
  load(onTrouble?: (error: unknown) => void): void;
}

/** Loads with `read`, a dynamic import. */
export function lazyModule<Module>(read: () => Promise<Module>): LazyModule<Module> {
  const module = signal<Module | null>(null);
  let isLoading = false;
  // What is read now is there at once when it is loaded.
  addPart(async () => void (await read().catch(() => null)));
  return {
    module,
    load(onTrouble) {
      if (isLoading) return;
      isLoading = true;
      read().then(
        (loaded) => {
          module.value = loaded;
        },
        (error: unknown) => {
          isLoading = false;
          onTrouble?.(error);
        },
      );
    },
  };
}
