/** The details, loaded when they are first opened: the panel opens with less to read. */
import { signal } from '@preact/signals';
import type { SessionInteraction } from '../../session/model.ts';
import { t } from '../i18n.ts';
import { usePanel } from '../stores/panel.ts';
import type * as Module from './Details.tsx';

const details = signal<typeof Module.Details | null>(null);
let loading = false;

/** Renders the details of an interaction as soon as they are loaded. Give it the interaction's key as `key`. */
export function Details({ one }: { readonly one: SessionInteraction }) {
  const { trouble } = usePanel();
  const Loaded = details.value;
  if (Loaded) return <Loaded one={one} />;
  if (!loading) {
    loading = true;
    import('./Details.tsx').then(
      (module) => {
        details.value = module.Details;
      },
      (error: unknown) => {
        loading = false;
        trouble.value = t('trouble_internal', String(error));
      },
    );
  }
  return (
    <section class="details" aria-label={t('details')} aria-busy="true">
      <p class="empty-line">{t('details_loading')}</p>
    </section>
  );
}
