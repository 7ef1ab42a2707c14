/** Why a filter was not understood: its text with the wrong part marked, the reason, and what could stand there. */
import { t } from '../text/i18n.ts';
import { PageText } from '../text/PageText.tsx';
import { type Filter, printFilter } from './filter.ts';
import type { FilterProblem } from './parse.ts';

interface ProblemProps {
  readonly id: string;
  readonly text: string;
  readonly problem: FilterProblem;
  /** What applies meanwhile. */
  readonly applied: Filter;
  /** Takes the suggestion. */
  readonly onUse: (text: string) => void;
}

/** What is shown of the text before and after the wrong part, in characters. */
const AROUND = 40;

/** See the file's head. */
export function Problem({ id, text, problem: { from, to, message, instead }, applied, onUse }: ProblemProps) {
  const still = printFilter(applied);
  return (
    <div class="filter-problem">
      <p class="filter-problem-text mono" aria-hidden="true">
        {from > AROUND && '…'}
        {shown(text.slice(Math.max(0, from - AROUND), from))}
        <mark>{shown(text.slice(from, Math.min(to, from + 2 * AROUND)))}</mark>
        {shown(text.slice(to, to + AROUND))}
        {to + AROUND < text.length && '…'}
      </p>
      <p id={id} role="status">
        {message} <span class="note">{still ? t('filter_still', still) : t('filter_still_nothing')}</span>
      </p>
      {instead !== null && (
        <button
          type="button"
          class="button outlined"
          onClick={() => onUse(text.slice(0, from) + instead + text.slice(to))}
        >
          {t('filter_use', instead)}
        </button>
      )}
    </div>
  );
}

/** A part of what was typed: its blanks are seen beside the others, or are not. */
function shown(text: string) {
  return text !== '' && <PageText text={text} spaces="none" />;
}
