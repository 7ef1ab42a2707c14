/** How to filter: what can be written, by examples that are added to the filter when they are clicked. */
import { useRef } from 'preact/hooks';
import { type TextKey, t } from '../text/i18n.ts';
import { useEscape } from '../ui/escape.ts';
import { type FieldName, isTimeField } from './filter-fields.ts';
import { fieldHint } from './hints.ts';
import { exampleOf } from './parse.ts';
import type { Vocabulary } from './vocabulary.ts';

interface HelpProps {
  readonly words: Vocabulary;
  /** Adds an example to the filter. */
  readonly onTake: (example: string) => void;
  /** Opens the jump to a time; left out where there is none. */
  readonly onGoTo?: () => void;
  readonly onClose: () => void;
}

interface Example {
  readonly text: string;
  readonly hint: TextKey;
}

const TEXTS: Readonly<Record<Vocabulary['view'], readonly Example[]>> = {
  messages: [
    { text: 'markdone', hint: 'filter_help_word' },
    { text: '"not allowed"', hint: 'filter_help_phrase' },
    { text: '-state:IDLE', hint: 'filter_help_negated' },
    { text: '/TALKING|HELD/i', hint: 'filter_help_pattern' },
  ],
  interactions: [
    { text: 'chat', hint: 'filter_help_word' },
    { text: '"New York"', hint: 'filter_help_phrase' },
    { text: '-state:IDLE', hint: 'filter_help_negated' },
    { text: '/TALKING|HELD/i', hint: 'filter_help_pattern' },
  ],
};

/** See the file's head. */
export function Help({ words, onTake, onGoTo, onClose }: HelpProps) {
  const section = useRef<HTMLElement>(null);
  useEscape(onClose, section);
  const ofFields = (isTime: boolean) =>
    words.fields.filter((field) => isTimeField(field) === isTime).map((field) => exampleFor(field, words));
  return (
    <section class="filter-help" aria-label={t('filter_help')} ref={section}>
      <p class="note">{t('filter_help_intro')}</p>
      <Examples title="filter_help_texts" examples={TEXTS[words.view]} onTake={onTake} />
      <Examples title="filter_help_times" examples={ofFields(true)} onTake={onTake} />
      {onGoTo && (
        <button type="button" class="button outlined" onClick={onGoTo}>
          {t('go_to_command')}
        </button>
      )}
      <Examples title="filter_help_fields" examples={ofFields(false)} onTake={onTake} />
    </section>
  );
}

function exampleFor(field: FieldName, words: Vocabulary): Example {
  return { text: exampleOf(field, words), hint: fieldHint(field, words.view) };
}

function Examples({
  title,
  examples,
  onTake,
}: {
  readonly title: TextKey;
  readonly examples: readonly Example[];
  readonly onTake: HelpProps['onTake'];
}) {
  return (
    <>
      <h3>{t(title)}</h3>
      <ul>
        {examples.map(({ text, hint }) => (
          <li key={text}>
            <button type="button" class="filter-example mono" onClick={() => onTake(text)}>
              {text}
            </button>{' '}
            <span class="note">{t(hint)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
