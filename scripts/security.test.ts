/** What SECURITY.md, docs/privacy.md and docs/failures.md claim: each claim has a link to a test, and each link a file. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** A file of tests, or of measurements. */
const TESTS = /\.(?:test|spec)\.tsx?$|^bench\/[\w-]+\.mjs$/;

/** The files that a text of a document links to, from the root. */
function linksIn(text: string, document: string): readonly string[] {
  const links = [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)\s]*)?\)/g)];
  return links.map(([, link = '']) => posix.normalize(posix.join(dirname(document), link)));
}

/** The files that a text of a document names in code, from the root. */
const namedIn = (text: string) =>
  [...text.matchAll(/`((?:[\w-]+\/)+[\w.-]+\.(?:[mc]?[jt]sx?|json|md))`/g)].map(([, file = '']) => file);

/** The links of a text to files of tests that are there. */
const testsIn = (text: string, document: string) =>
  linksIn(text, document).filter((file) => TESTS.test(file) && existsSync(join(ROOT, file)));

/** The part of a text below a heading of the second order. */
const partOf = (text: string, heading: string) => (text.split(`\n## ${heading}\n`)[1] ?? '').split('\n## ')[0] ?? '';

/** The items of the lists of a text that begin with bold words: in SECURITY.md, what is claimed. */
const boldItems = (text: string) => text.match(/^- \*\*.*(?:\n {2}.*)*/gm) ?? [];

/** The parts of a text below its headings of the third order, with these. */
const sections = (text: string) =>
  text
    .split(/^(?=#{2,3} )/m)
    .filter((part) => part.startsWith('### '))
    .map((part) => ({ heading: part.split('\n')[0] ?? '', part }));

describe.each(['SECURITY.md', 'docs/privacy.md', 'docs/failures.md'])('%s', (document) => {
  it('names files that are there, and links to files that are there', () => {
    const files = [...namedIn(read(document)), ...linksIn(read(document), document)];
    expect(files.length).toBeGreaterThan(2);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});

it('each claim of SECURITY.md has a link to a file of tests', () => {
  const claims = boldItems(partOf(read('SECURITY.md'), 'Threats'));
  expect(claims.length).toBeGreaterThan(30);
  expect(claims.filter((claim) => testsIn(claim, 'SECURITY.md').length === 0)).toEqual([]);
});

it('each heading below the threats of SECURITY.md claims something', () => {
  const silent = sections(partOf(read('SECURITY.md'), 'Threats')).filter(({ part }) => boldItems(part).length === 0);
  expect(silent.map(({ heading }) => heading)).toEqual([]);
});

it('what SECURITY.md calls tests are files of tests', () => {
  const listed = [...read('SECURITY.md').matchAll(/Tests:\s+((?:\[[^\]]*\]\([^)]*\)[,.]\s*)+)/g)];
  expect(listed.length).toBeGreaterThan(30);
  const files = listed.flatMap(([, links = '']) => linksIn(links, 'SECURITY.md'));
  expect(files.filter((file) => !TESTS.test(file))).toEqual([]);
});

describe('docs/failures.md', () => {
  const entries = sections(read('docs/failures.md'));

  it('leaves none of the fifty out', () => {
    const numbers = entries.flatMap(
      ({ heading }) => /^### No\. ([\d, ]+):/.exec(heading)?.[1]?.split(',').map(Number) ?? [],
    );
    expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it('each entry has a link to a file of tests, or says that there is nothing', () => {
    const bare = entries.filter(
      ({ part }) => testsIn(part, 'docs/failures.md').length === 0 && !/not built|not tested/i.test(part),
    );
    expect(bare.map(({ heading }) => heading)).toEqual([]);
  });

  it('an entry says Tests before its links to tests, and nothing else there', () => {
    const listed = entries.flatMap(({ part }) => part.match(/^- Tests: .*(?:\n {2}.*)*/gm) ?? []);
    expect(listed.length).toBeGreaterThan(40);
    expect(listed.flatMap((text) => linksIn(text, 'docs/failures.md')).filter((file) => !TESTS.test(file))).toEqual([]);
  });
});
