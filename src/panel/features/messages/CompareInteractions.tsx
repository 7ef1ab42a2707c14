/** Two interactions side by side, in the place of the details of one: what happened to each, and its user data. */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SessionInteraction } from '../../../session/model.ts';
import { statusOf } from '../../../session/rows/status.ts';
import { numberClients } from '../../shared/clients.ts';
import type { ComparedInteraction, PanelStores } from '../../stores/panel.ts';
import { plural, t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { CloseDetails } from '../../ui/CloseDetails.tsx';
import { useEscape } from '../../ui/escape.ts';
import { FindBar } from '../../ui/find/FindBar.tsx';
import { useFind } from '../../ui/find/useFind.ts';
import { ownKeys } from '../../ui/keys.ts';
import { CompareLine } from '../../values/compare/CompareLine.tsx';
import { CompareTitles } from '../../values/compare/CompareTitles.tsx';
import { Comparing } from '../../values/compare/Comparing.tsx';
import { MoreLines, StepButtons } from '../../values/compare/StepButtons.tsx';
import { useCompareLines } from '../../values/compare/useCompareLines.ts';
import { useSteps } from '../../values/useSteps.ts';
import { compareStories } from './compare-stories.ts';
import {
  type ComparedCounts,
  type ComparedRow,
  comparedRows,
  compareUserData,
  countDifferences,
  isDifference,
} from './compared-rows.ts';
import { idsOf, useOwnRows } from './own-rows.ts';
import { StoryPairLine, type StorySide } from './StoryPairLine.tsx';
import { storyOf } from './story.ts';
import '../../values/compare/compare.css';
import './messages.css';

interface CompareInteractionsProps {
  readonly pair: readonly [ComparedInteraction, ComparedInteraction];
  readonly onClose: () => void;
}

/** Renders both. Give it their keys as `key`. */
export function CompareInteractions({ pair, onClose }: CompareInteractionsProps) {
  const [left, right] = pair.map(({ key, stores: { watching } }) => {
    watching.version.value;
    return watching.session.interaction(key);
  });
  const panel = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLElement>(null);
  const find = useFind(panel);
  useEscape(onClose, section);
  return (
    <section class="details" aria-label={t('compare')} ref={section}>
      <header class="details-header">
        <div class="details-title">
          <strong class="clip">{t('compare')}</strong>
          <span class="spring" />
          <CloseDetails onClose={onClose} />
        </div>
      </header>
      <div class="tab-panel" ref={panel} tabIndex={0} role="group" aria-label={t('compare')}>
        {left && right ? (
          <Stories left={left} right={right} pair={pair} />
        ) : (
          <p class="empty-line">{t('interactions_compare_gone')}</p>
        )}
      </div>
      <FindBar find={find} />
    </section>
  );
}

/** The story of one, kept up to date. */
function useStorySide(one: SessionInteraction, stores: PanelStores): StorySide {
  const { clock, watching } = stores;
  const rows = useOwnRows(one, watching).value;
  const documents = watching.session.documents();
  const clients = useMemo(() => numberClients(documents), [documents]);
  const lines = useMemo(() => storyOf(one, rows, clock.peek()), [one, rows]);
  const ids = useMemo(() => new Set(idsOf(one)), [idsOf(one).join('\n')]);
  return { one, lines, ids, clients, stores };
}

/** Moves as long as time alone can change what became of a request. ms. */
function useNow({ lines, stores: { clock } }: StorySide): number {
  const now = clock.peek();
  const isOpen = lines.some((line) => line.is === 'message' && statusOf(line.row, now) === 'pending');
  return isOpen ? clock.value : now;
}

const NO_ROWS: readonly ComparedRow[] = [];

interface StoriesProps extends Pick<CompareInteractionsProps, 'pair'> {
  readonly left: SessionInteraction;
  readonly right: SessionInteraction;
}

function Stories({ left: one, right: other, pair: [first, second] }: StoriesProps) {
  const [left, right] = [useStorySide(one, first.stores), useStorySide(other, second.stores)];
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const now = [useNow(left), useNow(right)] as const;
  const outcomes = now.map((ms) => Math.floor(ms / 1_000)).join(' ');
  const pairs = useMemo(() => compareStories(left.lines, right.lines, ...now), [left.lines, right.lines, outcomes]);
  const data = useSteps(() => compareUserData(one, other), [one, other], true)?.is;
  const made = useSteps(() => comparedRows(pairs, data ?? null, opened), [pairs, data, opened], true);
  const rows = made?.is ?? NO_ROWS;
  const toggle = (row: ComparedRow) => {
    if (row.kind !== 'equal') return;
    const next = new Set(opened);
    if (!next.delete(row.id)) next.add(row.id);
    setOpened(next);
  };
  const lines = useCompareLines(rows, isDifference, toggle);
  // N and P lead on at once.
  const isDrawn = made !== null && data !== undefined;
  useLayoutEffect(() => lines.list.current?.querySelector<HTMLElement>('.compare-line')?.focus(), [isDrawn]);
  if (!isDrawn) return <Comparing />;
  if (rows.length === 0) return <p class="empty-line">{t('interactions_compare_empty')}</p>;

  const isAlone = first.stores === second.stores;
  const dropped = one.droppedTransitions + other.droppedTransitions;
  const draw = (row: ComparedRow, index: number) => {
    const common = {
      tabIndex: index === lines.at ? 0 : -1,
      onFocus: () => lines.activate(row),
    };
    if (row.kind === 'pair')
      return <StoryPairLine key={row.id} pair={row.pair} left={left} right={right} {...common} />;
    if (row.kind === 'data')
      return (
        <div key={row.id} role="row" aria-level={1} class="compare-line compare-heading" {...common}>
          <span role="gridcell" aria-colspan={3}>
            <strong>{t('story_compare_data')}</strong>
          </span>
        </div>
      );
    return <CompareLine key={row.id} row={row} onToggle={() => toggle(row)} {...common} />;
  };
  return (
    <div class="compare compare-stories" onKeyDown={ownKeys(lines.onKeyDown)}>
      <div class="compare-bar">
        <span role="status">{countsText(countDifferences(pairs, data?.counts ?? null))}</span>
        {dropped > 0 && <span class="outcome-warn">{plural('story_dropped', dropped)}</span>}
        {[left, right].some(({ stores }) => stores.watching.session.messages().dropped > 0) && (
          <span class="outcome-warn">{t('story_compare_messages_dropped')}</span>
        )}
        <span class="spring" />
        <StepButtons lines={lines} />
      </div>
      <div class="compare-list" role="treegrid" aria-label={t('compare')} ref={lines.list}>
        <CompareTitles titles={[titleOf(first, isAlone), titleOf(second, isAlone)]} />
        {lines.shown.map(draw)}
      </div>
      <MoreLines lines={lines} />
    </div>
  );
}

/** Which it is, and where it is if the other one is elsewhere. */
function titleOf({ title, stores: { recorded } }: ComparedInteraction, isAlone: boolean): string {
  if (isAlone) return title;
  return t('interactions_compare_in', title, recorded ? pageText(recorded.file.name.slice(0, 200)) : t('compare_tab'));
}

/** `3 differ, 1 only left`. */
function countsText({ differ, left, right, moved }: ComparedCounts): string {
  const texts = [
    differ > 0 && plural('story_compare_differ', differ),
    left > 0 && plural('story_compare_left', left),
    right > 0 && plural('story_compare_right', right),
    moved > 0 && plural('story_compare_moved', moved),
  ].filter((text) => text !== false);
  return texts.length === 0 ? t('compare_none') : texts.join(', ');
}
