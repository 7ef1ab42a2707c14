import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkScenario, Mistake, readScenarioOption, readSettingsOption } from './files.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wwe-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

const WHOLE = {
  title: 'Own',
  about: 'A call.',
  settings: { deliveries: 'double' },
  actors: { maria: { name: 'Maria' } },
  steps: [
    { do: 'arrive', as: 'call', from: 'maria', userData: { A: 1 } },
    { after: '3s', do: 'answer', on: 'call', times: 2, every: '1s' },
    { do: 'post', message: { a: [1] } },
  ],
};

/** A scenario in which one part is something else. */
const spoilt = fc
  .tuple(
    fc.constantFrom(
      ['title'],
      ['steps'],
      ['steps', 0],
      ['steps', 0, 'do'],
      ['steps', 1, 'after'],
      ['steps', 2, 'message'],
      ['actors', 'maria'],
      ['settings'],
      ['settings', 'deliveries'],
      ['__proto__'],
      ['steps', 1, 'times'],
      ['steps', 0, 'userData'],
    ),
    fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>(1e300, -1, '', '9'.repeat(1_000), nested(90), nested(1_000), [], {}),
    ),
  )
  .map(([keys, value]) => put(WHOLE, keys, value));

/** Lists in lists. */
function nested(depth: number): unknown {
  let value: unknown = 'in';
  for (let n = 0; n < depth; n++) value = n % 2 === 0 ? [value] : { value };
  return value;
}

/** A copy with something else at a place. */
function put(value: unknown, [key, ...rest]: readonly (string | number)[], part: unknown): unknown {
  if (key === undefined) return part;
  if (Array.isArray(value)) return value.map((one, n) => (n === key ? put(one, rest, part) : one));
  const entries = new Map(Object.entries(Object(value)));
  entries.set(String(key), put(entries.get(String(key)), rest, part));
  return Object.fromEntries(entries);
}

/** Resolves with whether it was taken. Fails for anything but a mistake that is told in words. */
async function outcome(work: () => unknown): Promise<'taken' | 'told'> {
  try {
    await work();
    return 'taken';
  } catch (error) {
    expect(error).toBeInstanceOf(Mistake);
    expect(String(error).length).toBeLessThan(100_000);
    return 'told';
  }
}

describe('a broken file', () => {
  it('is told of in words, whatever stands in it', async () => {
    const text = fc.oneof(
      fc.string(),
      spoilt.map((one) => JSON.stringify(one)),
      fc.tuple(spoilt, fc.nat(400)).map(([one, cut]) => JSON.stringify(one).slice(0, cut)),
      fc.constantFrom(
        '',
        '\ufeff',
        '['.repeat(200_000),
        '{"a":'.repeat(200_000),
        '"'.repeat(99),
        'null',
        '\0',
        '{"title":1,"title":2}',
      ),
      fc.uint8Array({ maxLength: 50 }),
    );
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const file = join(folder, 'own.json');
        await writeFile(file, content);
        await outcome(() => readScenarioOption(file));
        await outcome(() => readSettingsOption(file));
      }),
    );
    expect(await outcome(() => checkScenario(WHOLE, 'own.ts'))).toBe('taken');
  });
  it('is told of in words, whatever a module gives', async () => {
    const around: Record<string, unknown> = { ...WHOLE };
    around.about = around;
    const value = fc.oneof(
      fc.anything(),
      spoilt,
      fc.constantFrom<unknown>(around, nested(50_000), { ...WHOLE, steps: [around] }),
    );
    await fc.assert(
      fc.asyncProperty(value, async (given) => void (await outcome(() => checkScenario(given, 'own.ts')))),
    );
  });
});
