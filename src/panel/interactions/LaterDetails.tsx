/** The details, loaded when they are first opened. */
import { later } from '../frame/later.tsx';
import { t } from '../i18n.ts';

/** Renders the details of an interaction as soon as they are loaded. Give it the interaction's key as `key`. */
export const Details = later(
  async () => (await import('./Details.tsx')).Details,
  () => (
    <section class="details" aria-label={t('details')} aria-busy="true">
      <p class="empty-line">{t('details_loading')}</p>
    </section>
  ),
);
