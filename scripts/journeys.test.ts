import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const E2E = join(import.meta.dirname, '..', 'e2e');

/** What is a parameter in a title (`${seed}`) ends its comparison. */
const fixedPart = (title: string) => (title.split('${')[0] ?? '').replace(/ \(seed $|[:,] $| $/, '');

/** File and title of every journey in the sources, as the table writes them. */
function journeys(): readonly (readonly [file: string, title: string])[] {
  const files = readdirSync(E2E, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.spec.ts'));
  return files.flatMap((file) => {
    const source = readFileSync(join(E2E, file), 'utf8');
    const titles = [...source.matchAll(/^ *test\w*\(\s*(['`])((?:(?!\1).)+)\1,/gm)].map(([, , title = '']) => title);
    return titles.map((title) => [file.replace('.spec.ts', '').replaceAll('\\', '/'), fixedPart(title)] as const);
  });
}

/** The same of the table. */
function rows(): readonly (readonly [file: string, title: string])[] {
  const text = readFileSync(join(E2E, 'README.md'), 'utf8');
  return text.split('\n').flatMap((line) => {
    const [, file = '', title = '', runs, shows] = line.split('|').map((cell) => cell.trim());
    const isRow = runs !== undefined && shows !== undefined && shows !== '' && file !== 'file' && !file.startsWith('-');
    return isRow ? [[file, title] as const] : [];
  });
}

const sorted = (all: readonly (readonly [string, string])[]) => [...new Set(all.map((one) => one.join(': ')))].sort();

it('the table names every journey, and none that is not there', () => {
  expect(journeys().length).toBeGreaterThan(80);
  expect(sorted(rows())).toEqual(sorted(journeys()));
});
