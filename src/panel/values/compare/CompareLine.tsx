/** One line of a comparison: how the two stand to each other, by a sign, and both, each on its side. */
import { ClosedIcon, Icon, OpenIcon } from '../../../design/icons.tsx';
import { plural, type TextKey, t } from '../../text/i18n.ts';
import { PageText } from '../../text/PageText.tsx';
import { JsonTree } from '../json/JsonTree.tsx';
import { maskOf, nameParts, plainText, quotedPart } from '../json/line-text.ts';
import { childCount, shapeOf } from '../json/shape.ts';
import type { Compared, Difference } from './compare.ts';
import type { CompareRow } from './compare-rows.ts';

interface CompareLineProps {
  readonly row: CompareRow;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
}

/** What stands for each kind beside its colour. */
const SIGNS: Readonly<Record<Difference, { readonly sign: string; readonly word: TextKey | null }>> = {
  added: { sign: '+', word: 'compare_is_added' },
  removed: { sign: '−', word: 'compare_is_removed' },
  changed: { sign: '≠', word: 'compare_is_changed' },
  inside: { sign: '', word: null },
  same: { sign: '', word: null },
};
/** A longer text is a tree, which opens it piece by piece. */
const LONGEST_PLAIN = 500;

/** Renders the line. */
export function CompareLine({ row, tabIndex, onFocus, onToggle }: CompareLineProps) {
  const common = {
    'aria-level': Math.max(1, row.level),
    tabIndex,
    onFocus,
    style: { '--level': Math.max(0, row.level - 1) },
  } as const;
  if (row.kind === 'equal') {
    return (
      <div role="row" {...common} class="compare-line compare-equal" aria-expanded={row.isOpen} onClick={onToggle}>
        <Icon of={row.isOpen ? OpenIcon : ClosedIcon} class="icon-small" />
        <span class="compare-side" role="gridcell" aria-colspan={3}>
          {plural('compare_equal', row.count)}: <PageText text={row.names} spaces="ends" />
        </span>
      </div>
    );
  }
  const { of, isDifference, level } = row;
  const isQuiet = of.isByNature && !isDifference;
  const { sign, word } = isQuiet ? ({ sign: '≈', word: 'compare_is_by_nature' } as const) : SIGNS[of.is];
  // What is equal stands on one side alone where it is narrow.
  const isTwice = of.is === 'inside' || of.is === 'same';
  const side = (isThere: boolean, value: unknown, isSecond: boolean) => (
    <span class={isThere && !(isTwice && isSecond) ? 'compare-cell' : 'compare-cell compare-none'} role="gridcell">
      {isThere && <Side of={of} value={value} level={level} />}
    </span>
  );
  return (
    <div role="row" {...common} class="compare-line" data-is={isQuiet ? 'by-nature' : of.is}>
      <span class="compare-sign" role="gridcell" title={word === null ? undefined : t(word)}>
        {word !== null && (
          <span role="img" aria-label={t(word)}>
            {sign}
          </span>
        )}
      </span>
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
  const subject = { level: level + 1, label: of.label, names: of.names, value };
  const { name, separator } = nameParts(subject);
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
        <Value subject={subject} />
      )}
    </span>
  );
}

function Value({ subject }: { readonly subject: Parameters<typeof maskOf>[0] }) {
  const { value, names } = subject;
  const isLong = typeof value === 'string' && value.length > LONGEST_PLAIN;
  const mask = maskOf(subject, false);
  if (childCount(value) > 0 || isLong || mask !== null)
    return <JsonTree value={value} names={names} label={names.at(-1) ?? t('compare')} unfold={false} />;
  const text = typeof value === 'string' ? quotedPart(value, { from: 0, to: value.length }) : plainText(value);
  return (
    <span class="json-value" data-shape={shapeOf(value)}>
      <PageText text={text} spaces="none" tokens="shown" />
    </span>
  );
}
