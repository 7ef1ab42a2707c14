/** Two values side by side: what differs marked and counted, what is equal folded; one above the other where it is narrow. */
import { useMemo, useRef, useState } from 'preact/hooks';
import { Icon, OpenIcon, UpIcon } from '../../../design/icons.tsx';
import { plural, t } from '../../text/i18n.ts';
import { consume, isTyping, ownKeys } from '../../ui/keys.ts';
import { CompareLine } from './CompareLine.tsx';
import { compareValues, type Differences } from './compare.ts';
import { type CompareRow, compareRows } from './compare-rows.ts';
import './compare.css';

interface ComparisonProps {
  readonly before: unknown;
  readonly after: unknown;
  /** What the two are, in words. */
  readonly titles: readonly [before: string, after: string];
}

/** So many lines are drawn, and so many more whenever the user asks for more. */
const MOST_LINES = 500;

/** Renders both. */
export function Comparison({ before, after, titles }: ComparisonProps) {
  const whole = useMemo(() => compareValues(before, after), [before, after]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [countsNature, setCountsNature] = useState(false);
  const [active, setActive] = useState('');
  const [most, setMost] = useState(MOST_LINES);
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => compareRows(whole, opened, countsNature), [whole, opened, countsNature]);
  const shown = rows.slice(0, most);
  const at = Math.max(
    0,
    shown.findIndex(({ id }) => id === active),
  );
  const differing = rows.flatMap((row, index) => (row.kind === 'value' && row.isDifference ? [index] : []));

  const focus = (index: number) => {
    const row = rows[index];
    if (!row) return;
    if (index >= most) setMost(index + MOST_LINES);
    setActive(row.id);
    // What was not drawn is drawn first.
    queueMicrotask(() => {
      const line = list.current?.querySelectorAll<HTMLElement>('.compare-line')[index];
      line?.focus();
      line?.scrollIntoView({ block: 'nearest' });
    });
  };
  const step = (by: 1 | -1) => {
    const isFirst = active === '';
    const next = by > 0 ? differing.find((index) => index > at || isFirst) : differing.findLast((index) => index < at);
    focus(next ?? differing.at(by > 0 ? 0 : -1) ?? -1);
  };
  const toggle = (row: CompareRow) => {
    if (row.kind !== 'equal') return;
    const next = new Set(opened);
    if (row.isOpen) next.delete(row.id);
    else next.add(row.id);
    setOpened(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || isTyping(event.target)) return;
    const row = shown[at];
    const isOnLine = event.target instanceof Element && event.target.matches('.compare-line');
    const onLine: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(Math.min(at + 1, rows.length - 1)),
      ArrowUp: () => focus(Math.max(at - 1, 0)),
      Home: () => focus(0),
      End: () => focus(shown.length - 1),
      Enter: () => row && toggle(row),
      ' ': () => row && toggle(row),
    };
    const anywhere: Readonly<Record<string, () => void>> = { n: () => step(1), p: () => step(-1) };
    const acts = isOnLine ? { ...onLine, ...anywhere } : anywhere;
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    if (!act) return;
    consume(event);
    act();
  };

  return (
    <div class="compare" onKeyDown={ownKeys(onKeyDown)}>
      <div class="compare-bar">
        <span role="status">{countsText(whole.counts, countsNature)}</span>
        <span class="spring" />
        {whole.counts.byNature > 0 && (
          <label class="toggle" title={t('compare_nature_hint')}>
            <input
              type="checkbox"
              checked={countsNature}
              onChange={(event) => setCountsNature(event.currentTarget.checked)}
            />
            {plural('compare_nature', whole.counts.byNature)}
          </label>
        )}
        {([-1, 1] as const).map((by) => (
          <button
            type="button"
            key={by}
            class="button icon-button"
            aria-label={t(by < 0 ? 'compare_previous' : 'compare_next')}
            aria-keyshortcuts={by < 0 ? 'p' : 'n'}
            title={t(by < 0 ? 'compare_previous' : 'compare_next')}
            aria-disabled={differing.length === 0}
            onClick={() => step(by)}
          >
            <Icon of={by < 0 ? UpIcon : OpenIcon} />
          </button>
        ))}
      </div>
      <div class="compare-list" role="treegrid" aria-label={t('compare')} ref={list}>
        <div class="compare-titles" role="row">
          <span role="columnheader">
            <span class="visually-hidden">{t('compare_sign')}</span>
          </span>
          <span role="columnheader">{titles[0]}</span>
          <span role="columnheader">{titles[1]}</span>
        </div>
        {shown.map((row, index) => (
          <CompareLine
            key={row.id}
            row={row}
            tabIndex={index === at ? 0 : -1}
            onFocus={() => setActive(row.id)}
            onToggle={() => toggle(row)}
          />
        ))}
      </div>
      {rows.length > most && (
        <button type="button" class="button outlined" onClick={() => setMost(most + MOST_LINES)}>
          {t('compare_more', MOST_LINES.toLocaleString(), (rows.length - most).toLocaleString())}
        </button>
      )}
    </div>
  );
}

/** `2 changed, 1 added`. */
export function countsText({ added, removed, changed, byNature }: Differences, countsNature: boolean): string {
  const parts = [
    [plural('compare_changed', changed + (countsNature ? byNature : 0)), changed + (countsNature ? byNature : 0)],
    [plural('compare_added', added), added],
    [plural('compare_removed', removed), removed],
  ] as const;
  const texts = parts.flatMap(([text, count]) => (count > 0 ? [text] : []));
  return texts.length === 0 ? t('compare_none') : texts.join(', ');
}
