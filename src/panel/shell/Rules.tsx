/** The part of the settings that says what the tool may do, who decided so, and lets users take more away. */
import { useSignal } from '@preact/signals';
import { isOn, type Layer } from '../../transport/rules.ts';
import { usePanel } from '../stores/panel.ts';
import { readOrigins } from '../stores/read-origins.ts';
import type { OwnRules } from '../stores/rules.ts';
import { t } from '../text/i18n.ts';

/** What an organisation fixed, in words. */
function fixedWords(fixed: Layer): readonly string[] {
  if (fixed === null) return [t('rules_unreadable')];
  const alone = [fixed, {}] as const;
  const list = fixed.allowedOrigins;
  return [
    isOn(alone, 'recording') ? [] : t('rules_recording_fixed'),
    list === undefined
      ? []
      : `${t('rules_origins_fixed')} ${Array.isArray(list) ? list.join(', ').slice(0, 2_000) : ''}`,
    isOn(alone, 'writing') ? [] : t('rules_writing_fixed'),
    isOn(alone, 'keeping') ? [] : t('rules_keeping_fixed'),
    isOn(alone, 'exporting') ? [] : t('export_off_fixed'),
    isOn(alone, 'unredacted') ? [] : t('export_redact_fixed'),
  ].flat();
}

/** Renders the part. */
export function RulesPart() {
  const { rules, failures, reload } = usePanel();
  const typed = useSignal<string | null>(null);
  const needsReload = useSignal(false);
  const [fixed, own] = rules.layers.value ?? [];
  if (fixed === undefined || own === undefined) return <p class="note">{t('rules_unknown')}</p>;
  if (own === null) return <p class="note">{t('rules_unreadable')}</p>;
  const list = own.allowedOrigins;
  const text = typed.value ?? (Array.isArray(list) ? list.join('\n') : '');
  const read = readOrigins(text);
  const words = fixedWords(fixed);

  async function change(own: Partial<OwnRules>): Promise<void> {
    try {
      await rules.change(own);
      if (own.allowedOrigins !== undefined) needsReload.value = true;
    } catch (error) {
      failures.report('storage', error);
    }
  }

  return (
    <section aria-label={t('rules')}>
      <h3>{t('rules')}</h3>
      {words.length > 0 && (
        <ul class="rules-fixed">
          {words.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      <label class="setting">
        <input
          type="checkbox"
          checked={isOn([fixed, own], 'writing')}
          disabled={!isOn([fixed, {}], 'writing')}
          onChange={(event) => change({ writing: event.currentTarget.checked })}
        />
        {t('rules_writing')}
        <span class="note">{t('rules_writing_note')}</span>
      </label>
      <label class="setting rules-origins">
        {t('rules_origins')}
        <textarea
          class="input"
          rows={3}
          spellcheck={false}
          placeholder="https://wwe.example.com"
          aria-invalid={'odd' in read}
          value={text}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
          onChange={() => 'origins' in read && change({ allowedOrigins: read.origins })}
        />
        <span class="note">{t('rules_origins_note')}</span>
        {'odd' in read && (
          <span class="outcome-failed" role="alert">
            {t('rules_origins_odd', read.odd.slice(0, 200))}
          </span>
        )}
      </label>
      {needsReload.value && (
        <p class="note" role="status">
          {t('rules_changed')}{' '}
          <button type="button" class="button outlined" onClick={reload}>
            {t('reload_page')}
          </button>
        </p>
      )}
    </section>
  );
}
