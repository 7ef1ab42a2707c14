/** A value as a tree: folded, keyboard-driven, safe for any size, with tokens masked. */
import { useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../text/i18n.ts';
import { useFindable } from '../../ui/find/findable.ts';
import { ownKeys } from '../../ui/keys.ts';
import { pathsAbove } from './diff.ts';
import './json.css';
import { BEGINNING, type Shown } from './line-text.ts';
import { CHUNK, FIRST, listing, type TreeRow, treeRows, type Unfolded } from './rows.ts';
import { rangeInLine, withPlace } from './show-place.ts';
import { type Marked, TreeLine } from './TreeLine.tsx';
import { jsonText } from './text.ts';
import { placesIn, type TreePlace } from './tree-find.ts';

/** What the tree shows. */
export interface JsonTreeProps {
  readonly value: unknown;
  /** The accessible name of the tree. */
  readonly label?: string;
  /** The keys above the value, which may say that it is a token. */
  readonly names?: readonly string[];
  /** Paths (JSON pointer) that changed with the last event. */
  readonly changed?: ReadonlySet<string>;
  /** Whether the first level begins unfolded; yes if not said. */
  readonly unfold?: boolean;
  /** Receives the whole as JSON; without it there is no copy button. */
  readonly onCopy?: (text: string) => void;
}

const NOTHING: ReadonlySet<string> = new Set();
const NO_NAMES: readonly string[] = [];

/** See the file's head. */
export function JsonTree({ value, label, names = NO_NAMES, changed = NOTHING, unfold = true, onCopy }: JsonTreeProps) {
  const [unfolded, setUnfolded] = useState<Unfolded>(() => new Map(unfold ? [['', FIRST]] : []));
  const [shown, setShown] = useState<ReadonlySet<string>>(NOTHING);
  /** What is shown of long texts, by path. */
  const [parts, setParts] = useState<ReadonlyMap<string, Shown>>(() => new Map());
  const [active, setActive] = useState('');
  const lines = useRef<HTMLDivElement>(null);
  const above = useMemo(() => pathsAbove(changed), [changed]);
  const rows = treeRows(value, unfolded, '', names);
  const activeAt = Math.max(
    0,
    rows.findIndex((row) => idOf(row) === active),
  );

  const drawn = useRef({ rows, parts });
  drawn.current = { rows, parts };
  useFindable(
    lines,
    useMemo(() => ({ of: {}, search }), [value, shown]),
  );
  function* search(needle: RegExp) {
    for (const place of placesIn({ value, names, shown }, needle))
      yield place && { show: () => show(place), range: () => rangeInLine(lines.current, drawn.current, place) };
  }
  function show(place: TreePlace): void {
    setUnfolded((before) => place.above.reduce((list, { path, index }) => listing(list, path, index), before));
    setParts((before) => withPlace(before, place));
    setActive(place.path);
  }

  const toggle = (row: TreeRow, open: boolean) => {
    const next = new Map(unfolded);
    const listed = next.get(row.path) ?? FIRST;
    if (row.kind === 'more') {
      const { from, to } = listed;
      next.set(row.path, row.side === 'after' ? { from, to: to + CHUNK } : { from: Math.max(0, from - CHUNK), to });
    } else if (open && row.holds > 0) next.set(row.path, listed);
    else next.delete(row.path);
    setUnfolded(next);
  };
  const mark = (row: TreeRow): Marked => {
    if (changed.has(row.path)) return 'changed';
    return above.has(row.path) ? 'inside' : null;
  };

  const focus = (index: number) => {
    const line = lines.current?.children[Math.min(Math.max(index, 0), rows.length - 1)];
    if (line instanceof HTMLElement) line.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[activeAt];
    if (!row || event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLButtonElement) return;
    const open = row.kind === 'value' && row.open;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(activeAt + 1),
      ArrowUp: () => focus(activeAt - 1),
      Home: () => focus(0),
      End: () => focus(rows.length - 1),
      ArrowRight: () => (open || row.kind === 'more' ? focus(activeAt + 1) : toggle(row, true)),
      ArrowLeft: () => (open ? toggle(row, false) : focus(parentIndex(rows, activeAt))),
      Enter: () => toggle(row, !open),
      ' ': () => toggle(row, !open),
    };
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  return (
    <div class="json">
      {onCopy && (
        <div class="json-bar">
          <button type="button" onClick={() => onCopy(jsonText(value, names, shown))}>
            {t('json_copy')}
          </button>
        </div>
      )}
      <div class="json-tree" role="tree" aria-label={label ?? t('json_label')} ref={lines}>
        {rows.map((row, index) =>
          row.kind === 'more' ? (
            <div
              key={idOf(row)}
              class="json-line json-more"
              role="treeitem"
              aria-level={row.level}
              tabIndex={index === activeAt ? 0 : -1}
              style={{ paddingInlineStart: `${row.level * 14}px` }}
              onFocus={() => setActive(idOf(row))}
              onClick={() => toggle(row, true)}
              onKeyDown={ownKeys(onKeyDown)}
            >
              {t(
                row.side === 'after' ? 'json_more_children' : 'json_more_before',
                Math.min(CHUNK, row.left).toLocaleString(),
                row.left.toLocaleString(),
              )}
            </div>
          ) : (
            <TreeLine
              key={idOf(row)}
              row={row}
              marked={mark(row)}
              shown={shown.has(row.path)}
              part={parts.get(row.path) ?? BEGINNING}
              tabIndex={index === activeAt ? 0 : -1}
              onFocus={() => setActive(idOf(row))}
              onToggle={() => toggle(row, !row.open)}
              onKeyDown={onKeyDown}
              onShow={() => setShown(new Set([...shown, row.path]))}
              onPart={(part) => setParts(new Map(parts).set(row.path, part))}
            />
          ),
        )}
      </div>
    </div>
  );
}

function idOf(row: TreeRow): string {
  return row.kind === 'more' ? `more ${row.side}:${row.path}` : row.path;
}

function parentIndex(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let i = index - 1; i >= 0; i -= 1) if ((rows[i]?.level ?? 1) < level) return i;
  return index;
}
