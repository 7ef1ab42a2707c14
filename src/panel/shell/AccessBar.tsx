/** Says which sites of the tab are not watched, what that hides, and offers to watch them. */

import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';
import '../ui/banner.css';
import './access.css';

/** Renders the bar; nothing where all is watched. */
export function AccessBar() {
  const { access, reload } = usePanel();
  const unwatched = access.unwatched.value;
  const stage = access.stage.value;
  if (stage === 'reload') {
    return (
      <section class="banner access" aria-label={t('access')}>
        <p role="status">{t('access_granted')}</p>
        <button type="button" class="button outlined" onClick={reload}>
          {t('reload_page')}
        </button>
      </section>
    );
  }
  if (unwatched.length === 0) return null;
  const wanted = unwatched.filter(({ why }) => why === null).map(({ site }) => site);
  const isTop = unwatched.some((one) => one.isTop);
  const reasons = [...new Set(unwatched.flatMap(({ why }) => why ?? []))];
  return (
    <section class="banner access" aria-label={t('access')}>
      <p>
        <strong>{t(isTop ? 'access_page_unwatched' : 'access_frames_unwatched')}</strong>{' '}
        {unwatched.map(({ site, urls }) => (
          <bdi key={site} class="access-site" title={urls.join('\n').slice(0, 2_000)}>
            {site}
          </bdi>
        ))}
        {!isTop && ` ${t('access_hidden')}`}
      </p>
      {wanted.length > 0 && (
        <button
          type="button"
          class="button outlined"
          disabled={stage === 'asking'}
          onClick={() => void access.watch(wanted)}
        >
          {wanted.length === 1 ? t('access_watch', wanted[0] ?? '') : t('access_watch_all', wanted.length)}
        </button>
      )}
      {reasons.map((why) => (
        <p key={why} class="note">
          {why}
        </p>
      ))}
      {stage === 'refused' && <p role="alert">{t('access_refused')}</p>}
      {stage === 'elsewhere' && <p role="status">{t('access_elsewhere')}</p>}
      {isTop && <p class="note">{t('access_meaning')}</p>}
    </section>
  );
}
