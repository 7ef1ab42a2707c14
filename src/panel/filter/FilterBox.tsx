/**
 * The filter of a view: a text that is completed as it is typed, its terms as chips, and why it was not understood.
 * The text is the truth; chips and suggestions write it.
 */

import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CloseIcon, Icon } from '../../design/icons.tsx';
import { FilterIcon } from '../../design/more-icons.ts';
import { t } from '../text/i18n.ts';
import { consume, ownKeys } from '../ui/keys.ts';
import { type LazyModule, lazyModule } from '../ui/lazy-module.ts';
import { Chips } from './Chips.tsx';
import type { Candidate, KnownNames } from './candidates.ts';
import { type Filter, NO_FILTER, printFilter } from './filter.ts';
import { KindChips } from './Kinds.tsx';
import { type FilterTimes, NO_TIMES } from './moments.ts';
import { PopoverButton } from './PopoverButton.tsx';
import { Problem } from './Problem.tsx';
import { parseFilter } from './parse.ts';
import type { SavedFilter, Vocabulary } from './vocabulary.ts';
import './filter.css';

interface FilterBoxProps {
  /** Those of the view. */
  readonly words: Vocabulary;
  /** The filter as it is typed. */
  readonly value: string;
  readonly onInput: (text: string) => void;
  /** Whether what the text leaves out is shown. */
  readonly inverted?: boolean;
  readonly onInvert?: (inverted: boolean) => void;
  /** Ids of the kinds chosen; none: all. */
  readonly kinds?: readonly string[];
  readonly onKinds?: (kinds: readonly string[]) => void;
  /** By what moments are read; another object where they are to be read anew. */
  readonly times?: FilterTimes;
  /** Opens the jump to a time. */
  readonly onGoTo?: () => void;
  /** Asked when suggestions are shown. */
  readonly known: () => KnownNames;
  readonly saved: readonly SavedFilter[];
  /** Saves a text under a name; in the place of what has the name. */
  readonly onSave: (one: SavedFilter) => void;
  readonly onDelete: (one: SavedFilter) => void;
  /** One of another view was picked. */
  readonly onOther: (one: SavedFilter) => void;
  /** Told when a part could not be loaded. */
  readonly onTrouble?: (error: unknown) => void;
}

const completion: LazyModule<typeof import('./Completion.tsx')> = lazyModule(() => import('./Completion.tsx'));
const savedList: LazyModule<typeof import('./Saved.tsx')> = lazyModule(() => import('./Saved.tsx'));
const helpList: LazyModule<typeof import('./Help.tsx')> = lazyModule(() => import('./Help.tsx'));

/** The popover that is open. */
type Popover = 'saved' | 'help' | null;

/** Renders the filter. Its input is `#filter`, which the panel's keys look for. */
export function FilterBox(props: FilterBoxProps) {
  const { words, value, onInput, known, saved, onSave, onDelete, onOther, onTrouble } = props;
  const { inverted = false, onInvert, kinds = [], onKinds, times = NO_TIMES, onGoTo } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const savedButton = useRef<HTMLButtonElement>(null);
  const helpButton = useRef<HTMLButtonElement>(null);
  /** Where the caret is to stand once the text is drawn. */
  const nextCaret = useRef<number | null>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(-1);
  const [popover, setPopover] = useState<Popover>(null);
  const parsed = useMemo(() => parseFilter(value, words, times), [value, words, times]);
  const last = useRef<Filter>(NO_FILTER);
  if (parsed.ok) last.current = parsed.filter;

  const loaded = completion.module.value;
  const List = savedList.module.value?.Saved;
  const Help = helpList.module.value?.Help;
  // Null: the list is closed.
  const found = caret === null || !loaded ? [] : loaded.candidatesAt(value, caret, known(), words);
  // What is written already is no suggestion, and its list would cover what lies below.
  const candidates = found.every(({ text }) => text.trimEnd() === value.trimEnd()) ? [] : found;
  const isOpen = candidates.length > 0;
  const chosen = candidates[active];
  // A term that is being typed is not wrong yet, as long as something can be suggested.
  const isBeingTyped = !parsed.ok && isOpen && caret !== null && parsed.from <= caret && caret <= parsed.to;
  const problem = parsed.ok || isBeingTyped ? null : parsed;

  useLayoutEffect(() => {
    if (nextCaret.current === null) return;
    input.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = null;
  });

  const open = (at: number | null) => {
    setCaret(at);
    setActive(-1);
  };
  const write = (text: string, at = text.length) => {
    nextCaret.current = at;
    open(null);
    onInput(text);
    input.current?.focus();
  };
  const take = ({ text, caret: at }: Candidate) => {
    write(text, at);
    // A field's values come next.
    if (text[at - 1] === ':' || text.slice(0, at).endsWith('data.')) open(at);
  };

  function toggle(what: Popover, part: { load(onTrouble?: (error: unknown) => void): void }): void {
    part.load(onTrouble);
    setPopover(popover === what ? null : what);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && !isOpen) {
      open(input.current?.selectionStart ?? value.length);
    } else if (step !== 0) {
      // One place more than there are suggestions: none of them.
      const places = candidates.length + 1;
      setActive(((active + 1 + step + places) % places) - 1);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && isOpen && chosen) take(chosen);
    else if (event.key === 'Escape' && isOpen) open(null);
    else if (event.key === 'Escape' && value !== '') write('');
    else {
      if (event.key === 'Tab' || event.key === 'ArrowLeft' || event.key === 'ArrowRight') open(null);
      return;
    }
    consume(event);
  }

  return (
    <search class="filter-box">
      <div class="filter-line">
        <div class="filter-field">
          <Icon of={FilterIcon} class="filter-sign" />
          <input
            type="search"
            class="input filter-input"
            id="filter"
            ref={input}
            placeholder={t(`filter_placeholder_${words.view}`)}
            aria-label={t(`filter_label_${words.view}`)}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={isOpen ? `${id}-list` : undefined}
            aria-activedescendant={chosen ? `${id}-list-${active}` : undefined}
            aria-invalid={problem !== null}
            aria-describedby={problem ? `${id}-problem` : undefined}
            autocomplete="off"
            spellcheck={false}
            value={value}
            onFocus={() => completion.load(onTrouble)}
            onInput={(event) => {
              onInput(event.currentTarget.value);
              open(event.currentTarget.value === '' ? null : event.currentTarget.selectionStart);
            }}
            onClick={() => open(null)}
            onBlur={() => open(null)}
            onKeyDown={ownKeys(onKeyDown)}
          />
          {isOpen && loaded && (
            <loaded.Completion id={`${id}-list`} candidates={candidates} active={active} onTake={take} />
          )}
        </div>
        {value !== '' && (
          <button
            type="button"
            class="button"
            aria-label={t('clear_filter')}
            title={t('clear_filter')}
            onClick={() => write('')}
          >
            <Icon of={CloseIcon} />
          </button>
        )}
        <label class="toggle" title={t('filter_invert_hint')}>
          <input type="checkbox" checked={inverted} onChange={(event) => onInvert?.(event.currentTarget.checked)} />
          {t('filter_invert')}
        </label>
        <PopoverButton
          label={t('filter_help')}
          text="?"
          button={helpButton}
          isOpen={popover === 'help'}
          onToggle={() => toggle('help', helpList)}
        />
        <PopoverButton
          label={t('filter_saved')}
          text={t('filter_saved_button')}
          button={savedButton}
          isOpen={popover === 'saved'}
          onToggle={() => toggle('saved', savedList)}
        />
      </div>
      <div class="filter-popovers">
        {popover === 'help' && Help && (
          <Help
            words={words}
            onTake={(example) => onInput(value.trim() === '' ? example : `${value.trim()} ${example}`)}
            onClose={() => {
              setPopover(null);
              helpButton.current?.focus();
            }}
            {...(onGoTo ? { onGoTo } : {})}
          />
        )}
        {popover === 'saved' && List && (
          <List
            saved={saved}
            view={words.view}
            text={value}
            isGood={parsed.ok}
            onApply={(one) => {
              setPopover(null);
              if (one.view === words.view) write(one.text);
              else onOther(one);
            }}
            onSave={onSave}
            onDelete={onDelete}
            onClose={() => {
              setPopover(null);
              savedButton.current?.focus();
            }}
          />
        )}
      </div>
      {problem && (
        <Problem
          id={`${id}-problem`}
          text={value}
          problem={problem}
          applied={last.current}
          onUse={(text) => write(text)}
        />
      )}
      <div class="filter-under">
        {onKinds && <KindChips kinds={words.kinds} chosen={kinds} onChange={onKinds} />}
        {parsed.ok && parsed.filter.terms.length > 0 && (
          <Chips
            filter={parsed.filter}
            onChange={(filter) => onInput(printFilter(filter))}
            onEmpty={() => input.current?.focus()}
          />
        )}
      </div>
    </search>
  );
}
