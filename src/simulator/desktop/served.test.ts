import { describe, expect, it } from 'vitest';
import type { PageProblem } from '../remote/page-problem.ts';
import { NOTHING_SERVED, writePageProblem, writeServed } from '../remote/start.ts';
import { writeToken } from '../remote/token.ts';
import { askForStart, askForToken, watchPage } from './served.ts';

const DOWN: PageProblem = { is: 'down', words: 'It does not answer.' };

describe('what the host page asks its server for', () => {
  it('is how it was started', async () => {
    const served = {
      ...NOTHING_SERVED,
      page: 'http://a.example/',
      scenario: { steps: [undefined] },
      settings: { a: 1n },
    };
    expect(await askForStart(async () => new Response(writeServed(served)))).toEqual(served);
    expect(await askForStart(async () => new Response('', { status: 404 }))).toEqual(NOTHING_SERVED);
    await expect(askForStart(async () => new Response('{}'))).rejects.toThrow();
  });
  it('is the token that the page would be served with', async () => {
    const page = '<!doctype html><html><head><title>WWE</title></head></html>';
    expect(
      await askForToken(async () => new Response(writeToken(page, { token: 'a-B_9', isOpenerNamed: false }))),
    ).toBe('a-B_9');
    expect(await askForToken(async () => new Response(page))).toBeNull();
    expect(
      await askForToken(
        async () => new Response(writeToken(page, { token: 'a', isOpenerNamed: true }), { status: 403 }),
      ),
    ).toBeNull();
    expect(await askForToken(async () => Promise.reject(new TypeError('nobody')))).toBeNull();
  });
  it('is the page again and again, as long as nothing answers there', async () => {
    const answers = [writePageProblem(DOWN), writePageProblem(DOWN), writePageProblem(null)];
    const told: unknown[] = [];
    const waits: { readonly ms: number; readonly work: () => void }[] = [];
    const parts = {
      get: async () => new Response(answers.shift() ?? 'nothing more was to be asked'),
      later: (ms: number, work: () => void) => void waits.push({ ms, work }),
      signal: new AbortController().signal,
      tell: (problem: PageProblem | null) => void told.push(problem),
    };
    await watchPage(parts);
    expect(waits).toHaveLength(1);
    await watchPage(parts);
    await watchPage(parts);
    expect(told).toEqual([DOWN, DOWN, null]);
    expect(waits.map(({ ms }) => ms)).toEqual([2000, 2000]);
  });
  it('is only once a page that stands in its own way', async () => {
    const waits: unknown[] = [];
    const told: unknown[] = [];
    const refused: PageProblem = { is: 'refused', words: 'It refuses.' };
    await watchPage({
      get: async () => new Response(writePageProblem(refused)),
      later: (ms) => void waits.push(ms),
      signal: new AbortController().signal,
      tell: (problem) => void told.push(problem),
    });
    expect([told, waits]).toEqual([[refused], []]);
  });
});
