/** Parts of the panel that are loaded when they are first shown: the panel opens with less to read. */
import { signal } from '@preact/signals';
import { type ComponentType, createElement, type FunctionComponent, type VNode } from 'preact';
import { addPart } from './lazy-parts.ts';

/** In the place of what takes a moment, and of which nobody sees that it is missing: a menu, a sheet. */
export const nothing = (): VNode => <></>;

/**
 * A component that is loaded when it is first drawn, and drawn from then on. Where it cannot be loaded, drawing it throws,
 * once: the border around it offers to try again.
 * @param load imports it
 * @param waiting what stands in its place meanwhile
 */
export function lazyView<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: (props: Props) => VNode,
): FunctionComponent<Props> {
  const came = signal(0);
  let loaded: ComponentType<Props> | null = null;
  let failed: { readonly error: unknown } | null = null;
  let loading = false;
  addPart(async () => {
    if (loaded || loading) return;
    // Where it fails, whoever shows it is told by another try.
    const ahead = await load().catch(() => null);
    loaded ??= ahead;
  });
  return function Later(props: Props) {
    came.value;
    if (loaded) return createElement(loaded, props);
    if (failed) {
      const { error } = failed;
      failed = null;
      throw error;
    }
    if (!loading) {
      loading = true;
      load()
        .then(
          (component) => {
            loaded = component;
          },
          (error: unknown) => {
            failed = { error };
          },
        )
        .then(() => {
          loading = false;
          came.value += 1;
        });
    }
    return waiting(props);
  };
}
