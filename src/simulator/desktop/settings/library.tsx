/** Where a page of one's own finds a client library, if it has none. */
import { useSignal } from '@preact/signals';
import { LIBRARY_PATH } from '../../remote/library.ts';
import { isFound } from './changes.ts';

const TITLE = 'A page of your own';

/** The line for the page, to be copied. @param address of the desktop @param filter as typed in the drawer */
export function Library({
  address,
  filter,
  copy,
}: {
  address: string;
  filter: string;
  copy: (text: string) => Promise<void>;
}) {
  const note = useSignal('');
  const line = `<script src="${new URL(LIBRARY_PATH, address).href}"></script>`;
  if (!isFound(filter, [TITLE, 'client library', line])) return null;
  return (
    <section class="setting-group" aria-label={TITLE}>
      <h3>{TITLE}</h3>
      <p class="quiet">
        A page that has no client library of Genesys’ takes the simulator’s, with this line before its own scripts:
      </p>
      <p>
        <code>{line}</code>{' '}
        <button
          type="button"
          aria-label="Copy the line for the client library"
          onClick={() =>
            copy(line).then(
              () => (note.value = 'Copied.'),
              (error: unknown) => (note.value = `Could not copy: ${error instanceof Error ? error.message : error}`),
            )
          }
        >
          Copy
        </button>{' '}
        <span class="quiet" role="status">
          {note.value}
        </span>
      </p>
    </section>
  );
}
