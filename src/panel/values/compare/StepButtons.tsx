/** The buttons of a comparison: from one difference to the next, and more lines. */
import { Icon, OpenIcon } from '../../../design/icons.tsx';
import { UpIcon } from '../../../design/more-icons.ts';
import { t } from '../../text/i18n.ts';
import { type CompareLines, MOST_LINES } from './useCompareLines.ts';

interface ButtonsProps<Row> {
  readonly lines: CompareLines<Row>;
}

/** Renders the buttons that N and P stand for. */
export function StepButtons<Row>({ lines: { differs, step } }: ButtonsProps<Row>) {
  return (
    <>
      {([-1, 1] as const).map((by) => (
        <button
          type="button"
          key={by}
          class="button icon-button"
          aria-label={t(by < 0 ? 'compare_previous' : 'compare_next')}
          aria-keyshortcuts={by < 0 ? 'p' : 'n'}
          title={t(by < 0 ? 'compare_previous' : 'compare_next')}
          aria-disabled={!differs}
          onClick={() => step(by)}
        >
          <Icon of={by < 0 ? UpIcon : OpenIcon} />
        </button>
      ))}
    </>
  );
}

/** Renders the button that draws more lines, where some are not drawn. */
export function MoreLines<Row>({ lines: { hidden, showMore } }: ButtonsProps<Row>) {
  if (hidden === 0) return null;
  return (
    <button type="button" class="button outlined" onClick={showMore}>
      {t('compare_more', MOST_LINES.toLocaleString(), hidden.toLocaleString())}
    </button>
  );
}
