/** Parts of the panel that are loaded when they are first shown: the panel opens with less to read. */
import { signal } from '@preact/signals';
import { type ComponentType, createElement, type FunctionComponent, type VNode } from 'preact';
import { t } from '../i18n.ts';
import { usePanel } from '../stores/panel.ts';

/**
 * A component that is loaded when it is first drawn, and drawn from then on.
 * @param load imports it
 * @param waiting what stands in its place meanwhile
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: (props: Props) => VNode,
): FunctionComponent<Props> {
  const loaded = signal<ComponentType<Props> | null>(null);
  let loading = false;
  return function Later(props: Props) {
    const { trouble } = usePanel();
    const Loaded = loaded.value;
    if (Loaded) return createElement(Loaded, props);
    if (!loading) {
      loading = true;
      load().then(
        (component) => {
          loaded.value = component;
        },
        (error: unknown) => {
          loading = false;
          trouble.value = t('trouble_internal', String(error));
        },
      );
    }
    return waiting(props);
  };
}
