// @vitest-environment happy-dom
import { type RefObject, render } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useStage } from '../../testdata/stage.ts';
import { HEADER, ROW, rowsIn, useVirtualScroll } from '../../ui/virtual-scroll.ts';
import { useTail } from './tail.ts';

const stage = useStage();
/** Rows in the table, and the height of its scroller in rows. */
let [count, height] = [0, 0];
/** What was drawn last: the first row, and the row after the last. */
let drawn: readonly [number, number] = [0, 0];
let unseen = 0;
/** What the observer of its size does. */
let resized = () => {};
/** How far it is scrolled, in CSS px. */
let top = 0;

/** Has an element scroll as browsers do: no further than to its end. */
function useScrolling(scroller: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const get = () => top;
    const set = (to: number) => {
      top = Math.max(0, Math.min(to, (count - height + 1) * ROW));
    };
    if (scroller.current) Object.defineProperty(scroller.current, 'scrollTop', { get, set, configurable: true });
  }, []);
}

function Table({ count }: { readonly count: number }) {
  const scroller = useRef<HTMLDivElement>(null);
  useScrolling(scroller);
  const scroll = useVirtualScroll(scroller);
  const rows = useMemo(() => ({ length: count, timeAt: (index: number) => index }), [count]);
  const tail = useTail(scroller, rows, true, scroll);
  const { first, last } = rowsIn(scroll.viewport, count, scroll.margin);
  drawn = [first, last];
  ({ unseen } = tail);
  resized = scroll.measure;
  return (
    <div
      ref={scroller}
      onScroll={() => {
        tail.scrolled();
        scroll.measure();
      }}
    />
  );
}

const scrollerOf = () => stage.root.firstElementChild ?? expect.fail('nothing is drawn');

function draw(rows: number): void {
  count = rows;
  act(() => render(<Table count={rows} />, stage.root));
}

function scrolled(): void {
  act(() => void scrollerOf().dispatchEvent(new Event('scroll')));
}

/** Rows that a person sees: those between the header, which stays, and the lower edge. */
function seen(): readonly [number, number] {
  const { scrollTop } = scrollerOf();
  return [Math.floor(scrollTop / ROW), Math.min(count, Math.ceil((scrollTop + (height - 1) * ROW) / ROW))];
}

function expectSeenDrawn(): void {
  const [first, last] = seen();
  expect(drawn[0]).toBeLessThanOrEqual(first);
  expect(drawn[1]).toBeGreaterThanOrEqual(last);
}

beforeEach(() => {
  // happy-dom lays nothing out, and scrolls as far as one likes.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(() => HEADER + (height - 1) * ROW);
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockImplementation(() => HEADER + count * ROW);
  top = 0;
});
afterEach(() => void vi.restoreAllMocks());

test('the end is followed, with more rows and with fewer', () => {
  height = 40;
  for (const rows of [10, 500, 900, 300]) {
    draw(rows);
    expect(seen()[1]).toBe(rows);
    expectSeenDrawn();
  }
});

test('when the panel becomes lower, what stands at the top stays there; with the next row, the end is followed again', () => {
  height = 40;
  draw(300);
  const [first] = seen();
  height = 10;
  act(resized);
  expect(seen()[0]).toBe(first);
  expectSeenDrawn();
  draw(301);
  expect(seen()[1]).toBe(301);
  expectSeenDrawn();
});

test('once it is left, nothing moves, and new rows are counted', () => {
  height = 20;
  draw(500);
  scrollerOf().scrollTop = 100 * ROW;
  scrolled();
  draw(510);
  expect([seen()[0], unseen]).toEqual([100, 10]);
  expectSeenDrawn();
  height = 10;
  act(resized);
  expect(seen()[0]).toBe(100);
  expectSeenDrawn();
});
