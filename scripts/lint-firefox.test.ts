import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXPLANATIONS, type Explanation, type Finding, findHtml, judge, parseReport } from './lint-firefox.mjs';

const EXPLAINED: Explanation = {
  code: 'UNSAFE',
  file: /^assets\/[\w-]+\.js$/,
  source: /^\w+\.innerHTML=\w+\.__html\b/,
  why: 'It is only the library.',
};

const SOURCE = '"ä";\nlet a;t.innerHTML=f.__html;t.innerHTML=name';

/** Where the library does it. */
const FOUND: Finding = {
  _type: 'warning',
  code: 'UNSAFE',
  message: 'Unsafe assignment',
  description: 'May not be set',
  file: 'assets/panel-1.js',
  line: 2,
  column: 7,
};

function judged(findings: Finding[], explanation = EXPLAINED): { problems: string[]; accepted: string[] } {
  return judge(findings, [explanation], () => SOURCE);
}

describe('judge', () => {
  it('accepts what is explained, and says why', () => {
    expect(judged([FOUND])).toEqual({
      problems: [],
      accepted: ['warning UNSAFE in assets/panel-1.js\n    It is only the library.'],
    });
    expect(judged([{ ...FOUND, _type: 'notice' }]).problems).toEqual([]);
  });

  it.each<[string, Partial<Finding>]>([
    ['with another code', { code: 'OTHER' }],
    ['in another file', { file: 'relay.js' }],
    ['at another place', { column: 30 }],
    ['in another line', { line: 1 }],
    ['that is an error', { _type: 'error' }],
  ])('refuses a finding %s, and then the explanation that explains nothing', (_, changes) => {
    const { problems, accepted } = judged([{ ...FOUND, ...changes }]);
    expect(problems).toEqual([
      expect.stringMatching(/^(?:warning|error) \w+ in .*: Unsafe assignment\n {4}May not be set$/),
      expect.stringMatching(/^nothing is found any more that this explains: UNSAFE in /),
    ]);
    expect(accepted).toEqual([]);
  });

  it('refuses a second finding like an explained one', () => {
    expect(judged([FOUND, FOUND]).problems).toEqual([expect.stringContaining('assets/panel-1.js:2:7')]);
  });

  it('accepts a finding in the manifest by what it is about', () => {
    const explanation = { code: 'KEY', file: /^manifest\.json$/, about: 'gecko.some_key', why: 'It is ignored.' };
    const finding: Finding = { _type: 'warning', code: 'KEY', message: 'Key', file: 'manifest.json' };
    const about = (key: string) =>
      judged([{ ...finding, description: `Not supported: "${key}"` }], explanation).problems;
    expect(about('gecko.some_key')).toEqual([]);
    expect(about('gecko.other_key')).toHaveLength(2);
    expect(judged([finding], explanation).problems).toHaveLength(2);
  });

  it('says a finding that has no place', () => {
    const finding: Finding = { _type: 'error', code: 'JSON', message: 'No JSON', description: '', file: null };
    expect(judge([finding], [], () => '').problems).toEqual(['error JSON: No JSON']);
  });

  it('has nothing to say where nothing was found and nothing is explained', () => {
    expect(judge([], [], () => '')).toEqual({ problems: [], accepted: [] });
  });
});

it('explains an error of Chromium’s build only where it says so, and none of Firefox’s', () => {
  const explanation = { code: 'UNSAFE', file: EXPLAINED.file, why: EXPLAINED.why, isError: true } as const;
  expect(judged([{ ...FOUND, _type: 'error' }], explanation).problems).toEqual([]);
  expect(judged([FOUND], explanation).problems).toHaveLength(2);
  expect(EXPLANATIONS.firefox.filter(({ isError }) => isError)).toEqual([]);
});

it('explains each in words', () => {
  for (const { why } of [...EXPLANATIONS.firefox, ...EXPLANATIONS.chromium]) expect(why).toMatch(/^[A-Z].{20,}\.$/);
});

describe('parseReport', () => {
  it('reads what web-ext wrote, among what else it says', () => {
    const report = { count: 2, errors: [{ code: 'A' }], warnings: [], notices: [{ code: 'B' }] };
    expect(parseReport(`Applying config\n${JSON.stringify(report)}\n`)).toEqual([{ code: 'A' }, { code: 'B' }]);
  });

  it('takes no silence for a good report, and no report that lacks some of its findings', () => {
    expect(parseReport('')).toBeUndefined();
    expect(parseReport('{"count":1,"errors":[],"warnings":[],"notices":[]}')).toBeUndefined();
  });
});

describe('findHtml', () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'lint-firefox-'));
    mkdirSync(join(dir, 'panel'));
  });

  afterEach(() => {
    rmSync(dir, { recursive: true });
  });

  it.each(['<b dangerouslySetInnerHTML={{ __html: a }} />', 'b.innerHTML = a', "b.insertAdjacentHTML('x', a)"])(
    'finds %s in a source',
    (text) => {
      writeFileSync(join(dir, 'panel', 'View.tsx'), text);
      expect(findHtml(dir)).toEqual([expect.stringContaining(`${join('panel', 'View.tsx')} says `)]);
    },
  );

  it('does not mind a test that reads what was made, or a source that makes none', () => {
    writeFileSync(join(dir, 'panel', 'View.test.tsx'), 'expect(root.innerHTML)');
    mkdirSync(join(dir, 'panel', 'testdata'));
    writeFileSync(join(dir, 'panel', 'testdata', 'inspect.ts'), 'root.outerHTML');
    writeFileSync(join(dir, 'panel', 'View.tsx'), '<b>{a}</b>');
    expect(findHtml(dir)).toEqual([]);
  });
});
