/** The list of suggestions under the filter. The focus stays in the filter, which says which one is chosen. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { plural, t } from '../text/i18n.ts';
import { PageText } from '../text/PageText.tsx';
import { type Candidate, candidatesAt, type KnownNames } from './candidates.ts';

export { candidatesAt };

interface CompletionProps {
  readonly id: string;
  readonly candidates: readonly Candidate[];
  /** -1: none. */
  readonly active: number;
  readonly onTake: (candidate: Candidate) => void;
}

export type { Candidate, KnownNames };

/** See the file's head. */
export function Completion({ id, candidates, active, onTake }: CompletionProps) {
  const chosen = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => chosen.current?.scrollIntoView?.({ block: 'nearest' }));
  return (
    <>
      <div class="filter-completion" role="listbox" id={id} aria-label={t('filter_completions')}>
        {candidates.map((candidate, index) => (
          <div
            key={candidate.label}
            ref={index === active ? chosen : null}
            class="filter-candidate"
            role="option"
            tabIndex={-1}
            id={`${id}-${index}`}
            aria-selected={index === active}
            // The press would take the focus away.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(candidate)}
          >
            <span class="mono">
              <PageText text={candidate.label} />
            </span>
            {candidate.hint && (
              <span class="note">
                {' '}
                <PageText text={candidate.hint} />
              </span>
            )}
          </div>
        ))}
      </div>
      <span class="visually-hidden" role="status">
        {plural('filter_completion_count', candidates.length)}
      </span>
    </>
  );
}
