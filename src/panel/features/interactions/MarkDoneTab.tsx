/** Mark done: the block as a card, what can be done about it, and its history. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { wireId } from '../../../protocol/read.ts';
import type { SessionInteraction } from '../../../session/model.ts';
import { OutcomeText } from '../../shared/requests.tsx';
import { healthOf, isSubscribed } from '../../stores/health.ts';
import { isOver, runsUntil } from '../../stores/interaction-texts.ts';
import { usePanel } from '../../stores/panel.ts';
import { Duration } from '../../text/Duration.tsx';
import { clockTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { PageText } from '../../text/PageText.tsx';
import { useEscape } from '../../ui/escape.ts';
import { History, Unattached, UnattachedBlocks, WHO } from './MarkDoneHistory.tsx';
import { SubscribeButton } from './Subscribing.tsx';
import '../../ui/banner.css';

/** The block now: blocked, not blocked, or unknown; by whom, since when, with which warning. */
function BlockCard({ one }: { readonly one: SessionInteraction }) {
  const { clock } = usePanel();
  const { status, since, by, warning } = one.block;
  return (
    <div class={`card card-${status}`} role="group" aria-label={t('block_card')}>
      <strong>{t(`block_${status}`)}</strong>
      {by && status === 'blocked' && <span> {t(WHO[by])}</span>}
      {since !== null && status !== 'over' && (
        <>
          {' '}
          <Duration
            class="note"
            from={since}
            to={runsUntil(one, clock.value)}
            isRunning={!isOver(one)}
            words={(text) =>
              isOver(one) ? t('block_since_then', clockTime(since)) : t('block_since', clockTime(since), text)
            }
          />
        </>
      )}
      {warning !== null && (
        <p class="quote">
          <PageText text={warning.slice(0, 2_000)} spaces="ends" />
        </p>
      )}
      <p class="note">{noteOf(one)}</p>
    </div>
  );
}

/** What became of a block with the interaction. That it was removed does not say that Done was pressed. */
const OVER = {
  markdone: 'block_over_note',
  removed: 'block_over_removed_note',
  gone: 'block_over_gone_note',
  reloaded: 'block_former_note',
} as const;

/** Why Done is held back, was, or is not: one sentence. */
function noteOf({ block, ended, known }: SessionInteraction): string {
  const { status, since, by } = block;
  if (status === 'over' && ended) {
    return t(OVER[ended.why], clockTime(ended.t));
  }
  if (status === 'blocked') return t('block_blocked_note');
  if (status !== 'clear') return t(ended === null && known.length === 0 ? 'block_former_note' : 'block_unknown_note');
  if (by === null) return t('block_never_note');
  return t(by === 'tool' ? 'block_lifted_tool_note' : 'block_lifted_page_note', clockTime(since ?? 0));
}

/** Asks before the interaction is marked done. Escape is no; a hand that is still on Enter does no harm. */
function Question({ onAnswer }: { readonly onAnswer: (yes: boolean) => void }) {
  const group = useRef<HTMLSpanElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  useEscape(() => onAnswer(false), group);
  useLayoutEffect(() => no.current?.focus(), []);
  return (
    <span class="confirm" role="group" aria-label={t('markdone_confirm')} ref={group}>
      {t('markdone_confirm')}
      <button type="button" class="button outlined danger" onClick={() => onAnswer(true)}>
        {t('markdone_yes')}
      </button>
      <button type="button" class="button" ref={no} onClick={() => onAnswer(false)}>
        {t('cancel')}
      </button>
    </span>
  );
}

/** Renders the tab. */
export function MarkDoneTab({ one }: { readonly one: SessionInteraction }) {
  const stores = usePanel();
  const { commands } = stores;
  const warning = useSignal(t('block_default_warning'));
  const ref = useSignal<string | null>(null);
  const confirming = useSignal(false);
  const offer = useRef<HTMLButtonElement>(null);
  const wasAsked = useRef(false);
  // The question takes the place of the button that had the focus, and the other way round.
  useLayoutEffect(() => {
    if (wasAsked.current) offer.current?.focus();
    wasAsked.current = false;
  }, [confirming.value]);
  const blocked = one.ended ? t('markdone_ended') : commands.blocked(one);
  const outcome = ref.value === null ? null : commands.outcome(ref.value);
  const subscribed = isSubscribed({ ...healthOf(stores), wwe: one.wwe.key }, 'markdone');

  const send = (name: string, ...rest: string[]) => {
    if (blocked === null) ref.value = commands.send({ name, parameters: [wireId(one.raw, one.id), ...rest] }, one);
  };
  return (
    <div class="markdone">
      <BlockCard one={one} />
      <form
        class="block-form"
        onSubmit={(event) => {
          event.preventDefault();
          send('interaction.blockMarkdone', warning.value);
        }}
      >
        <label class="block-warning">
          <span>{t('block_warning')}</span>
          <input
            class="input"
            value={warning.value}
            onInput={(event) => {
              warning.value = event.currentTarget.value;
            }}
          />
        </label>
        <button
          type="submit"
          class="button primary"
          aria-disabled={blocked !== null}
          title={blocked ?? t('block_hint')}
        >
          {t('block')}
        </button>
        <button
          type="button"
          class="button outlined"
          aria-disabled={blocked !== null}
          title={blocked ?? t('unblock_hint')}
          onClick={() => send('interaction.unblockMarkdone')}
        >
          {t('unblock')}
        </button>
        {confirming.value ? (
          <Question
            onAnswer={(yes) => {
              confirming.value = false;
              wasAsked.current = true;
              if (yes) send('interaction.markdone');
            }}
          />
        ) : (
          <button
            type="button"
            ref={offer}
            class="button outlined"
            aria-disabled={blocked !== null}
            title={blocked ?? t('markdone_hint')}
            onClick={() => {
              if (blocked === null) confirming.value = true;
            }}
          >
            {t('markdone')}
          </button>
        )}
      </form>
      {outcome && (
        <p>
          <OutcomeText outcome={outcome} />
        </p>
      )}
      {blocked && <p class="note">{blocked}</p>}
      {!subscribed && (
        <div class="banner" role="status">
          <span>{t('markdone_not_subscribed')}</span>
          <SubscribeButton event="markdone" wwe={one.wwe.key} />
        </div>
      )}
      <History steps={one.block.history} />
      <UnattachedBlocks wwe={one.wwe.key} />
      <Unattached wwe={one.wwe.key} />
    </div>
  );
}
