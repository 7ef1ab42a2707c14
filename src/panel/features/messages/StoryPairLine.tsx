/** One line of the comparison of two stories: how they stand to each other, by a sign, and the line of each on its side. */
import type { SessionInteraction } from '../../../session/model.ts';
import type { ClientNumbers } from '../../shared/clients.ts';
import { type PanelStores, StoresProvider } from '../../stores/panel.ts';
import { Duration } from '../../text/Duration.tsx';
import { t } from '../../text/i18n.ts';
import { SIGNS, type Sign, SignCell } from '../../values/compare/CompareLine.tsx';
import type { StoryDifference, StoryPair } from './compare-stories.ts';
import { StoryEnd, StoryWhat } from './StoryCells.tsx';
import type { StoryLine } from './story.ts';

const PAIR_SIGNS: Readonly<Record<StoryDifference, Sign>> = {
  same: SIGNS.same,
  changed: { ...SIGNS.changed, word: 'story_compare_is_changed' },
  removed: { ...SIGNS.removed, word: 'story_compare_is_left' },
  added: { ...SIGNS.added, word: 'story_compare_is_right' },
  moved: { sign: '↕', word: 'story_compare_is_moved' },
};

/** One of the two interactions, with its story. */
export interface StorySide {
  readonly one: SessionInteraction;
  readonly lines: readonly StoryLine[];
  /** Of the interaction. */
  readonly ids: ReadonlySet<string>;
  /** Of the panel that has it. */
  readonly clients: ClientNumbers;
  readonly stores: PanelStores;
}

interface StoryPairLineProps {
  readonly pair: StoryPair;
  readonly left: StorySide;
  readonly right: StorySide;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

/** Renders the line. */
export function StoryPairLine({ pair, left, right, tabIndex, onFocus }: StoryPairLineProps) {
  const side = (line: StoryLine | null, of: StorySide) => (
    <span class={`compare-cell ${line === null ? 'compare-none' : ''}`} role="gridcell">
      {line !== null && (
        <StoresProvider value={of.stores}>
          <Side line={line} of={of} />
        </StoresProvider>
      )}
    </span>
  );
  return (
    <div
      role="row"
      aria-level={1}
      class="compare-line compare-story"
      tabIndex={tabIndex}
      onFocus={onFocus}
      data-is={pair.is}
    >
      <SignCell {...PAIR_SIGNS[pair.is]} />
      {side(pair.left, left)}
      {side(pair.right, right)}
    </div>
  );
}

interface SideProps {
  readonly line: StoryLine;
  readonly of: StorySide;
}

function Side({ line, of: { one, lines, ids, clients } }: SideProps) {
  const first = lines[0]?.t ?? line.t;
  // How long handlers ran says nothing where two are compared.
  const isEvent = line.is === 'message' && line.row.is === 'event';
  return (
    <span class="compare-side">
      <Duration class="note" from={first} to={line.t} words={(text) => t('story_compare_after', text)} />{' '}
      <StoryWhat line={line} ids={ids} clients={clients} />
      {!isEvent && (
        <>
          {' '}
          <span class="story-end">
            <StoryEnd line={line} one={one} />
          </span>
        </>
      )}
    </span>
  );
}
