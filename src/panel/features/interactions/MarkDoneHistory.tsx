/** The history of mark done: requests, events, endings, each with its message; and the events that fit nowhere. */
import { useSignal } from '@preact/signals';
import { masked } from '../../../protocol/tokens.ts';
import type { BlockStep } from '../../../session/model.ts';
import { outcomeOf } from '../../../session/outcome.ts';
import { usePanel } from '../../stores/panel.ts';
import { clip } from '../../text/clip.ts';
import { exactTime, wireTime } from '../../text/format.ts';
import { plural, t } from '../../text/i18n.ts';
import { PageText } from '../../text/PageText.tsx';
import { Message } from './Message.tsx';

/** So many requests that name nothing known are listed, the newest. */
const MOST = 20;

/** Who set a block. */
export const WHO = { tool: 'by_tool', page: 'by_page' } as const;

function StepOutcome({ step }: { readonly step: Pick<BlockStep, 'request' | 'error'> }) {
  const { watching, clock } = usePanel();
  const request = step.request === null ? undefined : watching.session.request(step.request);
  const outcome = request && outcomeOf(request, clock.value);
  return (
    <td class={outcome === 'failed' || outcome === 'timeout' ? 'outcome-failed' : ''}>
      {step.error !== null ? <PageText text={errorText(step.error)} /> : outcome ? t(`outcome_${outcome}`) : '—'}
    </td>
  );
}

/** WWE's text, tokens masked. */
function errorText(error: string): string {
  return masked(clip(error || t('outcome_failed_silently')));
}

/** What happened, each line with its message. */
export function History({ steps }: { readonly steps: readonly BlockStep[] }) {
  if (steps.length === 0) return <p class="note">{t('block_history_none')}</p>;
  return (
    <table class="grid" aria-label={t('block_history')}>
      <thead>
        <tr>
          <th scope="col">{t('state_time')}</th>
          <th scope="col">{t('block_what')}</th>
          <th scope="col">{t('block_who')}</th>
          <th scope="col">{t('block_outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <HistoryRows key={`${step.entry.document} ${step.entry.n} ${step.what}`} step={step} />
        ))}
      </tbody>
    </table>
  );
}

function HistoryRows({ step }: { readonly step: BlockStep }) {
  const open = useSignal(false);
  return (
    <>
      <tr>
        <td title={exactTime(step.t)}>{wireTime(step.t)}</td>
        <td>
          <button type="button" class="link" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
            {t(`step_${step.what}`)}
          </button>
          {step.warning !== null && (
            <span class="note">
              {' '}
              “<PageText text={step.warning.slice(0, 200)} />”
            </span>
          )}
        </td>
        <td>{step.by ? t(WHO[step.by]) : '—'}</td>
        <StepOutcome step={step} />
      </tr>
      {open.value && (
        <tr>
          <td colSpan={4}>
            <Message entry={step.entry} />
          </td>
        </tr>
      )}
    </>
  );
}

/**
 * Requests about mark-done that name no interaction known here: a block for a wrong id holds nothing back.
 * @param wwe key of the one whose interaction is looked at
 */
export function UnattachedBlocks({ wwe }: { readonly wwe: string }) {
  const { watching } = usePanel();
  watching.version.value;
  const all = watching.session.unattachedBlocks().filter((one) => one.wwe === null || one.wwe === wwe);
  if (all.length === 0) return null;
  return (
    <details class="unattached" open>
      <summary class="outcome-warn">{plural('block_unattached', all.length)}</summary>
      <table class="grid" aria-label={t('block_unattached_table')}>
        <tbody>
          {all.slice(-MOST).map((one) => (
            <tr key={one.request}>
              <td title={exactTime(one.t)}>{wireTime(one.t)}</td>
              <td>
                {t(`step_${one.what}`)} <PageText text={one.id.slice(0, 200)} />
              </td>
              <td>{t(WHO[one.by])}</td>
              <StepOutcome
                step={{ request: one.request, error: watching.session.request(one.request)?.error ?? null }}
              />
            </tr>
          ))}
        </tbody>
      </table>
      {all.length > MOST && <p class="note">{t('list_cut', MOST.toLocaleString(), all.length.toLocaleString())}</p>}
    </details>
  );
}

/**
 * `markdone` events of a WWE that name no interaction known here: their payload is documented nowhere
 * (docs/protocol.md#markdone-media-and-system-events).
 * @param wwe its key
 */
export function Unattached({ wwe }: { readonly wwe: string }) {
  const { watching } = usePanel();
  watching.version.value;
  const events = watching.session.unattachedMarkDone().filter((event) => event.wwe === wwe);
  if (events.length === 0) return null;
  return (
    <details class="unattached">
      <summary>{plural('markdone_unattached', events.length)}</summary>
      {events.slice(-20).map((event) => (
        <div key={`${event.entry.document} ${event.entry.n}`}>
          <span title={exactTime(event.t)}>{wireTime(event.t)}</span>
          <Message entry={event.entry} />
        </div>
      ))}
    </details>
  );
}
