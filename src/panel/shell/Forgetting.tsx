/** Forgetting everything: what that is, the question, and the word that it is done. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePanel } from '../stores/panel.ts';
import { wallTime } from '../text/format.ts';
import { t } from '../text/i18n.ts';
import { useEscape } from '../ui/escape.ts';
import { Sheet } from '../ui/Sheet.tsx';

/** The part of the settings that offers to forget everything, and asks once. */
export function ForgetPart() {
  const { forget, failures } = usePanel();
  const state = useSignal<'offered' | 'asked' | 'running' | 'failed'>('offered');
  const offer = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const wasAsked = useRef(false);

  const keepAll = () => (state.value = 'offered');
  useEscape(state.value === 'asked' ? keepAll : null);

  // The question takes the place of the button that had the focus, and the other way round; nobody sees it elsewhere before.
  useLayoutEffect(() => {
    if (state.value === 'asked') {
      keep.current?.focus();
      keep.current?.parentElement?.scrollIntoView({ block: 'nearest' });
    } else if (wasAsked.current) offer.current?.focus();
    wasAsked.current = state.value === 'asked';
  }, [state.value]);

  async function run(): Promise<void> {
    state.value = 'running';
    try {
      // When it is done this panel is gone.
      if (!(await forget())) state.value = 'failed';
    } catch (error) {
      failures.report('forgetting', error);
      state.value = 'failed';
    }
  }

  return (
    <section class="forget" aria-label={t('forget')}>
      <h3>{t('forget')}</h3>
      <p>{t('forget_what')}</p>
      <ul>
        <li>{t('forget_records')}</li>
        <li>{t('forget_panels')}</li>
        <li>{t('forget_stored')}</li>
      </ul>
      <p class="note">{t('forget_not')}</p>
      {state.value === 'asked' ? (
        <p class="forget-question" role="alert">
          {t('forget_sure')}
          <button type="button" class="button outlined danger" onClick={run}>
            {t('forget_yes')}
          </button>
          <button type="button" class="button" ref={keep} onClick={keepAll}>
            {t('forget_no')}
          </button>
        </p>
      ) : (
        <p>
          <button
            type="button"
            class="button outlined"
            ref={offer}
            disabled={state.value === 'running'}
            onClick={() => (state.value = 'asked')}
          >
            {t('forget')}…
          </button>
        </p>
      )}
      {state.value === 'running' && <p role="status">{t('forget_running')}</p>}
      {state.value === 'failed' && (
        <p class="outcome-failed" role="alert">
          {t('forget_failed')}
        </p>
      )}
    </section>
  );
}

/** Says that everything is forgotten: the first thing that the new panel shows. */
export function ForgottenSheet({ onClose }: { readonly onClose: () => void }) {
  const { forgottenAt } = usePanel();
  return (
    <Sheet title={t('forgotten')} onClose={onClose}>
      <p role="status">{t('forgotten_at', wallTime(forgottenAt ?? 0))}</p>
      <p class="note">{t('forget_not')}</p>
    </Sheet>
  );
}
