/** The lines as they are drawn: a case of one interaction has no line of its own. Pure. */
import type { SessionCase } from '../../../session/model.ts';
import type { TableLine } from './table-lines.ts';

type InteractionLine = Extract<TableLine, { is: 'interaction' }>;

/** One line as it is drawn. `alone`: the case of an interaction that is the only one in it. */
export type ShownLine =
  | Extract<TableLine, { is: 'case' }>
  | (InteractionLine & { readonly alone?: SessionCase | undefined });

/**
 * Makes lines that remember: what is as it was is the same object. A case keeps its line where the filter hides another one of
 * its interactions, and where it was folded while it had more.
 */
export function createShownLines(): (lines: readonly TableLine[]) => readonly ShownLine[] {
  const made = new WeakMap<InteractionLine, { readonly known: SessionCase; readonly line: ShownLine }>();

  function lone(line: InteractionLine, known: SessionCase): ShownLine {
    const before = made.get(line);
    if (before?.known === known) return before.line;
    const next: ShownLine = { ...line, alone: known };
    made.set(line, { known, line: next });
    return next;
  }

  return (lines) => {
    const shown: ShownLine[] = [];
    let alone: SessionCase | null = null;
    for (const line of lines) {
      if (line.is === 'case') {
        alone = line.total === 1 && !line.folded ? line.known : null;
        if (!alone) shown.push(line);
      } else {
        shown.push(alone ? lone(line, alone) : line);
      }
    }
    return shown;
  };
}
