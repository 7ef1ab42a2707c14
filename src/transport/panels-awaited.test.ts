/** While a panel is awaited: what is said to it without a channel. */
import { expect, test } from 'vitest';
import { numbers, setUp } from './testdata/panels.ts';

test('all that it has not is said without a channel, at once, for the process may end without a word', () => {
  const { connect, add, meanwhile, time } = setUp();
  const one = connect();
  add(3);
  one.pull(1);
  one.cut();
  expect(numbers(meanwhile().flat())).toEqual([2, 3]);
  for (let n = 4; n < 7; n += 1) {
    time.now += 1_000;
    add(1);
    expect(numbers(meanwhile().flat())).toEqual([n]);
  }
});

test('all of it, however many pieces that takes', () => {
  const { connect, add, meanwhile, passTime } = setUp();
  const one = connect();
  one.pull(0);
  add(5, JSON.stringify('x'.repeat(100_000)));
  one.cut();
  const said = [meanwhile().flat()];
  for (let i = 0; i < 3; i += 1) {
    passTime(50);
    said.push(meanwhile().flat());
  }
  expect(said.map(numbers)).toEqual([[1, 2], [3, 4], [5], []]);
});

test('until it asks again: that it is connected is not enough', () => {
  const { connect, add, meanwhile, passTime } = setUp();
  const one = connect();
  one.pull(0);
  one.cut();
  const back = connect();
  add(1);
  expect(numbers(meanwhile().flat())).toEqual([1]);
  back.pull(0);
  add(1);
  passTime();
  expect([meanwhile(), numbers(back.taken())]).toEqual([[], [1, 2]]);
});

test('and no longer than it is awaited', () => {
  const { connect, add, meanwhile, passTime } = setUp();
  const one = connect();
  one.pull(0);
  one.cut();
  passTime();
  add(1);
  expect(meanwhile()).toEqual([]);
});

test('each message brings the word that the record was cleared, which it may overtake', () => {
  const { connectAndClear, add, meanwhile } = setUp();
  const { channel, word } = connectAndClear();
  channel.cut();
  add(1);
  const said = meanwhile();
  expect(said.map(([first]) => first)).toMatchObject([word]);
  expect(numbers(said.flat())).toEqual([3]);
});

test('what is said goes back to where the one is that has least', () => {
  const { connect, add, meanwhile } = setUp();
  add(3);
  const [one, two] = [connect(), connect()];
  one.pull(1);
  two.pull(2);
  one.cut();
  meanwhile();
  two.cut();
  expect(numbers(meanwhile().flat())).toEqual([2, 3]);
});
