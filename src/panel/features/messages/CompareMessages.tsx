/** Two messages side by side, in the place of the details of one. */
import { useMemo, useRef } from 'preact/hooks';
import type { Session } from '../../../session/api.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import { usePanel } from '../../stores/panel.ts';
import { wireTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { CloseDetails } from '../../ui/CloseDetails.tsx';
import { useEscape } from '../../ui/escape.ts';
import { FindBar } from '../../ui/find/FindBar.tsx';
import { useFind } from '../../ui/find/useFind.ts';
import { Comparison } from '../../values/compare/Comparison.tsx';
import { contentOf, numberOf, whyMissing } from './content.ts';
import { nameOf } from './labels.ts';

/** What of a row is compared: its message, and its answer if one of the two has one. */
function comparedOf(session: Session, row: MessageRow, withAnswer: boolean): unknown {
  const { message } = contentOf(session, row.entry) ?? {};
  if (!withAnswer) return message;
  const answer = contentOf(session, row.answer);
  return { [row.is]: message, ...(answer ? { answer: answer.message } : {}) };
}

/** A row in words: its number, name and time. */
export function titleOf(session: Session, row: MessageRow): string {
  const name = [row.is === 'event' ? row.detail : '', nameOf(row)].filter(Boolean).join(' ');
  return t('messages_compare_side', numberOf(row, session), pageText(name.slice(0, 200)), wireTime(row.t));
}

/** Renders both. Give it the keys as `key`: what was compared stays as it was. */
export function CompareMessages({ keys }: { readonly keys: readonly [string, string] }) {
  const { watching, messages } = usePanel();
  const { session } = watching;
  const panel = useRef<HTMLDivElement>(null);
  const find = useFind(panel);
  const section = useRef<HTMLElement>(null);
  // Not the selection in the table: that one is given up by Escape there.
  useEscape(messages.close, section);
  const [first, second] = keys.map((key) => session.messages().get(key));
  const why = first && second ? (whyMissing(session, first) ?? whyMissing(session, second)) : t('message_dropped');
  const both = useMemo(() => {
    if (!first || !second || why !== null) return null;
    const withAnswer = first.answer !== null || second.answer !== null;
    const titles = [titleOf(session, first), titleOf(session, second)] as const;
    return { before: comparedOf(session, first, withAnswer), after: comparedOf(session, second, withAnswer), titles };
  }, [first, second, why]);
  return (
    <section class="details" aria-label={t('messages_compare')} ref={section}>
      <header class="details-header">
        <div class="details-title">
          <strong class="clip">{t('messages_compare')}</strong>
          <span class="spring" />
          <CloseDetails onClose={messages.close} />
        </div>
      </header>
      <div class="tab-panel" ref={panel} tabIndex={0} role="group" aria-label={t('messages_compare')}>
        {both ? <Comparison {...both} /> : <p class="empty-line">{why}</p>}
      </div>
      <FindBar find={find} />
    </section>
  );
}
