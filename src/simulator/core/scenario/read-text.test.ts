import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './json-text.ts';
import { readScenarioText } from './read-text.ts';

const FILE = `{
  "title": "T",
  "about": "",
  "steps": [
    { "do": "arrive", "as": "call" },
    { "do": "anwser", "on": "call" }
  ]
}`;
const first = (text: string) => {
  const result = readScenarioText(text, 'my.json');
  return result.ok ? null : result.problems[0];
};

describe('readScenarioText', () => {
  it('reads a file, with a byte order mark too', () => {
    const good = FILE.replace('anwser', 'answer');
    expect(readScenarioText(good, 'my.json')).toMatchObject({ ok: true, scenario: { title: 'T' } });
    expect(readScenarioText(`\uFEFF${good}`, 'my.json')).toMatchObject({ ok: true });
  });
  it('shows the line and the place of what is wrong', () => {
    expect(first(FILE)).toEqual({
      path: 'steps[1].do',
      message: 'There is no act "anwser"; did you mean "answer"?',
      line: 6,
      column: 7,
      excerpt: '    { "do": "anwser", "on": "call" }',
      words: [
        'my.json:6:7 (steps[1].do): There is no act "anwser"; did you mean "answer"?',
        '        { "do": "anwser", "on": "call" }',
        '          ^',
      ].join('\n'),
    });
  });
  it('tells problems in the order of the file', () => {
    const text = '{\n"steps": [{ "do": "hold" }],\n"title": 5,\n"about": ""\n}';
    const result = readScenarioText(text, 'x');
    expect(result.ok ? [] : result.problems.map(({ line }) => line)).toEqual([2, 3]);
  });
  it.each<readonly [string, number, number, string]>([
    ['{\n  "title": "T",\n}', 2, 15, 'no comma before }'],
    ['{\n  "title": "T"\n  "about": ""\n}', 3, 3, 'A comma is missing before this, or a closing bracket'],
    ['{\n  title: "T"\n}', 2, 3, 'Keys stand in double quotation marks: "title"'],
    ["{\n  'title': 1\n}", 2, 3, 'double quotation marks only'],
    ['{\n  "title": \'T\'\n}', 2, 12, 'double quotation marks only'],
    ['{\n  "title": T\n}', 2, 12, 'T is no value: a text needs double quotation marks, "T"'],
    ['{\n  "title":\n}', 3, 1, 'A value or a key is missing before "}"'],
    ['{\n  "title" "T"\n}', 2, 11, 'After the key "title" a colon is missing'],
    ['{\n  "title": "T\n}', 2, 12, 'close it with a quotation mark'],
    ['{\n  "title": "T,\n  "about": ""\n}', 2, 12, 'does not end on its line'],
    ['{\n  "a": "\\q"\n}', 2, 8, 'a backslash is written'],
    ['{\n  // why\n  "title": "T"\n}', 2, 3, 'JSON has no comments'],
    ['{\n  "title": "T"', 2, 15, 'a } is missing'],
    ['[[1]', 1, 5, 'a ] is missing'],
    ['{\n  "at": 1:20\n}', 2, 10, 'A time such as 1:20 needs double quotation marks: "1:20"'],
    ['{ "a": 1, "a": 2 }', 1, 11, 'The key "a" is there twice'],
    ['{} {}', 1, 4, 'The file should end before this'],
    ['', 1, 1, 'The file ends here'],
    ['['.repeat(5000), 1, 101, 'nested more than 100 deep'],
  ])('explains %j', (text, line, column, message) => {
    const problem = first(text);
    expect(problem).toMatchObject({ line, column });
    expect(problem?.message).toContain(message);
  });
  it('refuses files over 5 MB', () => {
    expect(first(' '.repeat(5_000_001))?.message).toContain('longer than 5 MB');
  });
});

describe('readJson', () => {
  it('reads whatever JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const read = readJson(text);
        expect(read).toMatchObject({ ok: true });
        if (read.ok) expect(read.value).toEqual(JSON.parse(text));
      }),
    );
  });
  it('refuses whatever JSON.parse refuses, and never throws', () => {
    const letters = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'a',
      '1',
      '-',
      '.',
      'e',
      ' ',
      '\n',
      'true',
      '/',
    );
    fc.assert(
      fc.property(
        fc.array(letters).map((all) => all.join('')),
        (text) => {
          let parses = true;
          try {
            JSON.parse(text);
          } catch {
            parses = false;
          }
          const read = readJson(text);
          // Only a key that comes twice is refused here and taken there.
          if (!parses || read.ok || !read.message.includes('twice')) expect(read.ok).toBe(parses);
        },
      ),
    );
  });
  it('keeps __proto__ a key like others', () => {
    const read = readJson('{"__proto__": {"x": 1}}');
    expect(read.ok && Object.keys(Object(read.value))).toEqual(['__proto__']);
  });
});
