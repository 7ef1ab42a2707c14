import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** A test that a document names: `file`: “title”, “title”. Without titles, a file. */
interface Named {
  readonly file: string;
  readonly titles: readonly string[];
}

/** What a document names, in its order. */
function named(document: string): readonly Named[] {
  const text = readFileSync(join(root, document), 'utf8').replaceAll(/\s+/g, ' ');
  const titled = /`((?:[\w-]+\/)+[\w.-]+\.(?:[mc]?[jt]sx?|json|md))`((?::|,)? ?(?:“[^”]+”(?:, )?)*)/g;
  return [...text.matchAll(titled)].map(([, file = '', after = '']) => ({
    file,
    titles: [...after.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
  }));
}

describe.each(['SECURITY.md', 'docs/privacy.md', 'docs/failures.md'])('%s', (document) => {
  const all = named(document);

  it('names files that are there, and tests that are in them', () => {
    expect(all.length).toBeGreaterThan(2);
    const missing = all.flatMap(({ file, titles }) => {
      if (!existsSync(join(root, file))) return [file];
      const source = readFileSync(join(root, file), 'utf8');
      return titles.filter((title) => !source.includes(title)).map((title) => `${file}: ${title}`);
    });
    expect(missing).toEqual([]);
  });

  it('leads to documents that are there', () => {
    const text = readFileSync(join(root, document), 'utf8');
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !existsSync(join(root, document, '..', link)))).toEqual([]);
  });
});

it.each(['SECURITY.md', 'docs/failures.md'])('every title of %s stands behind its file', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const titles = named(document).flatMap((one) => one.titles);
  expect(titles).toHaveLength(text.match(/“/g)?.length ?? 0);
});

it('docs/failures.md leaves none of the fifty out, and each shows something or says that there is nothing', () => {
  const text = readFileSync(join(root, 'docs/failures.md'), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| \d/.test(line));
  const numbers = rows.flatMap((row) => row.split('|')[1]?.split(',').map(Number) ?? []);
  expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  expect(rows.filter((row) => !/“|not built|not tested/.test(row))).toEqual([]);
});
