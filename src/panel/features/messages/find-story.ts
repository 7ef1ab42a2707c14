/** Lets the search in details find lines of a story, of which only those in sight are drawn. */
import type { RefObject } from 'preact';
import { useMemo } from 'preact/hooks';
import { masked } from '../../../protocol/tokens.ts';
import type { ClientNumbers } from '../../shared/clients.ts';
import { wireTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { type Found, useFindable } from '../../ui/find/findable.ts';
import { spansIn } from '../../ui/find/needle.ts';
import { rangeInLine } from './find-rows.ts';
import { failureOf, nameOf } from './labels.ts';
import type { StoryLine } from './story.ts';
import { changesOf, type Entries } from './story-changes.ts';
import { changeText, partyText, stepText } from './story-texts.ts';

/** Lines between two pauses. */
const LINES = 50;

/** What stories are read with. */
export interface StoryFacts {
  readonly entries: Entries;
  /** Of the interaction. */
  readonly ids: ReadonlySet<string>;
  readonly clients: ClientNumbers;
}

/** What a line says, for a search. Tokens are masked. */
function lineTexts(line: StoryLine, { entries, ids, clients }: StoryFacts): readonly string[] {
  const time = wireTime(line.t);
  switch (line.is) {
    case 'state':
      return [time, line.stretch.transition.to];
    case 'gap':
      return [time, t('state_gap', line.state)];
    case 'step':
      return [time, stepText(line.step)];
    case 'end':
      return [time, t(`ended_${line.ending.why}`)];
    case 'message': {
      const { row, step } = line;
      const changes = (changesOf(line, ids, entries) ?? []).map(changeText);
      const texts = [nameOf(row), row.detail, partyText(row, clients), failureOf(row), step ? stepText(step) : ''];
      return [time, ...texts.map(masked), ...changes];
    }
  }
}

/**
 * Makes the lines findable.
 * @param body the element whose lines are drawn
 * @param show brings a line into sight
 */
export function useFindStory(
  body: RefObject<Element | null>,
  lines: readonly StoryLine[],
  facts: StoryFacts,
  show: (index: number) => void,
): void {
  function* search(needle: RegExp): Generator<Found | null> {
    const holds = (text: string) => Boolean(spansIn(text, needle).next().value);
    for (const [index, line] of lines.entries()) {
      if (lineTexts(line, facts).some(holds))
        yield { show: () => show(index), range: () => rangeInLine(body.current, 'data-line', line.key, needle) };
      if (index % LINES === 0) yield null;
    }
  }
  useFindable(
    body,
    useMemo(() => ({ of: lines, search }), [lines]),
  );
}
