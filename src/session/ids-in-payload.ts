/** Which interactions a payload of unknown form may be about. */
import { readId } from '../protocol/read.ts';

/** Characters of ids of one event that are remembered. */
const MOST_OF_IDS = 10_000;

/** The ids that a payload of unknown form may mean: its top-level texts and numbers, and those of `interaction`. */
export function idsIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return [];
  const ids = new Set<string>();
  let length = 0;
  for (const [key, value] of Object.entries(data).slice(0, 100)) {
    const id =
      key === 'interaction' && typeof value === 'object' && value !== null
        ? readId(value.interactionId)
        : readId(value);
    if (id === null || ids.has(id)) continue;
    length += id.length;
    if (length <= MOST_OF_IDS) ids.add(id);
  }
  return [...ids];
}
