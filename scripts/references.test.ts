/** What source, tests, scripts and documents name as a place in a document is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['src', 'e2e', 'scripts', 'bench', 'dev', 'examples', 'docs', 'public'];
const NOT_OURS = /(?:^|\/)(?:node_modules|dist|test-results|playwright-report)\//;

/** Everything that people wrote, by its path: source, tests, scripts, schemas, documents. */
const TEXTS: ReadonlyMap<string, string> = new Map(
  [...readdirSync(ROOT), ...FOLDERS.flatMap(filesIn)]
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(?:[cm]?[jt]sx?|css|html|json|md|yml)$/.test(path) && !NOT_OURS.test(path))
    .filter((path) => path !== 'package-lock.json')
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
);
/** Documents of packages, which our scripts read. */
const OF_OTHERS = ['license.md'];
const DOCUMENTS = [...TEXTS.keys()].filter((path) => path.endsWith('.md'));

function filesIn(folder: string): readonly string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
}

/** A document without its code: neither headings nor links are read there. Lines stay where they are. */
function withoutCode(text: string): string {
  const lines = text.replace(/^(```|~~~).*\n[\s\S]*?^\1\s*$/gm, (block) => block.replace(/[^\n]/g, ''));
  return lines.replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()<>]/g, ''));
}

/** The anchor that GitHub gives a heading. */
function slug(heading: string): string {
  const words = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/<[^>]*>/g, '');
  return words
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** The ids that a document gives to places itself. */
const idsOf = (path: string) =>
  [...withoutCode(TEXTS.get(path) ?? '').matchAll(/<a (?:id|name)="([^"]*)">/g)].map(([, id = '']) => id);

/** All that can stand behind the # of a link to a document. A heading that comes again gets a number. */
function anchorsOf(path: string): ReadonlySet<string> {
  const anchors = new Set(idsOf(path));
  for (const [, heading = ''] of withoutCode(TEXTS.get(path) ?? '').matchAll(/^#{1,6} +(.*?)(?: +#+)?$/gm)) {
    const first = slug(heading);
    let anchor = first;
    for (let more = 1; anchors.has(anchor); more += 1) anchor = `${first}-${more}`;
    anchors.add(anchor);
  }
  return anchors;
}

const ANCHORS = new Map(DOCUMENTS.map((path) => [path, anchorsOf(path)]));

/** Why nothing is found at `path#anchor`; null if it is there. */
function missing(path: string, anchor: string | undefined): string | null {
  if (!existsSync(join(ROOT, path))) return 'there is no such file';
  if (anchor === undefined || !path.endsWith('.md')) return null;
  return ANCHORS.get(path)?.has(anchor) ? null : 'there is no such anchor';
}

/** The places that a text names by `find`, as far as they are not there. */
function lost(find: (path: string, text: string) => Iterable<readonly [place: string, why: string | null]>): string[] {
  return [...TEXTS].flatMap(([path, text]) =>
    [...find(path, text)].flatMap(([place, why]) => (why === null ? [] : [`${path}: ${place}: ${why}`])),
  );
}

describe('references', () => {
  it('a place in a document that is named anywhere is there', () => {
    let found = 0;
    const wrong = lost((_, text) =>
      [...text.matchAll(/(?<![\w./-])(docs\/[\w/-]+\.md)(?:#([\p{L}\p{N}_-]+))?/gu)].map(
        ([place, path = '', anchor]) => {
          found += 1;
          return [place, missing(path, anchor)] as const;
        },
      ),
    );
    expect(wrong).toEqual([]);
    expect(found).toBeGreaterThan(400);
  });

  it('every link of a document leads to a file, and to an anchor in it', () => {
    let found = 0;
    const wrong = lost((path, text) => {
      if (!path.endsWith('.md')) return [];
      const links = withoutCode(text).matchAll(/\]\(([^()\s]+)\)|^\[[^\]]+\]:\s*(\S+)|<(?:a href|img src)="([^"]+)"/gm);
      return [...links].flatMap(([, inline, below, html]) => {
        const target = inline ?? below ?? html ?? '';
        if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
        found += 1;
        const [file = '', anchor] = target.split('#');
        const wanted = file === '' ? path : normalize(join(dirname(path), decodeURI(file))).replaceAll('\\', '/');
        return [[target, missing(wanted, anchor)] as const];
      });
    });
    expect(wrong).toEqual([]);
    expect(found).toBeGreaterThan(100);
  });

  it('every file that a document names in code is there: from the root, from src, or beside the document', () => {
    let found = 0;
    const wrong = lost((path, text) => {
      if (!path.endsWith('.md')) return [];
      const names = text.matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.(?:[cm]?[jt]sx?|css|html|json|md|c))`/g);
      return [...names].flatMap(([, name = '']) => {
        if (NOT_OURS.test(name)) return [];
        found += 1;
        const isThere = ['', 'src', dirname(path)].some((folder) => existsSync(join(ROOT, folder, name)));
        return [[name, isThere ? null : 'there is no such file'] as const];
      });
    });
    expect(wrong).toEqual([]);
    expect(found).toBeGreaterThan(100);
  });

  it('no document is named that is not in the repository', () => {
    const names = new Set([...DOCUMENTS.map((path) => basename(path)), ...OF_OTHERS]);
    const wrong = lost((_, text) =>
      [...text.matchAll(/(?<![\w$}*])([\w-]+\.md)\b/g)].map(
        ([place, name = '']) => [place, names.has(name) ? null : 'there is no such document'] as const,
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('no section is named by its number: numbers move, names stay', () => {
    const wrong = lost((_, text) =>
      text.split('\n').flatMap((line) => (line.includes('\u00a7') ? [[line.trim(), 'names a number'] as const] : [])),
    );
    expect(wrong).toEqual([]);
  });

  it.each(DOCUMENTS)('%s gives an id to one place only', (path) => {
    const headings = withoutCode(TEXTS.get(path) ?? '').matchAll(/^#{1,6} +(.*?)(?: +#+)?$/gm);
    const ids = [...idsOf(path), ...new Set([...headings].map(([, heading = '']) => slug(heading)))];
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});
