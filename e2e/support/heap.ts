/** What an isolate of Chromium still holds, looked up in a snapshot of its heap. All worlds of a page are in one isolate. */
import type { CDPSession } from '@playwright/test';

/** V8 cuts strings in snapshots unless told otherwise: give this to the browser (`--js-flags`). */
export const WHOLE_STRINGS = '--js-flags=--heap-snapshot-string-limit=100000000';

/** A snapshot as V8 writes it. */
export interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

/** So many are told of. */
const MOST_WAYS = 10;

/** How something is reached from the roots: what holds what, outermost first. */
export type Way = string;

/** Takes a snapshot of the heap after garbage collection. */
export async function takeSnapshot(session: CDPSession): Promise<Snapshot> {
  const chunks: string[] = [];
  const hear = ({ chunk }: { readonly chunk: string }) => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', hear);
  // What the first collection only finds to be unused is freed by the next.
  for (let n = 0; n < 3; n += 1) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', hear);
  return JSON.parse(chunks.join('')) as Snapshot;
}

/** The strings that hold one of the words, each with the shortest way to it. */
export function holdersOf(
  { snapshot: { meta }, nodes, edges, strings }: Snapshot,
  words: readonly string[],
): readonly Way[] {
  const width = meta.node_fields.length;
  const field = (name: string) => meta.node_fields.indexOf(name);
  const [type, name, edgeCount] = [field('type'), field('name'), field('edge_count')];
  const edgeWidth = meta.edge_fields.length;
  const at = (list: readonly number[], index: number) => list[index] ?? 0;
  const typeOf = (node: number) => meta.node_types[0][at(nodes, node + type)] ?? '?';
  const nameOf = (node: number) => strings[at(nodes, node + name)] ?? '';
  const isHolder = (node: number) => /string/.test(typeOf(node)) && words.some((word) => nameOf(node).includes(word));

  const firstEdge = new Map<number, number>();
  let edge = 0;
  for (let node = 0; node < nodes.length; node += width) {
    firstEdge.set(node, edge);
    edge += at(nodes, node + edgeCount) * edgeWidth;
  }
  const steps = new Map<number, { readonly from: number; readonly by: string }>([[0, { from: -1, by: '' }]]);
  const found: number[] = [];
  for (const node of steps.keys()) {
    if (isHolder(node)) found.push(node);
    const begin = firstEdge.get(node) ?? 0;
    for (let one = begin; one < begin + at(nodes, node + edgeCount) * edgeWidth; one += edgeWidth) {
      const kind = meta.edge_types[0][at(edges, one)] ?? '?';
      const to = at(edges, one + 2);
      if (kind === 'weak' || steps.has(to)) continue;
      const label = at(edges, one + 1);
      const by = kind === 'element' || kind === 'hidden' ? `[${label}]` : (strings[label] ?? '?');
      steps.set(to, { from: node, by: `${kind} ${by}` });
    }
  }
  const describe = (node: number): Way => {
    const parts: string[] = [];
    for (let one = node; one > 0; one = steps.get(one)?.from ?? 0) {
      parts.unshift(`${steps.get(one)?.by} → ${typeOf(one)} ${nameOf(one).slice(0, 80)}`);
    }
    return parts.join('\n  ');
  };
  return found.slice(0, MOST_WAYS).map(describe);
}
