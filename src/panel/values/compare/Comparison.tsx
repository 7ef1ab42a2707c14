/** Two values side by side: what differs marked and counted, what is equal folded; one above the other where it is narrow. */
import { useState } from 'preact/hooks';
import { plural, t } from '../../text/i18n.ts';
import { ownKeys } from '../../ui/keys.ts';
import { useSteps } from '../useSteps.ts';
import { CompareLine } from './CompareLine.tsx';
import { CompareTitles } from './CompareTitles.tsx';
import { Comparing } from './Comparing.tsx';
import { type Compared as ComparedValue, compareValues, type Differences } from './compare.ts';
import { type CompareRow, compareRows } from './compare-rows.ts';
import { MoreLines, StepButtons } from './StepButtons.tsx';
import { useCompareLines } from './useCompareLines.ts';
import './compare.css';

interface ComparisonProps {
  readonly before: unknown;
  readonly after: unknown;
  /** What the two are, in words. */
  readonly titles: readonly [before: string, after: string];
}

/** Renders both; of large values, after some time in which it says that it compares. */
export function Comparison({ before, after, titles }: ComparisonProps) {
  const whole = useSteps(() => compareValues(before, after), [before, after]);
  return whole ? <Compared whole={whole.is} titles={titles} /> : <Comparing />;
}

interface ComparedProps extends Pick<ComparisonProps, 'titles'> {
  readonly whole: ComparedValue;
}

function Compared({ whole, titles }: ComparedProps) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [countsNature, setCountsNature] = useState(false);
  const made = useSteps(() => compareRows(whole, opened, countsNature), [whole, opened, countsNature], true);
  const rows = made?.is;
  return rows ? (
    <CompareRows {...{ whole, titles, rows, opened, setOpened, countsNature, setCountsNature }} />
  ) : (
    <Comparing />
  );
}

interface CompareRowsProps extends ComparedProps {
  readonly rows: readonly CompareRow[];
  readonly opened: ReadonlySet<string>;
  readonly setOpened: (opened: ReadonlySet<string>) => void;
  readonly countsNature: boolean;
  readonly setCountsNature: (countsNature: boolean) => void;
}

function CompareRows({ whole, titles, rows, opened, setOpened, countsNature, setCountsNature }: CompareRowsProps) {
  const toggle = (row: CompareRow) => {
    if (row.kind !== 'equal') return;
    const next = new Set(opened);
    if (row.isOpen) next.delete(row.id);
    else next.add(row.id);
    setOpened(next);
  };
  const lines = useCompareLines(rows, (row) => row.kind === 'value' && row.isDifference, toggle);

  return (
    <div class="compare" onKeyDown={ownKeys(lines.onKeyDown)}>
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
        <StepButtons lines={lines} />
      </div>
      <div class="compare-list" role="treegrid" aria-label={t('compare')} ref={lines.list}>
        <CompareTitles titles={titles} />
        {lines.shown.map((row, index) => (
          <CompareLine
            key={row.id}
            row={row}
            tabIndex={index === lines.at ? 0 : -1}
            onFocus={() => lines.activate(row)}
            onToggle={() => toggle(row)}
          />
        ))}
      </div>
      <MoreLines lines={lines} />
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
