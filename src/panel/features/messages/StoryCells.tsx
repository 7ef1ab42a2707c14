/** The cells of a line of a story: what happened, and how long it lasted or how it ended. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { masked } from '../../../protocol/tokens.ts';
import type { SessionInteraction } from '../../../session/model.ts';
import type { ClientNumbers } from '../../shared/clients.ts';
import { runsUntil, tone } from '../../stores/interaction-texts.ts';
import { usePanel } from '../../stores/panel.ts';
import { clip } from '../../text/clip.ts';
import { Duration } from '../../text/Duration.tsx';
import { plural, t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { KindIcon } from './KindIcon.tsx';
import { failureOf, latencyOf, nameOf } from './labels.ts';
import { StatusWord, useStatus } from './StatusCell.tsx';
import type { StoryLine } from './story.ts';
import { changesOf } from './story-changes.ts';
import { changeText, partyText, stepText, warningText } from './story-texts.ts';

/** Changes that a line names; the others are counted. */
const MOST_NAMED = 20;

type MessageStoryLine = Extract<StoryLine, { is: 'message' }>;

interface StoryWhatProps {
  readonly line: StoryLine;
  /** Of the interaction. */
  readonly ids: ReadonlySet<string>;
  readonly clients: ClientNumbers;
}

/** Renders what happened. */
export function StoryWhat({ line, ids, clients }: StoryWhatProps) {
  switch (line.is) {
    case 'state':
      return <StateChip state={line.stretch.transition.to} />;
    case 'gap':
      return <span class="outcome-warn">{t('state_gap', pageText(clip(line.state)))}</span>;
    case 'end':
      return <strong>{t(`ended_${line.ending.why}`)}</strong>;
    case 'step':
      return (
        <Titled text={stepText(line.step)}>
          <strong>{stepText(line.step)}</strong>
        </Titled>
      );
    case 'message':
      return <MessageWhat line={line} ids={ids} clients={clients} />;
  }
}

function StateChip({ state }: { readonly state: string }) {
  return (
    <span class={`state state-${tone(state)}`}>
      <PageText text={clip(state)} />
    </span>
  );
}

function Titled({ text, children }: { readonly text: string; readonly children: ComponentChildren }) {
  return <span title={text}>{children}</span>;
}

function MessageWhat({ line, ids, clients }: StoryWhatProps & { readonly line: MessageStoryLine }) {
  const { watching } = usePanel();
  const { row, step, before } = line;
  // Both messages are read for it, however long they are.
  const changes = useMemo(() => changesOf(line, ids, watching.session), [row, before, ids]);
  const texts = (changes ?? []).slice(0, MOST_NAMED).map(changeText);
  const more = (changes?.length ?? 0) - texts.length;
  if (more > 0) texts.push(plural('story_more', more));
  const party = partyText(row, clients);
  const failure = failureOf(row);
  const about = step === null ? '' : row.is === 'event' ? stepText(step) : warningText(step);
  const name = row.is === 'event' && row.detail !== '' ? masked(row.detail) : nameOf(row);
  const title = [name, party, about, ...texts, failure].filter(Boolean);
  return (
    <span title={title.map((text) => pageText(text)).join('\n')}>
      <KindIcon row={row} />{' '}
      <span class="message-name">
        <PageText text={name} />
      </span>
      {about !== '' && <span> {about}</span>}
      {party !== '' && <span class="note"> {party}</span>}
      {failure !== '' && (
        <span class="outcome-failed">
          {' '}
          <PageText text={failure} spaces="ends" />
        </span>
      )}
      {texts.length > 0 && <span class="note"> {texts.join(' · ')}</span>}
      {changes?.length === 0 && <span class="note"> {t('story_no_change')}</span>}
    </span>
  );
}

/** Renders how long a state lasted, or what became of a request. */
export function StoryEnd({ line, one }: { readonly line: StoryLine; readonly one: SessionInteraction }) {
  if (line.is === 'state') return <StateSpan line={line} one={one} />;
  if (line.is !== 'message') return null;
  return line.row.is === 'event' ? <Handled line={line} /> : <Outcome line={line} />;
}

function StateSpan({
  line,
  one,
}: {
  readonly line: Extract<StoryLine, { is: 'state' }>;
  readonly one: SessionInteraction;
}) {
  const { clock } = usePanel();
  const { running, ms, isInterrupted } = line.stretch;
  const to = running ? runsUntil(one, clock.value) : line.t + ms;
  return <Duration from={line.t} to={to} isRunning={running} note={isInterrupted ? t('span_gap') : null} />;
}

function Handled({ line: { row } }: { readonly line: MessageStoryLine }) {
  if (row.runs.length === 0) return null;
  const ran = row.runs.reduce((sum, { took }) => sum + took, 0);
  return <Duration class="note" ms={ran} isFine note={t('story_handled')} />;
}

function Outcome({ line: { row } }: { readonly line: MessageStoryLine }) {
  const status = useStatus(row);
  const latency = latencyOf(row);
  return (
    <>
      {status !== null && <StatusWord status={status} />}
      {latency !== null && (
        <>
          {' '}
          <Duration class="note" ms={latency} from={row.request?.sentAt ?? null} to={row.request?.answeredAt ?? null} />
        </>
      )}
    </>
  );
}
