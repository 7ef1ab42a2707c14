/** A text of a page, wherever one is shown: as it is, isolated from what stands beside it, and nothing of it unseen. */

import { masked } from '../../protocol/tokens.ts';
import { plural, t } from './i18n.ts';
import { inWords, piecesOf, type Spaces } from './invisible.ts';
import './text.css';

interface PageTextProps {
  readonly text: string;
  readonly spaces?: Spaces;
  /** `shown`: the user asked for the tokens in it, or is the one who typed them. */
  readonly tokens?: 'masked' | 'shown';
}

/**
 * Renders it, tokens masked. An invisible character stands in an element that says its name by CSS: who selects and copies the text gets
 * the text, and who hears it hears the name.
 */
export function PageText({ text: given, spaces = 'all', tokens = 'masked' }: PageTextProps) {
  const text = tokens === 'masked' ? masked(given) : given;
  if (text === '') return <span class="unseen" data-name={t('text_empty')} />;
  return (
    // What stands in quotes is code: it runs from left to right.
    <bdi class="page-text" dir={spaces === 'none' ? 'ltr' : undefined}>
      {piecesOf(text, spaces).map((piece, index) =>
        piece.is === 'text' ? (
          piece.text
        ) : (
          <span
            key={index}
            class="unseen"
            data-name={piece.is === 'rest' ? plural('text_rest', piece.text.length) : piece.name}
          >
            {piece.text}
          </span>
        ),
      )}
    </bdi>
  );
}

/** As `PageText`, where no element can stand: titles, accessible names, sentences. */
export function pageText(text: string, spaces: Spaces = 'all'): string {
  return text === '' ? `⟨${t('text_empty')}⟩` : inWords(masked(text), spaces);
}
