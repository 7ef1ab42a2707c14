/** One line of a comparison: how the two stand to each other, by a sign, and both, each on its side. */
import { useRef } from 'preact/hooks';
import { ClosedIcon, Icon, OpenIcon } from '../../../design/icons.tsx';
import { plural, type TextKey, t } from '../../text/i18n.ts';
import { PageText } from '../../text/PageText.tsx';
import { JsonTree } from '../json/JsonTree.tsx';
import { nameParts } from '../json/line-text.ts';
import { childCount, shapeOf } from '../json/shape.ts';
import type { Compared, Difference } from './compare.ts';
import type { CompareRow } from './compare-rows.ts';
import { plainOf, useFindEqual } from './find-equal.ts';

interface CompareLineProps {
  readonly row: CompareRow;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
}

/** A sign, and what it says. */
export interface Sign {
  readonly sign: string;
  /** Null: there is nothing to say. */
  readonly word: TextKey | null;
}

/** What stands for each kind beside its colour. */
export const SIGNS: Readonly<Record<Difference, Sign>> = {
  added: { sign: '+', word: 'compare_is_added' },
  removed: { sign: '−', word: 'compare_is_removed' },
  changed: { sign: '≠', word: 'compare_is_changed' },
  inside: { sign: '', word: null },
  same: { sign: '', word: null },
};

/** Renders the cell of the sign. */
export function SignCell({ sign, word }: Sign) {
  return (
    <span class="compare-sign" role="gridcell" title={word === null ? undefined : t(word)}>
      {word !== null && (
        <span role="img" aria-label={t(word)}>
          {sign}
        </span>
      )}
    </span>
  );
}

/** Renders the line. */
export function CompareLine({ row, tabIndex, onFocus, onToggle }: CompareLineProps) {
  const common = {
    'aria-level': Math.max(1, row.level),
    tabIndex,
    onFocus,
    style: { '--level': Math.max(0, row.level - 1) },
  } as const;
  if (row.kind === 'equal') return <EqualLine row={row} onToggle={onToggle} {...common} />;
  const { of, isDifference, level } = row;
  const isQuiet = of.isByNature && !isDifference;
  const { sign, word } = isQuiet ? ({ sign: '≈', word: 'compare_is_by_nature' } as const) : SIGNS[of.is];
  // What is equal stands on one side alone where it is narrow.
  const isTwice = of.is === 'inside' || of.is === 'same';
  const side = (isThere: boolean, value: unknown, isSecond: boolean) => (
    <span
      class={isThere && !(isTwice && isSecond) ? 'compare-cell' : 'compare-cell compare-none'}
      role="gridcell"
      data-find={isTwice && isSecond ? 'none' : undefined}
    >
      {isThere && <Side of={of} value={value} level={level} />}
    </span>
  );
  return (
    <div role="row" {...common} class="compare-line" data-is={isQuiet ? 'by-nature' : of.is}>
      <SignCell sign={sign} word={word} />
      {side(of.is !== 'added', of.before, false)}
      {side(of.is !== 'removed', of.after, true)}
    </div>
  );
}

interface SideProps {
  readonly of: Compared;
  readonly value: unknown;
  readonly level: number;
}

function Side({ of, value, level }: SideProps) {
  const { name, separator } = nameParts({ level: level + 1, label: of.label, names: of.names, value });
  return (
    <span class="compare-side">
      {level > 0 && (
        <>
          <span class="json-key">
            <PageText text={name} spaces={separator === ' ' ? 'none' : 'all'} />
          </span>
          {separator}
        </>
      )}
      {of.is === 'inside' ? (
        <span class="json-preview">{plural('json_count', childCount(value))}</span>
      ) : (
        <Value of={of} value={value} />
      )}
    </span>
  );
}

function Value({ of, value }: Pick<SideProps, 'of' | 'value'>) {
  const plain = plainOf(of, value);
  if (plain === null)
    return <JsonTree value={value} names={of.names} label={of.names.at(-1) ?? t('compare')} unfold={false} />;
  return (
    <span class="json-value" data-shape={shapeOf(value)}>
      <PageText text={plain} spaces="none" tokens="shown" />
    </span>
  );
}

interface EqualLineProps extends Pick<CompareLineProps, 'tabIndex' | 'onFocus'> {
  readonly 'aria-level': number;
  readonly style: Readonly<Record<string, number>>;
  readonly row: Extract<CompareRow, { kind: 'equal' }>;
  readonly onToggle: () => void;
}

const NOTHING: readonly Compared[] = [];

/** Stands for equal neighbours, and opens them. */
function EqualLine({ row, onToggle, ...common }: EqualLineProps) {
  const line = useRef<HTMLDivElement>(null);
  useFindEqual(line, row.isOpen ? NOTHING : row.values, onToggle);
  return (
    <div
      role="row"
      {...common}
      class="compare-line compare-equal"
      aria-expanded={row.isOpen}
      onClick={onToggle}
      ref={line}
    >
      <Icon of={row.isOpen ? OpenIcon : ClosedIcon} class="icon-small" />
      <span class="compare-side" role="gridcell" aria-colspan={3}>
        {plural('compare_equal', row.count)}: <PageText text={row.names} spaces="ends" />
      </span>
    </div>
  );
}
