// @vitest-environment happy-dom
import { render } from 'preact';
import { useRef } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useStage } from '../testdata/stage.ts';
import { HEADER, ROW, rowsIn, useVirtualScroll } from './virtual-scroll.ts';

const stage = useStage();

const HEIGHT = HEADER + 10 * ROW;

/** What each drawing drew: the first row, and the row after the last. */
let drawings: (readonly [number, number])[] = [];

interface TableProps {
  readonly count: number;
  readonly filter: unknown;
  readonly isAtEnd?: boolean;
}

function Table({ count, filter, isAtEnd = false }: TableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const scroll = useVirtualScroll(scroller, filter);
  if (isAtEnd) scroll.expectEnd(count);
  const { first, last } = rowsIn(scroll.viewport, count, scroll.margin);
  drawings.push([first, last]);
  return <div ref={scroller} onScroll={scroll.measure} />;
}

/** @returns what was drawn because of it */
function draw(props: TableProps): readonly (readonly [number, number])[] {
  drawings = [];
  act(() => render(<Table {...props} />, stage.root));
  return drawings;
}

function scrollTo(top: number): readonly (readonly [number, number])[] {
  drawings = [];
  act(() => {
    const scroller = stage.root.firstElementChild;
    if (scroller) scroller.scrollTop = top;
    scroller?.dispatchEvent(new Event('scroll'));
  });
  return drawings;
}

beforeEach(() => {
  // happy-dom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(HEIGHT);
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('rows in sight are drawn first, and those beyond once they are on the screen', () => {
  const drawn = draw({ count: 1_000, filter: 'one filter' });
  // How high the table is, nobody knows at first: 600 px.
  expect([drawn[0], drawn.at(-1)]).toEqual([
    [0, 29],
    [0, 24],
  ]);
});

test('with another filter again; while only more rows come or one scrolls, all at once', () => {
  draw({ count: 1_000, filter: 'one filter' });
  scrollTo(100 * ROW);
  expect(draw({ count: 900, filter: 'another' })).toEqual([
    [100, 112],
    [88, 124],
  ]);
  expect(draw({ count: 901, filter: 'another' })).toEqual([[88, 124]]);
  expect(scrollTo(200 * ROW)).toEqual([[188, 224]]);
});

test('a table that will be scrolled to its end draws the rows there, and no others before', () => {
  draw({ count: 1_000, filter: 'one filter' });
  const end = HEADER + 500 * ROW - HEIGHT;
  expect(draw({ count: 500, filter: 'one filter', isAtEnd: true })).toEqual([[478, 500]]);
  // It is there now: that changes nothing.
  expect(scrollTo(end)).toEqual([]);
});

test('a panel that nobody sees has no rows in sight: some are drawn all the same, from the beginning', () => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(0);
  draw({ count: 1_000, filter: 'one filter', isAtEnd: true });
  expect(draw({ count: 500, filter: 'another', isAtEnd: true })).toEqual([
    [0, 12],
    [0, 12],
  ]);
});
