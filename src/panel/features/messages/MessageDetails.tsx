/** The details of one row: its name and status, what is remarkable about it, and its tabs. */
import type { MessageRow } from '../../../session/messages-model.ts';
import type { ClientNumbers } from '../../shared/clients.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { CloseDetails } from '../../ui/CloseDetails.tsx';
import { OneLine } from '../../ui/OneLine.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { NoteText } from './AnnotationSigns.tsx';
import { ChangesTab } from './ChangesTab.tsx';
import { AnswerTab, PayloadTab } from './ContentTabs.tsx';
import { HandlersTab } from './HandlersTab.tsx';
import { InitiatorTab } from './InitiatorTab.tsx';
import { failureOf, MARKS, marksBeside, nameOf, seenText, whyOf } from './labels.ts';
import { RawTab } from './RawTab.tsx';
import { StatusWord, useStatus } from './StatusCell.tsx';
import { TimingTab } from './TimingTab.tsx';

const TABS = ['payload', 'changes', 'answer', 'timing', 'initiator', 'handlers', 'raw'] as const;
type Tab = (typeof TABS)[number];

/** The tabs that say something of a row. */
function tabsOf({ is, interactionId }: MessageRow): readonly Tab[] {
  if (is === 'request') return TABS.filter((tab) => tab !== 'changes');
  if (is !== 'event') return ['payload', 'timing', 'raw'];
  return ['payload', ...(interactionId === null ? [] : (['changes'] as const)), 'timing', 'handlers', 'raw'];
}

/** Renders the details. Give it the row's key as `key`. */
export function MessageDetails({ row, clients }: { readonly row: MessageRow; readonly clients: ClientNumbers }) {
  const { settings, messages } = usePanel();
  const tabs = tabsOf(row);
  const tab = tabs.find((name) => name === settings.settings.value.messageTab) ?? 'payload';
  const client = row.client === null ? undefined : clients.get(row.client);
  return (
    <section class="details" aria-label={t('messages_details')}>
      <header class="details-header">
        <OneLine name="details-line" more={t('more_about')}>
          <div class="details-title">
            <strong class="clip" title={pageText(nameOf(row))}>
              <PageText text={nameOf(row)} />
            </strong>
            {row.interactionId !== null && (
              <span class="mono">
                <PageText text={row.interactionId.slice(0, 100)} />
              </span>
            )}
            <span class="spring" />
            <CloseDetails onClose={() => (messages.selected.value = null)} />
          </div>
          <NoteText row={row} />
          <Explained row={row} />
          <div class="note">
            {client ? t('messages_of_client', client.number, pageText(client.name)) : t('messages_client_unknown')} ·{' '}
            {t('messages_seen_by', seenText(row) || '—')}
          </div>
        </OneLine>
      </header>
      <Tabs
        tabs={tabs}
        chosen={tab}
        label={t('messages_details')}
        prefix="message"
        title={(name) => t(`messages_tab_${name}`)}
        onChoose={(messageTab) => settings.change({ messageTab })}
      >
        <TabContent tab={tab} row={row} />
      </Tabs>
    </section>
  );
}

function TabContent({ tab, row }: { readonly tab: Tab; readonly row: MessageRow }) {
  if (tab === 'payload') return <PayloadTab row={row} />;
  if (tab === 'changes') return <ChangesTab row={row} />;
  if (tab === 'answer') return <AnswerTab row={row} />;
  if (tab === 'timing') return <TimingTab row={row} />;
  if (tab === 'initiator') return <InitiatorTab row={row} />;
  return tab === 'handlers' ? <HandlersTab row={row} /> : <RawTab row={row} />;
}

/** Status and marks, each with its sentence. */
function Explained({ row }: { readonly row: MessageRow }) {
  const status = useStatus(row);
  const failure = failureOf(row);
  const marks = marksBeside(row, status);
  return (
    <ul class="marks-explained">
      {status && (
        <li>
          <StatusWord status={status} /> <span class="note">{t(whyOf(row, status))}</span>
          {failure !== '' && (
            <div class="outcome-failed quote">
              <PageText text={failure} spaces="ends" />
            </div>
          )}
        </li>
      )}
      {marks.map((mark) => (
        <li key={mark}>
          <span class={`mark mark-first ${mark === 'handler threw' ? 'mark-bad' : ''}`}>{t(MARKS[mark].label)}</span>{' '}
          <span class="note">{t(MARKS[mark].why)}</span>
        </li>
      ))}
    </ul>
  );
}
