import { expect, it } from 'vitest';
import { judgeScripts } from './check-build-known.mjs';
import { EXPLANATIONS, type Finding, foundBy, parseReport } from './lint-firefox.mjs';

const SOURCE = '"ä";\nlet a;t.innerHTML=f.__html;t.innerHTML=name';

/** Where Preact does it. */
const FOUND: Finding = {
  _type: 'warning',
  code: 'UNSAFE_VAR_ASSIGNMENT',
  message: 'Unsafe assignment',
  description: 'May not be set',
  file: 'assets/panel-1.js',
  line: 2,
  column: 7,
};
const KEY: Finding = {
  _type: 'warning',
  code: 'KEY_FIREFOX_UNSUPPORTED_BY_MIN_VERSION',
  message: 'Key',
  description: 'Not supported: "/browser_specific_settings.gecko.data_collection_permissions"',
  file: 'manifest.json',
};
const ALL = [FOUND, KEY, { ...KEY, code: 'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION' }];

const problemsOf = (findings: readonly Finding[]) =>
  judgeScripts(
    findings.map((finding) => foundBy(finding, () => SOURCE)),
    EXPLANATIONS,
  );

it('accepts what is explained', () => {
  expect(problemsOf(ALL)).toEqual([]);
});

it.each<[string, Finding]>([
  ['with another code', { ...FOUND, code: 'OTHER' }],
  ['in another file', { ...FOUND, file: 'relay.js' }],
  ['at another place', { ...FOUND, column: 30 }],
  ['in another line', { ...FOUND, line: 1 }],
  ['that is an error', { ...FOUND, _type: 'error' }],
  ['of another key', { ...KEY, description: 'Not supported: "other"' }],
  ['like an explained one', FOUND],
  ['of no file', { _type: 'error', code: 'JSON', message: 'No JSON', file: null }],
])('refuses one more finding %s', (_, finding) => {
  expect(problemsOf([...ALL, finding])).toEqual([expect.stringContaining(finding.message)]);
});

it('refuses an explanation that explains nothing', () => {
  expect(problemsOf(ALL.slice(1))).toEqual([expect.stringContaining('nothing is found any more that this explains')]);
});

it('explains each in words', () => {
  for (const { why } of EXPLANATIONS) expect(why).toMatch(/^[A-Z].{20,}\.$/);
});

it('reads what web-ext wrote, among what else it says', () => {
  const report = { count: 2, errors: [{ code: 'A' }], warnings: [], notices: [{ code: 'B' }] };
  expect(parseReport(`Applying config\n${JSON.stringify(report)}\n`)).toEqual([{ code: 'A' }, { code: 'B' }]);
});

it('takes no silence for a good report, and no report that lacks some of its findings', () => {
  expect(parseReport('')).toBeUndefined();
  expect(parseReport('{"count":1,"errors":[],"warnings":[],"notices":[]}')).toBeUndefined();
});
