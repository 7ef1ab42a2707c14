/** The search in details: what is typed, how far it is, where one is. */
import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { consume, onKeysIn } from '../keys.ts';
import { FINDABLE_CHANGED, type Found } from './findable.ts';
import { createFinder, type FindProgress } from './finder.ts';
import { markRanges, scrollToRange, selectRange, unmark } from './marks.ts';

/** More places are not marked: each is a range that the browser keeps. */
const MOST_MARKED = 2_000;
/** A selected text that is longer is not taken to be what is looked for. */
const LONGEST_SELECTED = 200;

/** What was looked for last, in any details: the next search begins with it. */
let lastText = '';

const NOTHING: FindProgress = { count: 0, at: -1, isDone: true, isCut: false };

/** The search of some details. */
export interface Find {
  /** The text that is looked for; null: the search is not open. */
  readonly text: Signal<string | null>;
  readonly progress: Signal<FindProgress>;
  readonly field: RefObject<HTMLInputElement | null>;
  look(text: string): void;
  step(by: 1 | -1): void;
  close(): void;
}

/**
 * The search in an element, opened by Ctrl+F anywhere in the details around it; F3, Ctrl+G and Enter lead on.
 * @param scroller the element that is searched, which scrolls
 */
export function useFind(scroller: RefObject<HTMLElement | null>): Find {
  const text = useSignal<string | null>(null);
  const progress = useSignal<FindProgress>(NOTHING);
  const field = useRef<HTMLInputElement>(null);
  /** A place that is about to be drawn. */
  const wanted = useRef<Found | null>(null);
  const isFirstWanted = useRef(false);
  const life = useRef({ isOver: false });

  const finder = useMemo(
    () =>
      createFinder({
        root: () => scroller.current,
        later: (work) => void setTimeout(work),
        now: () => performance.now(),
        onChange(next) {
          if (life.current.isOver) return;
          progress.value = next;
          mark();
          if (!isFirstWanted.current || next.count === 0) return;
          isFirstWanted.current = false;
          find.step(1);
        },
      }),
    [],
  );

  function mark(): void {
    const { found, progress: now } = finder;
    const ranges = found.slice(0, MOST_MARKED).flatMap((one) => one.range() ?? []);
    const here = found[now.at]?.range() ?? null;
    markRanges(ranges, here);
    if (!wanted.current || !here || !scroller.current) return;
    wanted.current = null;
    scrollToRange(here, scroller.current);
  }

  const find: Find = {
    text,
    progress,
    field,
    look(next) {
      lastText = next;
      text.value = next;
      // The first place is shown as one types.
      isFirstWanted.current = true;
      finder.look(next);
    },
    step(by) {
      const place = finder.step(by);
      wanted.current = place;
      place?.show();
      mark();
    },
    close() {
      const here = finder.found[finder.progress.at]?.range() ?? null;
      text.value = null;
      finder.end();
      progress.value = NOTHING;
      unmark();
      scroller.current?.focus({ preventScroll: true });
      // As a browser's own search leaves it.
      if (here) selectRange(here);
    },
  };

  function open(): void {
    const selected = getSelection()?.toString() ?? '';
    const isWord = selected !== '' && selected.length <= LONGEST_SELECTED && !selected.includes('\n');
    if (text.peek() === null || isWord) find.look(isWord ? selected : lastText);
    // Where it is not drawn yet, it takes the focus as soon as it is.
    field.current?.select();
  }

  const latest = useRef(onKeyDown);
  latest.current = onKeyDown;
  function onKeyDown(event: KeyboardEvent): void {
    const isOpen = text.peek() !== null;
    const key = event.key.toLowerCase();
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    const leadsOn = event.key === 'F3' || (isCommand && key === 'g' && isOpen);
    if (isCommand && !event.shiftKey && key === 'f') open();
    else if (leadsOn && !isOpen) open();
    else if (leadsOn) find.step(event.shiftKey ? -1 : 1);
    else return;
    consume(event);
  }

  useLayoutEffect(() => {
    const around = scroller.current?.closest('.details');
    if (!(around instanceof HTMLElement)) return;
    const end = new AbortController();
    onKeysIn(around, (event) => latest.current(event), { signal: end.signal });
    return () => end.abort();
  }, []);

  const isOpen = text.value !== null;
  useLayoutEffect(() => {
    if (isOpen) field.current?.select();
  }, [isOpen]);
  useEffect(() => {
    const root = scroller.current;
    if (!isOpen || !root) return;
    const changed = () => {
      if (!finder.changed()) mark();
    };
    const observer = new MutationObserver(changed);
    observer.observe(root, { childList: true, characterData: true, subtree: true });
    const end = new AbortController();
    root.addEventListener(FINDABLE_CHANGED, changed, { signal: end.signal });
    return () => {
      observer.disconnect();
      end.abort();
    };
  }, [isOpen]);
  useEffect(() => {
    life.current = { isOver: false };
    return () => {
      life.current.isOver = true;
      finder.end();
      unmark();
    };
  }, []);
  return find;
}
