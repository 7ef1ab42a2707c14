/** What a row carried, and what was answered. Tokens are masked until one is asked for. */
import type { MessageRow } from '../../session/messages-model.ts';
import type { EntryRef } from '../../session/model.ts';
import { exactTime, wireTime } from '../format.ts';
import { t } from '../i18n.ts';
import { JsonTree } from '../json/JsonTree.tsx';
import { usePanel } from '../stores/panel.ts';
import { Duration } from '../text/Duration.tsx';
import { pageText } from '../text/PageText.tsx';
import { contentOf, MOST_ANSWERS, payloadOf, whyMissing } from './content.ts';
import { whyOf } from './labels.ts';
import { useStatus } from './StatusCell.tsx';
import { timeOf } from './times.ts';

/** Renders the payload. */
export function PayloadTab({ row }: { readonly row: MessageRow }) {
  const { watching, copy } = usePanel();
  const payload = payloadOf(watching.session, row);
  if (!payload) return <p class="empty-line">{whyMissing(watching.session, row)}</p>;
  if (payload.value === undefined) return <p class="empty-line">{t('messages_no_payload')}</p>;
  return <JsonTree value={payload.value} label={t('messages_tab_payload')} onCopy={copy} />;
}

/** Renders all answers. */
export function AnswerTab({ row }: { readonly row: MessageRow }) {
  const status = useStatus(row);
  const answers = [row.answer, ...row.moreAnswers].flatMap((ref) => ref ?? []);
  if (answers.length === 0) {
    return <p class="empty-line">{status ? t(whyOf(row, status)) : t('messages_no_answer')}</p>;
  }
  return (
    <>
      {answers.slice(0, MOST_ANSWERS).map((ref, index) => (
        <Answer key={`${ref.document} ${ref.n}`} refOf={ref} sentAt={row.request?.sentAt ?? null} place={index + 1} />
      ))}
      <ListCut listed={MOST_ANSWERS} of={answers.length} />
    </>
  );
}

/** Says that a list is cut. Nothing where it is whole. */
export function ListCut({ listed, of }: { readonly listed: number; readonly of: number }) {
  if (of <= listed) return null;
  return <p class="note">{t('list_cut', listed.toLocaleString(), of.toLocaleString())}</p>;
}

function Answer({
  refOf,
  sentAt,
  place,
}: {
  readonly refOf: EntryRef;
  readonly sentAt: number | null;
  /** From 1. */
  readonly place: number;
}) {
  const { watching, copy } = usePanel();
  const content = contentOf(watching.session, refOf);
  if (!content) return <p class="empty-line">{t('message_dropped')}</p>;
  const { entry, message } = content;
  const time = timeOf(watching.session, refOf) ?? entry.t;
  return (
    <section aria-label={t('messages_answer', place)}>
      <p class="note answer-line" title={exactTime(time)}>
        {place > 1 && <strong>{t('messages_answer_further', place)} </strong>}
        {t('messages_answer_line', wireTime(time), entry.origin === '' ? '—' : pageText(entry.origin))}
        {sentAt !== null && (
          <>
            {' · '}
            <Duration from={sentAt} to={time} />
          </>
        )}
      </p>
      <JsonTree value={message} label={t('messages_answer', place)} onCopy={copy} />
    </section>
  );
}
