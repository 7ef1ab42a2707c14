// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { partsIn, rangeOf } from './dom-text.ts';
import { createFinder, type FindProgress, MOST_FOUND } from './finder.ts';
import { needleOf, spansIn } from './needle.ts';

afterEach(() => document.body.replaceChildren());

/** A finder over some HTML of the test's own, whose slices are run by hand. */
function over(html: string) {
  const root = document.createElement('div');
  root.innerHTML = html;
  document.body.append(root);
  const waiting: (() => void)[] = [];
  let told: FindProgress | undefined;
  let time = 0;
  const finder = createFinder({
    root: () => root,
    later: (work) => waiting.push(work),
    now: () => {
      time += 1;
      return time;
    },
    onChange: (progress) => {
      told = progress;
    },
  });
  const run = () => {
    for (let work = waiting.shift(); work; work = waiting.shift()) work();
    return told;
  };
  return { root, finder, run, waiting, told: () => told };
}

it('finds every place that an ordinary search finds, whatever the slices', () => {
  const letters = fc.constantFrom('a', 'b', '.', 'É', 'é', '\\', '(');
  fc.assert(
    fc.property(
      fc.array(letters, { maxLength: 40 }),
      fc.array(letters, { minLength: 1, maxLength: 3 }),
      (text, typed) => {
        const whole = text.join('');
        const wanted = typed.join('');
        const found = [...spansIn(whole, needleOf(wanted))].filter((one) => one !== null);
        const plain: number[] = [];
        const [low, small] = [whole.toLowerCase(), wanted.toLowerCase()];
        for (let at = low.indexOf(small); at >= 0; at = low.indexOf(small, at + small.length)) plain.push(at);
        expect(found.map(({ from }) => from)).toEqual(plain);
      },
    ),
  );
});

it('finds what lies across two slices of a long text, once', () => {
  const text = `${'x'.repeat(99_998)}needle${'x'.repeat(200_000)}needle`;
  const found = [...spansIn(text, needleOf('NEEDLE'))].filter((one) => one !== null);
  expect(found.map(({ from }) => from)).toEqual([99_998, 300_004]);
});

it('finds text across elements of one line, and none across lines or in controls', () => {
  const { root } = over(
    '<p>sta<b>te: HELD</b></p><p>HE</p><p>LD</p><button>HELD</button><select><option>HELD</select>',
  );
  const parts = partsIn(root).flatMap((part) => (part.is === 'text' ? [part.of] : []));
  expect(parts.map(({ text }) => text)).toEqual(['state: HELD', 'HE', 'LD']);
  const [line = expect.fail('no line')] = parts;
  expect(rangeOf(line, { from: 2, to: 7 })?.toString()).toBe('ate: ');
});

it('goes from place to place round the end, with the number of each', () => {
  const { finder, run, told } = over('<p>one two</p><p>One</p><p>one</p>');
  finder.look('one');
  expect(run()).toEqual({ count: 3, at: -1, isDone: true, isCut: false });
  const at = (by: 1 | -1) => {
    finder.step(by);
    return told()?.at;
  };
  expect([at(1), at(1), at(1), at(1), at(-1)]).toEqual([0, 1, 2, 0, 2]);
  finder.look('nowhere');
  expect(run()).toMatchObject({ count: 0, isDone: true });
  expect(finder.step(1)).toBeNull();
});

it('works in slices, counts as it goes, and keeps no more places than it can', () => {
  const { finder, waiting, told } = over(`<p>${'a'.repeat(2 * MOST_FOUND)}</p>`);
  finder.look('a');
  expect(told()).toMatchObject({ isDone: false });
  const first = told()?.count ?? 0;
  expect(first).toBeLessThan(100);
  waiting.shift()?.();
  expect(told()?.count).toBeGreaterThan(first);
  for (let work = waiting.shift(); work; work = waiting.shift()) work();
  expect(told()).toMatchObject({ count: MOST_FOUND, isDone: true, isCut: true });
});

it('begins anew when what is searched has changed, and goes on from the place of the same number', () => {
  const { root, finder, run, told } = over('<p>one</p><p>one</p>');
  finder.look('one');
  run();
  finder.step(1);
  finder.step(1);
  expect(finder.changed()).toBe(false);
  root.insertAdjacentHTML('beforeend', '<p>one</p>');
  expect(finder.changed()).toBe(true);
  run();
  expect(told()).toMatchObject({ count: 3, at: 1 });
});

it('a search that was replaced does nothing any more', () => {
  const { finder, waiting, run } = over(`<p>${'ab'.repeat(5_000)}</p>`);
  finder.look('a');
  const old = waiting.shift();
  finder.look('none of it');
  run();
  old?.();
  expect(finder.progress.count).toBe(0);
});
