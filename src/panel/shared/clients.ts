/** What clients are called: by a name in lists, by a number in the views and the filter. */

import { masked } from '../../protocol/tokens.ts';
import type { SessionDocument } from '../../session/model.ts';
import { t } from '../text/i18n.ts';
import { pageText } from '../text/PageText.tsx';

/** How a client is named: its page's title, its origin, its place among the frames. */
export function clientName({ info, live }: SessionDocument): string {
  const title = info.title.slice(0, 60);
  const name = t('client_name', title === '' ? t('client_untitled') : pageText(masked(title)), info.origin, info.path);
  return live ? name : t('client_ended', name);
}

/** Numbers from 1, by time origin. */
export type ClientNumbers = ReadonlyMap<string, { readonly number: number; readonly name: string }>;

/** Numbers the clients among a session's documents. */
export function numberClients(documents: readonly SessionDocument[]): ClientNumbers {
  return new Map(
    documents
      .filter(({ isClient }) => isClient)
      .map(({ info }, index) => [
        info.document,
        { number: index + 1, name: info.title.slice(0, 60) || info.origin || t('client_untitled') },
      ]),
  );
}

/** Whether two numberings say the same. */
export function sameNumbers(a: ClientNumbers, b: ClientNumbers): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([document, { number, name }]) => {
    const other = b.get(document);
    return other?.number === number && other.name === name;
  });
}
