/** Every transition of an interaction: when, from what to what, how long, by which message; gaps drawn as gaps. */
import { useSignal } from '@preact/signals';
import type { SessionInteraction, Transition } from '../../../session/model.ts';
import { type Stretch, stretches, totals } from '../../shared/stretches.ts';
import { isOver, runsUntil, tone } from '../../stores/interaction-texts.ts';
import { usePanel } from '../../stores/panel.ts';
import { clip } from '../../text/clip.ts';
import { Duration } from '../../text/Duration.tsx';
import { exactTime, wireTime } from '../../text/format.ts';
import { plural, t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';

/** More transitions than this are drawn on request only. */
const MOST = 200;

/** Renders the tab. */
export function StateTab({ one }: { readonly one: SessionInteraction }) {
  const { clock } = usePanel();
  const all = useSignal(false);
  const now = runsUntil(one, clock.value);
  const list = stretches(one.transitions, now, isOver(one));
  const present = isOver(one) ? undefined : list.at(-1)?.transition.to;
  const shown = all.value ? list : list.slice(-MOST);
  if (list.length === 0) return <p class="empty-line">{t('state_none')}</p>;
  return (
    <>
      <ul class="totals" aria-label={t('state_totals')}>
        {totals(list).map(({ state, ms, times }) => (
          <li key={state}>
            <span class={`state state-${tone(state)}`}>
              <PageText text={clip(state)} />
            </span>{' '}
            <strong>
              <Duration ms={ms} to={now} isRunning={state === present} />
            </strong>
            {times > 1 && <span class="note"> {plural('state_times', times)}</span>}
          </li>
        ))}
      </ul>
      {shown.length < list.length && (
        <button type="button" class="button outlined" onClick={() => (all.value = true)}>
          {plural('state_show_all', list.length)}
        </button>
      )}
      <table class="grid transitions">
        <thead>
          <tr>
            <th scope="col">{t('state_time')}</th>
            <th scope="col">{t('state_transition')}</th>
            <th scope="col">{t('state_lasted')}</th>
            <th scope="col">{t('state_cause')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((stretch) => (
            <TransitionRows
              key={`${stretch.transition.t} ${stretch.transition.entry.document} ${stretch.transition.entry.n}`}
              stretch={stretch}
            />
          ))}
        </tbody>
      </table>
      {one.ended && (
        <p class="note">
          {t(`ended_${one.ended.why}`)} · <span title={exactTime(one.ended.t)}>{wireTime(one.ended.t)}</span>
        </p>
      )}
      {one.formerIds.length > 0 && (
        <p class="note">{t('former_ids', clip(one.formerIds.map((id) => pageText(id.slice(0, 100))).join(', ')))}</p>
      )}
    </>
  );
}

function causeOf({ source }: Transition): string {
  if (source.by === 'event') return source.eventType || t('cause_event');
  return source.service === null ? t('cause_answer') : t('cause_answer_to', source.service);
}

function TransitionRows({ stretch: { transition, ms, running, isInterrupted } }: { readonly stretch: Stretch }) {
  const { messages } = usePanel();
  const isGone = useSignal(false);
  return (
    <>
      {transition.gap !== null && (
        <tr class="gap-row">
          <td colSpan={4}>{t('state_gap', pageText(clip(transition.gap)))}</td>
        </tr>
      )}
      <tr>
        <td title={exactTime(transition.t)}>{wireTime(transition.t)}</td>
        <td>
          <span class="note">
            {transition.from === null ? t('state_first') : <PageText text={clip(transition.from)} />} →{' '}
          </span>
          <span class={`state state-${tone(transition.to)}`}>
            <PageText text={clip(transition.to)} />
          </span>
        </td>
        <td>
          <Duration
            from={transition.t}
            to={transition.t + ms}
            isRunning={running}
            note={isInterrupted ? t('span_gap') : null}
          />
          {running && <span class="note"> {t('state_running')}</span>}
        </td>
        <td>
          <button
            type="button"
            class="link"
            title={t('messages_open_row')}
            onClick={async () => {
              isGone.value = !(await messages.openEntry(transition.entry));
            }}
          >
            <PageText text={causeOf(transition).slice(0, 80)} />
          </button>
        </td>
      </tr>
      {isGone.value && (
        <tr>
          <td colSpan={4} class="note">
            {t('message_dropped')}
          </td>
        </tr>
      )}
    </>
  );
}
