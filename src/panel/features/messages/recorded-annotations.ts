/** Marks, pins and notes as lines of a recording, and back. */
import type { Annotation, Fact } from '../../../entry/fact.ts';
import { keyOf } from '../../../session/rows/row-slot.ts';
import { rowsOf } from '../../stores/message-rows.ts';
import type { PanelStores } from '../../stores/panel.ts';
import { annotationsOf, madeAnnotations } from './annotations.ts';

/** The facts of a session with what the user put into its log: pins and notes behind their entries, marks at the end. */
export function* withAnnotations(facts: Iterable<Fact>, stores: Pick<PanelStores, 'messages'>): Generator<Fact, void> {
  const annotations = madeAnnotations(stores);
  if (!annotations) {
    yield* facts;
    return;
  }
  for (const fact of facts) {
    yield fact;
    if (fact.what !== 'entry') continue;
    const { document, entry } = fact;
    const key = keyOf({ document, n: entry.n });
    const [pinned, note] = [annotations.isPinned({ key }), annotations.noteOf({ key })];
    if (pinned || note !== '') yield { what: 'annotation', document, n: entry.n, pinned, note };
  }
  for (const { t, name } of annotations.marks.peek()) yield { what: 'mark', t, name };
}

/** Puts into the log of a recording what stands in its file. What is on no row is left out. */
export function restoreAnnotations(
  given: readonly Annotation[],
  stores: Pick<PanelStores, 'messages' | 'watching'>,
): void {
  const annotations = annotationsOf(stores);
  const list = rowsOf(stores.watching.session);
  for (const one of given) {
    if (one.what === 'mark') {
      annotations.addMark(one.t, one.name);
      continue;
    }
    const row = list.get(keyOf(one));
    if (!row) continue;
    if (one.pinned) annotations.pin(row, true);
    if (one.note !== '') annotations.note(row, one.note);
  }
}
