import { expect, test } from 'vitest';
import { callingFrame, isSource, placeText, stackFrames } from './stack.ts';

const CHROMIUM = `Error
    at Object.sendMessage (https://page.example.com/js/wwe-service-client-api.js:120:9)
    at setUserData (https://page.example.com/js/wwe-service-client-api.js:300:5)
    at HTMLButtonElement.onSave (https://page.example.com/app.js?v=3:12:34)
    at async https://page.example.com/:40:7
    at <anonymous>`;
const FIREFOX = `sendMessage@https://page.example.com/bundle.js:1:200
promise callback*setUserData@https://page.example.com/bundle.js:1:300
onSave@https://page.example.com/bundle.js:12:34
@https://page.example.com/:40:7
`;

test('reads what Chromium writes', () => {
  expect(stackFrames(CHROMIUM).map(({ name, url, line, column }) => [name, url, line, column])).toEqual([
    ['Object.sendMessage', 'https://page.example.com/js/wwe-service-client-api.js', 120, 9],
    ['setUserData', 'https://page.example.com/js/wwe-service-client-api.js', 300, 5],
    ['HTMLButtonElement.onSave', 'https://page.example.com/app.js?v=3', 12, 34],
    ['', 'https://page.example.com/', 40, 7],
  ]);
});

test('reads what Firefox writes', () => {
  expect(stackFrames(FIREFOX).map(({ name, url, line }) => [name, url, line])).toEqual([
    ['sendMessage', 'https://page.example.com/bundle.js', 1],
    ['setUserData', 'https://page.example.com/bundle.js', 1],
    ['onSave', 'https://page.example.com/bundle.js', 12],
    ['', 'https://page.example.com/', 40],
  ]);
});

test.each([CHROMIUM, FIREFOX])('the calling line is the page’s, not the library’s', (stack) => {
  expect(callingFrame(stackFrames(stack), 'interaction.setUserData')?.line).toBe(12);
});

test('what the library calls before it posts is passed over, whatever its name', () => {
  const stack = 'o@https://a.example/c.js:1:9\nblockMarkdone@https://a.example/c.js:1:5\nu@https://a.example/p.js:3:1';
  expect(callingFrame(stackFrames(stack), 'interaction.blockMarkdone')?.line).toBe(3);
});

test('a function of the page that bears the service’s name is the page’s', () => {
  const stack = 'get@https://a.example/c.js:1:9\nget@https://a.example/p.js:7:1\nmain@https://a.example/p.js:9:1';
  expect(callingFrame(stackFrames(stack), 'agent.get')?.line).toBe(7);
});

test.each([
  ['wwe-service-client-api.js', 3],
  ['service-client.js?v=7', 3],
  ['service-client-api-2.1.min.js', 3],
  ['customer-service-client.js', 1],
])('the library’s file is known by its name: %s', (file, line) => {
  const stack = `o@https://a.example/${file}:1:9\ni/<@https://a.example/${file}:1:5\nu@https://a.example/p.js:3:1`;
  expect(callingFrame(stackFrames(stack), 'interaction.blockMarkdone')?.line).toBe(line);
});

test('a page that calls sendMessage itself is its own caller', () => {
  const stack = 'save@https://a.example/p.js:7:1\nmain@https://a.example/p.js:9:1';
  expect(callingFrame(stackFrames(stack), 'agent.get')?.line).toBe(7);
});

const EVALUATED = `Error
    at Object.get (https://page.example.com/lib.js:120:9)
    at eval (eval at run (https://page.example.com/app.js:4:7), <anonymous>:1:27)
    at run (https://page.example.com/app.js:40:7)`;
const EVALUATED_IN_FIREFOX = `get@https://page.example.com/lib.js:120:9
@https://page.example.com/app.js line 40 > eval:1:27
run@https://page.example.com/app.js:40:11
`;

test('evaluated text has no place of its own: the line that evaluated it is the calling line', () => {
  const frames = stackFrames(EVALUATED);
  expect(frames.map(({ name, url, line }) => [name, url, line])).toEqual([
    ['Object.get', 'https://page.example.com/lib.js', 120],
    ['eval', '<anonymous>', 1],
    ['run', 'https://page.example.com/app.js', 40],
  ]);
  for (const stack of [EVALUATED, EVALUATED_IN_FIREFOX]) {
    const read = stackFrames(stack);
    expect(read.map(isSource)).toEqual([true, false, true]);
    expect(callingFrame(read, 'agent.get')?.line).toBe(40);
  }
  expect(callingFrame(frames.slice(0, 2), 'agent.get')?.url).toBe('<anonymous>');
  const named = '    at eval (eval at eval (eval at f (a.js:1:2), <anonymous>:3:4), made.js:5:6)';
  expect(stackFrames(named).map(({ url, line }) => [url, line])).toEqual([['made.js', 5]]);
});

test('a stack of the library alone is not hidden', () => {
  expect(callingFrame(stackFrames('subscribe@https://a.example/b.js:1:2'), 'subscribe')?.line).toBe(1);
  expect(callingFrame([], 'subscribe')).toBeNull();
});

test('places are short, and only addresses can be opened', () => {
  const places = (stack: string) => stackFrames(stack).map((frame) => [placeText(frame), isSource(frame)]);
  expect(places(CHROMIUM).slice(2)).toEqual([
    ['app.js:12', true],
    ['page.example.com:40', true],
  ]);
  expect(places('    at f (<anonymous>:1:2)')).toEqual([['<anonymous>:1', false]]);
});

test('hostile stacks are read in a moment', () => {
  const stack = `at ${'('.repeat(1e6)}:1:2\n${'at a (b:1:2)\n'.repeat(10_000)}`;
  expect(stackFrames(stack).length).toBe(99);
});
