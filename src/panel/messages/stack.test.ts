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
