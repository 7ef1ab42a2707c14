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

describe.each(['SECURITY.md', 'docs/privacy.md'])('%s', (document) => {
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

it('every title of SECURITY.md stands behind its file', () => {
  const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
  const titles = named('SECURITY.md').flatMap((one) => one.titles);
  expect(titles).toHaveLength(text.match(/“/g)?.length ?? 0);
});
