// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { Duration, spanText } from './Duration.tsx';
import { exactTime, installClocks } from './format.ts';
import { installTexts, messagesLookup } from './i18n.ts';

const HOUR = 3_600_000;
let now = 0;
let jumps: readonly number[] = [];
beforeEach(() => {
  installTexts(messagesLookup(english));
  jumps = [];
  installClocks({ at: (t) => t, jumps: () => jumps, now: () => now });
});

function draw(vnode: Parameters<typeof render>[0]): HTMLElement {
  const root = document.createElement('div');
  act(() => render(vnode, root));
  return root.querySelector<HTMLElement>('.lasting') ?? expect.fail('nothing is drawn');
}

test('what is over: short in sight, exact on hover, with its beginning and end', () => {
  const drawn = draw(<Duration from={1_000} to={66_327} />);
  expect(drawn.textContent).toBe('1 m 05 s');
  expect(drawn.title).toBe(`1 m 05.327 s\nfrom ${exactTime(1_000)}\nto ${exactTime(66_327)}`);
  expect(draw(<Duration ms={12.34} isFine words={(text) => `+ ${text}`} />).outerHTML).toBe(
    '<span class="lasting " title="12.3 ms">+ 12.3 ms</span>',
  );
});

test('what goes on: exact as of when the pointer comes, and not touched while it is read', () => {
  const root = document.createElement('div');
  const show = (to: number) => act(() => render(<Duration from={1_000} to={to} isRunning />, root));
  show(3_000);
  const drawn = root.querySelector<HTMLElement>('.lasting') ?? expect.fail('nothing is drawn');
  expect([drawn.textContent, drawn.title]).toEqual(['2 s', '']);
  now = 3_456;
  act(() => void drawn.dispatchEvent(new Event('pointerenter')));
  const title = `2.456 s so far\nsince ${exactTime(1_000)}`;
  expect(drawn.title).toBe(title);
  show(4_000);
  expect([drawn.textContent, drawn.title]).toEqual(['3 s', title]);
});

test('says what the wall clock did in between, where that is known', () => {
  const span = { ms: 60_000, from: 0, to: 60_000, isRunning: false };
  expect(spanText(span)).not.toContain('clock');
  jumps = [HOUR + 20];
  expect(spanText(span)).toContain('the computer’s clock went ahead by 1 h 00 m: it was set, or the computer slept.');
  jumps = [-HOUR, 2_000, 3_000, 4_000, 5_000];
  expect(spanText(span)).toContain('was set back by 1 h 00 m.');
  expect(spanText(span)).toContain('It jumped more often: 2 more.');
  // A sum has no beginning: nobody knows what was in between.
  expect(spanText({ ...span, from: null, to: null })).toBe('1 m 00.000 s');
  expect(spanText(span, 'At most.')).toMatch(/\nAt most\.$/);
});

test('every duration of the panel is drawn by it', () => {
  const panel = join(import.meta.dirname, '..');
  const names = readdirSync(panel, { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => /\.tsx?$/.test(name) && !/\.test\.|testdata/.test(name));
  expect(sources.length).toBeGreaterThan(100);
  // A bar of the waterfall has its exact times and durations as lines on hover; a report is a text.
  const messages = ['Waterfall.tsx', 'report-parts.ts', 'report.ts'].map((name) => join('features', 'messages', name));
  const others = [...messages, join('text', 'Duration.tsx'), join('text', 'format.ts')];
  const drawing = sources.filter((name) => {
    const text = readFileSync(join(panel, name), 'utf8');
    return /\b(?:duration|runningTime|fineDuration|exactDuration)\(/.test(text);
  });
  expect(drawing.sort()).toEqual(others);
});
