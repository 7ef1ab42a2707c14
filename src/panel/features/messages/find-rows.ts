/** Lets the search in details find messages of a list, of which only those in sight are drawn. */
import type { RefObject } from 'preact';
import { useMemo } from 'preact/hooks';
import { masked } from '../../../protocol/tokens.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import { wireTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { partsIn, rangeOf } from '../../ui/find/dom-text.ts';
import { type Found, useFindable } from '../../ui/find/findable.ts';
import { spansIn } from '../../ui/find/needle.ts';
import type { RowFacts } from './columns.tsx';
import { initiatorOf, numberOf } from './content.ts';
import type { MessageLines } from './equal-folds.ts';
import { nameOf, seenText } from './labels.ts';
import { placeText } from './stack.ts';

/** Rows between two pauses. */
const ROWS = 50;

/** What a row says, cell by cell, for a search. Tokens are masked. */
export function rowTexts(row: MessageRow, { session, clients }: RowFacts): readonly string[] {
  const client = row.client === null ? undefined : clients.get(row.client);
  const frame = initiatorOf(session, row);
  const texts = [
    String(numberOf(row, session)),
    wireTime(row.t),
    nameOf(row),
    row.detail,
    row.interactionId ?? '',
    client ? `${client.number} · ${client.name}` : t('messages_client_unknown'),
    frame ? placeText(frame) : '',
    seenText(row),
  ];
  return texts.map(masked);
}

/**
 * Makes rows findable: a row that holds what is looked for is one place.
 * @param body the element whose rows are drawn
 * @param show brings a row into sight
 */
export function useFindRows(
  body: RefObject<Element | null>,
  lines: MessageLines,
  facts: RowFacts,
  show: (index: number) => void,
): void {
  function* search(needle: RegExp): Generator<Found | null> {
    const holds = (text: string) => Boolean(spansIn(text, needle).next().value);
    for (let index = 0; index < lines.length; index += 1) {
      const row = lines.at(index);
      if (row && rowTexts(row, facts).some(holds))
        yield { show: () => show(index), range: () => rangeInLine(body.current, 'data-message', row.key, needle) };
      if (index % ROWS === 0) yield null;
    }
  }
  useFindable(
    body,
    useMemo(() => ({ of: lines, search }), [lines]),
  );
}

/**
 * Where a line that is drawn says it first; the whole of a cell where what is found is not drawn.
 * @param attribute that holds the key of a line
 */
export function rangeInLine(body: Element | null, attribute: string, key: string, needle: RegExp): Range | null {
  const row = [...(body?.children ?? [])].find((one) => one.getAttribute(attribute) === key);
  if (!row) return null;
  const texts = partsIn(row).flatMap((part) => (part.is === 'text' ? [part.of] : []));
  for (const text of texts) {
    const { value: span } = spansIn(text.text, needle).next();
    if (span) return rangeOf(text, span);
  }
  const [first] = texts;
  return first ? rangeOf(first, { from: 0, to: first.text.length }) : null;
}
