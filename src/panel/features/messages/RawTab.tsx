/** Everything recorded of a row as it came: header and body of each entry. */
import { contentIn } from '../../../entry/note.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import type { EntryRef } from '../../../session/model.ts';
import { usePanel } from '../../stores/panel.ts';
import { exactWallTime } from '../../text/format.ts';
import { type TextKey, t } from '../../text/i18n.ts';
import { PageText } from '../../text/PageText.tsx';
import { JsonTree } from '../../values/json/JsonTree.tsx';
import { ListCut } from './ContentTabs.tsx';
import { MOST_ANSWERS } from './content.ts';

interface Part {
  readonly title: TextKey;
  readonly ref: EntryRef;
}

/** The entries of a row, each once, in the order of the journey. */
function partsOf({ call, entry, answer, moreAnswers }: MessageRow): readonly Part[] {
  const parts: Part[] = [];
  const add = (title: TextKey, ref: EntryRef | null) => {
    if (!ref || parts.some((part) => part.ref.document === ref.document && part.ref.n === ref.n)) return;
    parts.push({ title, ref });
  };
  add('messages_raw_call', call);
  add('messages_raw_message', entry);
  add('messages_raw_answer', answer);
  for (const ref of moreAnswers.slice(0, MOST_ANSWERS - 1)) add('messages_raw_answer', ref);
  return parts;
}

/** Renders the tab. */
export function RawTab({ row }: { readonly row: MessageRow }) {
  return (
    <div class="details-lines">
      {partsOf(row).map(({ title, ref }) => (
        <div key={`${ref.document} ${ref.n}`}>
          <h2>{t(title)}</h2>
          <RawEntry refOf={ref} />
        </div>
      ))}
      <ListCut listed={MOST_ANSWERS} of={1 + row.moreAnswers.length} />
    </div>
  );
}

function RawEntry({ refOf }: { readonly refOf: EntryRef }) {
  const { watching, copy } = usePanel();
  const entry = watching.session.entry(refOf);
  if (!entry) return <p class="note">{t('message_dropped')}</p>;
  const { body: _, t: time, ...header } = entry;
  return (
    <>
      <dl class="header-fields mono">
        <dt>t</dt>
        <dd title={exactWallTime(time + (entry.ahead ?? 0))}>{time}</dd>
        {Object.entries(header).map(([name, value]) => (
          <>
            <dt key={name}>{name}</dt>
            <dd>{value === '' ? '—' : <PageText text={String(value)} />}</dd>
          </>
        ))}
        <dt>document</dt>
        <dd>{refOf.document}</dd>
      </dl>
      <JsonTree value={contentIn(entry)} label={t('messages_raw_body')} onCopy={copy} />
    </>
  );
}
