/** The row of views: ARIA tabs, by click and by arrow keys. */

import { VIEWS } from '../stores/choices.ts';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';
import { arrowStep, ownKeys } from '../ui/keys.ts';

/** Renders the row. */
export function ViewTabs() {
  const { view } = usePanel();
  return (
    <div
      class="views"
      role="tablist"
      aria-label={t('views')}
      onKeyDown={ownKeys((event) => {
        const next = arrowStep(event, VIEWS, view.value);
        if (next === null) return;
        view.value = next;
        document.getElementById(`tab-${next}`)?.focus();
      })}
    >
      {VIEWS.map((name) => (
        <button
          type="button"
          key={name}
          class="view-tab"
          role="tab"
          id={`tab-${name}`}
          aria-selected={name === view.value}
          aria-controls="view"
          tabIndex={name === view.value ? 0 : -1}
          onClick={() => {
            view.value = name;
          }}
        >
          {t(`view_${name}`)}
        </button>
      ))}
    </div>
  );
}
