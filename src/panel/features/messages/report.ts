/** Reports for a bug tracker, in Markdown: of an interaction, and of a message. Personal data is replaced, tokens are masked. */
import type { Interaction } from '../../../protocol/interaction.ts';
import { readInteraction } from '../../../protocol/read.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import type { SessionInteraction } from '../../../session/model.ts';
import { statusOf } from '../../../session/rows/status.ts';
import { type Stretch, stretches, totals } from '../../shared/stretches.ts';
import { isOver, mediumOf, runsUntil, whoOf } from '../../stores/interaction-texts.ts';
import { exactDuration, exactTime } from '../../text/format.ts';
import { plural, t } from '../../text/i18n.ts';
import { markdownOf } from '../../ui/copy.ts';
import type { LogMark } from './annotations.ts';
import { numberOf } from './content.ts';
import { latencyOf, nameOf, STATUSES, seenText, sizeText, whyOf } from './labels.ts';
import { followOwn, idsOf } from './own-rows.ts';
import { type RedactedView, redactedView } from './redacted-view.ts';
import {
  bodyPart,
  headOf,
  list,
  notedText,
  notesOf,
  type ReportFacts,
  remarkable,
  remarksOf,
  timesPart,
  wweOf,
} from './report-parts.ts';
import { type StoryLine, storyOf } from './story.ts';
import { changesOf } from './story-changes.ts';
import { changeText, partyText } from './story-texts.ts';

/** Of a longer story the first lines and the last ones are told. */
const FIRST_LINES = 50;
const LAST_LINES = 250;

/** The report of an interaction. */
export function interactionReport(one: SessionInteraction, facts: ReportFacts): string {
  const { session, now } = facts;
  const rows = followOwn(session, new Set(idsOf(one)), one.key)();
  const all = storyOf(one, rows, now);
  const isLong = all.length > FIRST_LINES + LAST_LINES;
  const lines = isLong ? [...all.slice(0, FIRST_LINES), ...all.slice(-LAST_LINES)] : all;
  const messages = lines.flatMap((line) => (line.is === 'message' ? [line] : []));
  const view = redactedView(session, {
    one,
    rows: messages.map(({ row }) => row),
    entries: messages.flatMap(({ before }) => before ?? []),
    notes: [
      ...notesOf(
        messages.map(({ row }) => row),
        facts,
      ),
      ...marksIn(lines, facts).map(({ name }) => name),
    ],
  });
  const read = readInteraction(view.raw());
  const interaction: Interaction = read?.interaction ?? { interactionId: view.id(one.id) };
  const { caseId, interactionUUID, direction, callType } = interaction;
  const title = t('report_title_interaction', view.id(one.id), mediumOf({ interaction }));
  const last = one.transitions.at(-1);
  return [
    ...headOf(title, view, facts),
    ...list([
      [t('report_wwe'), view.origin()],
      [t('column_who'), whoOf({ interaction })],
      [t('report_former_ids'), one.formerIds.map((id) => view.id(id)).join(', ')],
      [t('column_case'), caseId],
      ['interactionUUID', interactionUUID],
      [t('column_direction'), direction],
      [t('column_call_type'), callType],
      [t('column_state'), last && view.state(last.to)],
      [t('column_block'), t(`block_${one.block.status}`)],
      [t('column_first_seen'), exactTime(one.firstSeen)],
      [t('column_changed'), exactTime(one.lastChanged)],
      [t('column_ended'), one.ended && `${t(`ended_${one.ended.why}`)}, ${exactTime(one.ended.t)}`],
    ]),
    ...statesPart(one, view, now),
    '',
    `## ${t('report_story')}`,
    '',
    ...(isLong ? [plural('report_left_out', all.length - lines.length), ''] : []),
    storyTable(lines, one, view, facts),
    ...remarkable(
      messages.map(({ row }) => row),
      view,
      facts,
    ),
    '',
  ].join('\n');
}

function statesPart(one: SessionInteraction, view: RedactedView, now: number): readonly string[] {
  const all = stretches(one.transitions, runsUntil(one, now), isOver(one));
  if (all.length === 0) return [];
  return [
    '',
    `## ${t('report_states')}`,
    '',
    markdownOf({
      head: [t('column_state'), t('report_together'), t('report_times')],
      rows: totals(all).map(({ state, ms, times }) => [view.state(state), exactDuration(ms), times]),
    }),
  ];
}

function storyTable(
  lines: readonly StoryLine[],
  one: SessionInteraction,
  view: RedactedView,
  facts: ReportFacts,
): string {
  const ids = new Set(idsOf(one).map((id) => view.id(id)));
  const begin = lines[0]?.t ?? 0;
  const cells = (line: StoryLine | LogMark) =>
    line.is === 'mark' ? ([t('report_mark', view.note(line.name)), '', ''] as const) : cellsOf(line, ids, view, facts);
  const all = [...lines, ...marksIn(lines, facts)].sort((a, b) => a.t - b.t);
  const rows = all.map((line) => [exactTime(line.t), `+ ${exactDuration(line.t - begin)}`, ...cells(line)]);
  const head = [t('state_time'), t('report_after'), t('report_what'), t('report_more'), t('report_end')];
  return markdownOf({ head, rows });
}

/** The user's marks between the first line and the last one. */
function marksIn(lines: readonly StoryLine[], { annotations, now }: ReportFacts): readonly LogMark[] {
  const from = lines[0]?.t ?? now;
  return (annotations?.marks.value ?? []).filter(({ t: at }) => at >= from);
}

/** What happened, what more is to be said of it, and how long it lasted or how it ended. */
function cellsOf(
  line: StoryLine,
  ids: ReadonlySet<string>,
  view: RedactedView,
  facts: ReportFacts,
): readonly [string, string, string] {
  switch (line.is) {
    case 'state':
      return [t('report_state', view.state(line.stretch.transition.to)), '', lastingOf(line.stretch)];
    case 'gap':
      return [t('state_gap', view.state(line.state)), '', ''];
    case 'step':
      // Its message is not there: its warning may hold anything.
      return [t('story_mark_done', t(`step_${line.step.what}`)), '', ''];
    case 'end':
      return [t(`ended_${line.ending.why}`), '', ''];
    case 'message':
      return messageCells(line, ids, view, facts);
  }
}

function lastingOf({ ms, running }: Stretch): string {
  return running ? t('span_running', exactDuration(ms)) : exactDuration(ms);
}

function messageCells(
  line: Extract<StoryLine, { is: 'message' }>,
  ids: ReadonlySet<string>,
  view: RedactedView,
  facts: ReportFacts,
): readonly [string, string, string] {
  const { clients, now } = facts;
  const { row } = line;
  const redacted = view.row(row);
  const changes = (changesOf(line, ids, view) ?? []).map(changeText);
  const error = redacted.request?.failed ? redacted.request.error : null;
  const name = row.is === 'event' && redacted.detail !== '' ? redacted.detail : nameOf(redacted);
  const status = statusOf(row, Math.max(now, row.t));
  const latency = latencyOf(row);
  const end = [status && t(STATUSES[status].label), latency === null ? '' : exactDuration(latency), error];
  const what = [t(`messages_kind_${row.is}`), name, partyText(row, clients)].filter(Boolean).join(' ');
  return [
    what,
    [...changes, ...remarksOf(row, status), ...notedText(row, view, facts)].join('; '),
    end.filter(Boolean).join(' '),
  ];
}

/** The report of a message. */
export function messageReport(row: MessageRow, facts: ReportFacts): string {
  const { session, clients, now } = facts;
  const view = redactedView(session, { one: null, rows: [row], notes: notesOf([row], facts) });
  const redacted = view.row(row);
  const status = statusOf(row, Math.max(now, row.t));
  const name = [nameOf(redacted), redacted.detail].filter(Boolean).join(' ');
  const client = row.client === null ? undefined : clients.get(row.client);
  const latency = latencyOf(row);
  const title = t('report_title_message', name, status ? t(STATUSES[status].label) : t(`messages_kind_${row.is}`));
  return [
    ...headOf(title, view, facts),
    ...list([
      [t('report_wwe'), wweOf(row, session)],
      [t('messages_column_number_name'), numberOf(row, session)],
      [t('messages_column_time'), exactTime(row.t)],
      [t('messages_column_direction'), `${t(`messages_${row.direction}`)}, ${t(`messages_kind_${row.is}`)}`],
      [t('messages_column_interaction'), redacted.interactionId],
      [t('messages_column_client'), client?.number],
      [t('messages_column_status'), status && `${t(STATUSES[status].label)}. ${t(whyOf(row, status))}`],
      [t('messages_column_error'), redacted.request?.failed ? redacted.request.error : null],
      [t('messages_column_latency'), latency === null ? null : exactDuration(latency)],
      [t('messages_column_size'), sizeText(row.size)],
      [t('messages_column_seen'), seenText(row)],
      [t('messages_column_note'), notedText(row, view, facts).join(', ')],
    ]),
    ...remarkable([row], view, facts),
    ...timesPart(redacted, status, facts),
    ...bodyPart(t('messages_tab_payload'), view, row.entry),
    ...(row.answer ? bodyPart(t('messages_tab_answer'), view, row.answer) : []),
    '',
  ].join('\n');
}
