import { expect, it } from 'vitest';
import { segmentsOf } from './windowing.ts';

const heights = Array.from({ length: 1000 }, (_, row) => 20 + (row % 3));
const rowsOf = (segments: ReturnType<typeof segmentsOf>) =>
  segments.flatMap((segment) => ('row' in segment ? [segment.row] : []));

it('draws what is in sight, and takes the whole room', () => {
  const segments = segmentsOf(heights, { top: 5000, height: 400 });
  const room = segments.reduce((sum, one) => sum + ('row' in one ? (heights[one.row] ?? 0) : one.gap), 0);
  expect(room).toBe(heights.reduce((sum, own) => sum + own, 0));
  const rows = rowsOf(segments);
  expect(rows.length).toBeLessThan(100);
  expect(rows).toContain(Math.floor(5200 / 21));
  expect(rows).toEqual(rows.toSorted((a, b) => a - b));
});

it('keeps single rows, each at its place', () => {
  const rows = rowsOf(segmentsOf(heights, { top: 0, height: 100 }, (row) => row === 900));
  expect(rows.at(-1)).toBe(900);
  expect(rows.at(-2)).toBeLessThan(100);
});

it('draws a short list whole', () => {
  expect(rowsOf(segmentsOf([30, 30, 30], { top: 0, height: 100 }))).toEqual([0, 1, 2]);
});
