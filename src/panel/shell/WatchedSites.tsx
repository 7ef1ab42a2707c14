/** The part of the settings that lists what is watched, since when, and ends it. */
import { nameOfPattern } from '../../access/sites.ts';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Renders the part. */
export function WatchedSitesPart() {
  const { access } = usePanel();
  const grants = access.grants.value ?? [];
  return (
    <section aria-label={t('watched')}>
      <h3>{t('watched')}</h3>
      {grants.length === 0 && <p class="note">{t('watched_none')}</p>}
      <ul class="watched">
        {grants.map(({ pattern, since, isPrivate }) => (
          <li key={pattern}>
            <bdi>{nameOfPattern(pattern)}</bdi>
            {since !== null && <span class="note"> {t('watched_since', dates.format(since))}</span>}
            {isPrivate && <span class="note"> {t('watched_private')}</span>}{' '}
            {access.canWithdraw && (
              <button
                type="button"
                class="button outlined"
                aria-label={t('watched_stop', nameOfPattern(pattern))}
                onClick={() => void access.stop(pattern)}
              >
                {t('watched_stop_short')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="note">{t(access.canWithdraw ? 'access_meaning' : 'watched_fixed')}</p>
    </section>
  );
}
