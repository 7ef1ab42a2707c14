/** The parts of which reports are made. */
import type { Session } from '../../../session/api.ts';
import type { Mark, MessageRow, MessageStatus } from '../../../session/messages-model.ts';
import type { EntryRef } from '../../../session/model.ts';
import { statusOf } from '../../../session/rows/status.ts';
import type { ClientNumbers } from '../../shared/clients.ts';
import { exactDuration, exactTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { markdownOf, markdownText } from '../../ui/copy.ts';
import { jsonText } from '../../values/json/text.ts';
import type { Annotations } from './annotations.ts';
import { contentOf, numberOf } from './content.ts';
import { MARKS, marksBeside, nameOf, STATUSES, whyOf } from './labels.ts';
import type { RedactedView } from './redacted-view.ts';
import { stepsOf } from './steps.ts';

/** What a report needs beside what it is about. */
export interface ReportFacts {
  readonly session: Session;
  readonly clients: ClientNumbers;
  /** The present by the panel's clock, ms. */
  readonly now: number;
  /** The extension's. */
  readonly version: string;
  /** As it names itself. */
  readonly browser: string;
  /** What the user noted; left out: nothing. */
  readonly annotations?: Pick<Annotations, 'marks' | 'isPinned' | 'noteOf'>;
}

/** Rows that are explained one by one. */
const MOST_EXPLAINED = 30;
/** Characters of a message. */
const LONGEST_BODY = 20_000;
/** Values of a message. */
const MOST_VALUES = 2_000;

/** The title, what was done to personal data, and where all this was seen. */
export function headOf(title: string, view: RedactedView, facts: ReportFacts): readonly string[] {
  const { session, clients, now, version, browser } = facts;
  const pages = [...clients].map(([document, { number }]) => `${number} ${view.addressOf(document)}`);
  const page = session.documents().find(({ info }) => info.path === 'top');
  return [
    `# ${markdownText(title)}`,
    '',
    `> ${t('report_redacted')}`,
    '',
    ...list([
      [t('report_made'), exactTime(now)],
      [t('report_tool'), `${t('extension_name')} ${version}`],
      [t('report_browser'), browser],
      [t('report_page'), page && view.addressOf(page.info.document)],
      [t('report_clients'), pages.join(', ')],
    ]),
  ];
}

/** A list of names and values; what has no value is left out. */
export function list(items: readonly (readonly [string, string | number | null | undefined])[]): readonly string[] {
  return items.flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [`- ${name}: ${markdownText(String(value))}`],
  );
}

/** The origin of the WWE that a message went to or came from; null: nobody knows. */
export function wweOf({ request, client }: MessageRow, session: Pick<Session, 'documents'>): string | null {
  const documents = session.documents();
  const asked = documents.flatMap(({ believed }) => believed).find(({ key }) => key === request?.wwe);
  return asked?.origin ?? documents.find(({ info }) => info.document === client)?.wweOrigin ?? null;
}

/** The marks of a row in words. */
export function remarksOf(row: MessageRow, status: MessageStatus | null): readonly string[] {
  return marksOf(row, status).map((mark) => t(MARKS[mark].label));
}

/** That the tool sent it is said otherwise. */
function marksOf(row: MessageRow, status: MessageStatus | null): readonly Mark[] {
  return marksBeside(row, status).filter((mark) => mark !== 'by the tool');
}

/** The notes on some rows, as they are. */
export function notesOf(rows: readonly MessageRow[], { annotations }: ReportFacts): readonly string[] {
  return rows.flatMap((row) => annotations?.noteOf(row) || []);
}

/** What the user noted on a row, in words. */
export function notedText(row: MessageRow, view: RedactedView, { annotations }: ReportFacts): readonly string[] {
  const note = annotations?.noteOf(row) ?? '';
  const pinned = annotations?.isPinned(row) ? [t('row_pinned')] : [];
  return note === '' ? pinned : [...pinned, t('row_noted', view.note(note))];
}

/** What went wrong, or is remarkable, and what that means. */
export function remarkable(rows: readonly MessageRow[], view: RedactedView, facts: ReportFacts): readonly string[] {
  const { session, now } = facts;
  const lines = rows.flatMap((row) => {
    const status = statusOf(row, Math.max(now, row.t));
    const isBad = status !== null && STATUSES[status].tone === 'bad';
    const whys = [
      ...(isBad ? [`${t(STATUSES[status].label)}: ${t(whyOf(row, status))}`] : []),
      ...marksOf(row, status).map((mark) => `${t(MARKS[mark].label)}: ${t(MARKS[mark].why)}`),
    ];
    const name = nameOf(view.row(row));
    return whys.map((why) => `- #${numberOf(row, session)} ${markdownText(name)}: ${markdownText(why)}`);
  });
  if (lines.length === 0) return [];
  return ['', `## ${t('report_remarkable')}`, '', ...lines.slice(0, MOST_EXPLAINED)];
}

/** When each step of a message happened. @param row redacted */
export function timesPart(row: MessageRow, status: MessageStatus | null, { session }: ReportFacts): readonly string[] {
  const steps = stepsOf(session, row, status === 'timeout' || status === 'late');
  const [first] = steps;
  if (!first) return [];
  const head = [t('messages_step_time'), t('messages_step_after'), t('messages_step'), t('messages_step_took')];
  const rows = steps.map(({ t: at, what, took }) => [
    exactTime(at),
    `+ ${exactDuration(at - first.t)}`,
    what,
    took === null ? null : exactDuration(took),
  ]);
  return ['', `## ${t('messages_tab_timing')}`, '', markdownOf({ head, rows })];
}

/** A message as JSON. */
export function bodyPart(title: string, view: RedactedView, ref: EntryRef): readonly string[] {
  const content = contentOf(view, ref);
  const whole = content?.isWhole ? jsonText(content.message, [], new Set(), MOST_VALUES) : null;
  if (whole === null) return ['', `## ${title}`, '', t(content ? 'messages_not_copied' : 'message_dropped')];
  const text = whole.length > LONGEST_BODY ? `${whole.slice(0, LONGEST_BODY)}\n…` : whole;
  // A fence ends with as many signs as it began with.
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return ['', `## ${title}`, '', `${fence}json`, text, fence];
}
