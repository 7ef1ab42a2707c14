/** The lines of a comparison of two interactions: their stories, then their user data; and how many of them differ. Pure. */
import type { SessionInteraction } from '../../../session/model.ts';
import { differsByNature } from '../../values/compare/by-nature.ts';
import { type Compared, compareValues, type Differences } from '../../values/compare/compare.ts';
import { type CompareRow, compareRows } from '../../values/compare/compare-rows.ts';
import type { Steps } from '../../values/steps.ts';
import type { StoryPair } from './compare-stories.ts';

/** One line. */
export type ComparedRow =
  | { readonly kind: 'pair'; readonly id: string; readonly pair: StoryPair }
  /** Above the user data. */
  | { readonly kind: 'data'; readonly id: string }
  | CompareRow;

/** How many lines differ. */
export interface ComparedCounts {
  readonly differ: number;
  readonly left: number;
  readonly right: number;
  /** What both have at another place counts once. */
  readonly moved: number;
}

/** What differs in the user data of two interactions, in steps. Ids of their own are others by nature. Null: neither has any. */
export function* compareUserData(left: SessionInteraction, right: SessionInteraction): Steps<Compared | null> {
  if (left.raw.userData === undefined && right.raw.userData === undefined) return null;
  const [leftIds, rightIds] = [idsIn(left), idsIn(right)];
  const isOwn = (ids: ReadonlySet<unknown>, value: unknown) => ids.has(typeof value === 'number' ? `${value}` : value);
  return yield* compareValues(
    left.raw.userData,
    right.raw.userData,
    (name, before, after) => (isOwn(leftIds, before) && isOwn(rightIds, after)) || differsByNature(name, before, after),
  );
}

/** The ids that are an interaction's own, or its case's. */
function idsIn({ id, formerIds, interaction }: SessionInteraction): ReadonlySet<unknown> {
  const { interactionUUID, caseId, parentInteractionId, callUuid } = interaction;
  const ids = [id, ...formerIds, interactionUUID, caseId, parentInteractionId, callUuid];
  return new Set(ids.filter((one) => one !== undefined && one !== ''));
}

/**
 * The lines, in steps.
 * @param data null: neither has user data
 * @param opened ids of folded lines whose values are to be shown
 */
export function* comparedRows(
  pairs: readonly StoryPair[],
  data: Compared | null,
  opened: ReadonlySet<string>,
): Steps<readonly ComparedRow[]> {
  const story = pairs.map((pair) => ({ kind: 'pair', id: `line ${pair.id}`, pair }) as const);
  return data === null ? story : [...story, { kind: 'data', id: 'data' }, ...(yield* compareRows(data, opened, false))];
}

/** Whether a line is one of those that are counted. */
export function isDifference(row: ComparedRow): boolean {
  return row.kind === 'pair' ? row.pair.is !== 'same' : row.kind === 'value' && row.isDifference;
}

/** Counts the lines that differ. @param data of the user data; null: there is none */
export function countDifferences(pairs: readonly StoryPair[], data: Differences | null): ComparedCounts {
  const count = (kind: StoryPair['is']) => pairs.filter(({ is }) => is === kind).length;
  return {
    differ: count('changed') + (data?.changed ?? 0),
    left: count('removed') + (data?.removed ?? 0),
    right: count('added') + (data?.added ?? 0),
    moved: count('moved') / 2,
  };
}
