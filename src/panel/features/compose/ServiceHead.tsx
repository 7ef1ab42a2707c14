/** What is known of the chosen service, and how sure it is. */
import { serviceOf } from '../../../protocol/services.ts';
import { clip } from '../../text/clip.ts';
import { clockTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { PageText } from '../../text/PageText.tsx';
import { isAllowed } from './allowed.ts';
import type { ComposeState } from './compose-state.ts';

/** Renders name and knowledge. */
export function ServiceHead({ compose }: { readonly compose: ComposeState }) {
  const compiled = compose.compiled.value;
  const { mode, service: chosen } = compose.draft.value;
  const name = mode === 'message' && compiled.ok ? compiled.service : chosen;
  const known = serviceOf(name);
  const allowed = compose.allowed.value;
  return (
    <header class="compose-head">
      <h2 class="mono">{name === '' ? t('compose_no_name') : <PageText text={clip(name)} />}</h2>
      {known ? (
        <ul class="compose-facts">
          <li class={known.danger === 'none' ? 'note' : 'outcome-warn'}>{t(`compose_danger_${known.danger}`)}</li>
          <li class="note">{known.parameters ? t(`compose_sure_${known.sure}`) : t('compose_parameters_unknown')}</li>
          <li class="note">
            {known.answer === 'unknown'
              ? t('compose_answer_unknown')
              : t('compose_answers_with', known.answer, t(`compose_by_${known.answerSure}`))}
          </li>
          {!known.inClient && <li class="note">{t('compose_not_in_client')}</li>}
        </ul>
      ) : (
        name !== '' && <p class="note">{t('compose_not_known')}</p>
      )}
      {allowed && name !== '' && (
        <p class="note">
          {t(isAllowed(allowed.services, name) ? 'compose_is_allowed' : 'compose_is_not_named', clockTime(allowed.t))}
        </p>
      )}
    </header>
  );
}
