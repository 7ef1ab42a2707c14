/** The control that a value of a chosen type is typed into. */
import type { Parameter } from '../../../protocol/service.ts';
import type { SessionCase, SessionInteraction } from '../../../session/model.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { inControl, retyped } from '../../text/retyped.ts';
import { isUnseenIn, UnseenInControl } from '../../text/UnseenInControl.tsx';
import { ownKeys } from '../../ui/keys.ts';
import { interactionText, isChoice } from './call-texts.ts';
import { type FieldType, pickFrom } from './fields.ts';

interface ValueControlProps {
  readonly id: string;
  readonly label: string;
  readonly type: FieldType;
  readonly text: string;
  readonly parameter?: Parameter | undefined;
  readonly isWrong: boolean;
  readonly onType: (text: string) => void;
}

const MOST_LINES = 12;
const MOST_CHOICES = 200;

/** Renders it. Enter in a short text leads on to the button that sends; Shift+Enter begins a new line. */
export function ValueControl({ id, label, type, text, parameter, isWrong, onType }: ValueControlProps) {
  const isUnseen = isUnseenIn(text);
  const common = {
    id,
    'aria-label': label,
    'aria-invalid': isWrong,
    'aria-describedby': [isWrong && `${id}-problem`, isUnseen && `${id}-unseen`].filter(Boolean).join(' ') || undefined,
    spellcheck: false,
  };
  const leadOn = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const send = event.currentTarget instanceof Element ? event.currentTarget.closest('.compose') : null;
    send?.querySelector<HTMLElement>('.compose-send')?.focus();
  };
  // An id that WWE gave as a number is picked, too.
  const pick = parameter && (type === 'text' || type === 'number') && !/[\r\n]/.test(text) ? pickFrom(parameter) : null;
  if (type === 'null' || type === 'undefined' || type === 'absent') {
    return <p class="note compose-fixed">{t(`compose_fixed_${type}`)}</p>;
  }
  if (type === 'boolean') {
    return (
      <select {...common} class="input" value={text} onChange={(event) => onType(event.currentTarget.value)}>
        <option value="true">true</option>
        <option value="false">false</option>
      </select>
    );
  }
  if (pick !== null || type === 'number') {
    return (
      <>
        <input
          {...common}
          class="input mono"
          type="text"
          inputMode={type === 'number' ? 'decimal' : undefined}
          autocomplete="off"
          list={pick === null ? undefined : `${id}-choices`}
          placeholder={pick === 'interactions' ? t('compose_pick') : undefined}
          value={text}
          onInput={(event) => onType(event.currentTarget.value)}
          onKeyDown={ownKeys(leadOn)}
        />
        {pick !== null && <Choices id={`${id}-choices`} of={pick} />}
        <UnseenInControl text={text} id={`${id}-unseen`} />
      </>
    );
  }
  return (
    <>
      <textarea
        {...common}
        class="input mono"
        rows={Math.min(MOST_LINES, text.split('\n', MOST_LINES).length)}
        value={inControl(text)}
        onInput={(event) => onType(retyped(text, event.currentTarget.value))}
        onKeyDown={type === 'text' ? ownKeys(leadOn) : undefined}
      />
      <UnseenInControl text={text} id={`${id}-unseen`} />
    </>
  );
}

/** The session's interactions or cases, the live ones first. */
function Choices({ id, of }: { readonly id: string; readonly of: 'interactions' | 'cases' }) {
  const { watching, wwes } = usePanel();
  watching.version.value;
  const { session } = watching;
  const meant = wwes.meant.value;
  const isMeant = ({ wwe }: SessionInteraction | SessionCase) => !('wwe' in meant) || wwe.key === meant.wwe;
  const all = session
    .interactions()
    .filter((one) => isMeant(one) && one.known.length > 0)
    .sort((a, b) => Number(a.ended !== null) - Number(b.ended !== null));
  const options =
    of === 'interactions'
      ? all.map((one) => ({ value: one.id, label: `${pageText(one.id)} · ${interactionText(one)}` }))
      : session
          .cases()
          .filter((one) => one.id !== '' && isMeant(one))
          .map((one) => ({ value: one.id, label: pageText(one.id) }));
  return (
    <datalist id={id}>
      {options
        .filter(({ value }) => isChoice(value))
        .slice(0, MOST_CHOICES)
        .map(({ value, label }) => (
          <option key={value} value={value} label={label} />
        ))}
    </datalist>
  );
}
