/** Buttons for requests that concern everything, each with its outcome beside it. */

import { useSignal } from '@preact/signals';
import { Icon, LoadIcon } from '../../design/icons.tsx';
import { interactionsIn, wireId } from '../../protocol/read.ts';
import { masked } from '../../protocol/tokens.ts';
import type { Outcome } from '../stores/commands.ts';
import { LOAD } from '../stores/commands.ts';
import { goesTo, rememberOrigin } from '../stores/loading.ts';
import { usePanel } from '../stores/panel.ts';
import { Duration } from '../text/Duration.tsx';
import { clockTime } from '../text/format.ts';
import { plural, t } from '../text/i18n.ts';
import { PageText } from '../text/PageText.tsx';

/** What became of a request, in words. */
export function OutcomeText({ outcome }: { readonly outcome: Outcome }) {
  const { state, latency, sentAt = null } = outcome;
  const text = outcome.text.slice(0, 500);
  const kind = state === 'ok' ? 'outcome-ok' : state === 'sending' || state === 'pending' ? 'note' : 'outcome-failed';
  const mark = state === 'ok' ? '✓' : state === 'sending' || state === 'pending' ? '…' : '✕';
  return (
    <span class={`outcome ${kind}`} role="status">
      {mark} {text !== '' && <PageText text={masked(text)} spaces="ends" />}
      {latency !== null && (
        <>
          {' '}
          <Duration class="note" ms={latency} from={sentAt} to={sentAt === null ? null : sentAt + latency} />
        </>
      )}
    </span>
  );
}

/** Asks WWE once for all interactions. */
export function LoadButton() {
  const { commands, settings, wwes } = usePanel();
  const ref = useSignal<string | null>(null);
  const blocked = commands.blockedBare();
  const way = commands.way();
  const outcome = ref.value === null ? null : commands.outcome(ref.value);
  return (
    <>
      <button
        type="button"
        class="button"
        aria-disabled={blocked !== null}
        title={blocked ?? `${t('load_hint')} ${goesTo(way)}`}
        onClick={() => {
          if (blocked !== null) return;
          ref.value = commands.send(LOAD);
          rememberOrigin({ commands, settings });
        }}
      >
        <Icon of={LoadIcon} />
        <span class="button-words">{t('load')}</span>
      </button>
      {way && (!way.heard || wwes.known.value.length > 1) && (
        <span class="note" title={goesTo(way)}>
          {t('load_to', wwes.nameOf(way.wwe))}
        </span>
      )}
      {outcome && outcome.state !== 'ok' && <OutcomeText outcome={outcome} />}
      {outcome?.state === 'ok' && !outcome.isForgotten && <ListText outcome={outcome} />}
    </>
  );
}

/** How many interactions came, and when; or what their list lacks. */
function ListText({ outcome: { answer, latency, sentAt = null } }: { readonly outcome: Outcome }) {
  const { watching } = usePanel();
  watching.version.value;
  const read = interactionsIn(answer).length;
  const odd = Array.isArray(answer) ? answer.length - read : 0;
  const isEmpty = Array.isArray(answer) && answer.length === 0;
  // Since it was asked, some may have come.
  const isNews = watching.session.interactions().every(({ ended }) => ended !== null);
  const isWrong = odd > 0 || (read === 0 && !isEmpty);
  if (isEmpty && !isNews) return null;
  if (isWrong || isEmpty) {
    const text = odd > 0 ? plural('load_odd', odd, read.toLocaleString()) : t(isEmpty ? 'load_none' : 'load_no_list');
    return (
      <span class={`outcome ${isWrong ? 'outcome-failed' : 'note'}`} role="status">
        {text}
      </span>
    );
  }
  const text = sentAt === null ? '' : plural('load_done', read, clockTime(sentAt + (latency ?? 0)));
  return (
    <span class="outcome outcome-ok" role="status" title={text} data-short={`✓ ${read.toLocaleString()}`}>
      <span class="outcome-whole">✓ {text}</span>
    </span>
  );
}

/** Lifts every block that this tool set. Not shown while there is none. */
export function UnblockButton() {
  const { watching, commands } = usePanel();
  watching.version.value;
  const own = watching.session
    .interactions()
    .filter(({ block, ended }) => block.status === 'blocked' && block.by === 'tool' && ended === null)
    // At a WWE that is gone nothing can be lifted.
    .filter((one) => commands.way(one) !== null);
  if (own.length === 0) return null;
  return (
    <button
      type="button"
      class="button"
      title={plural('unblock_all_hint', own.length)}
      onClick={() => {
        for (const one of own) {
          commands.send({ name: 'interaction.unblockMarkdone', parameters: [wireId(one.raw, one.id)] }, one);
        }
      }}
    >
      {t('unblock_all')}
    </button>
  );
}
