import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksOfShard, parseShard, shardArgument } from './shard.mjs';

interface Check {
  readonly name: string;
  readonly needs?: 'build';
}

const BUILD: Check = { name: 'build' };
const TYPES: Check = { name: 'types' };
const LINT: Check = { name: 'lint' };
const SIZES: Check = { name: 'sizes', needs: 'build' };

describe('parseShard', () => {
  it.each([
    ['1/1', { index: 1, total: 1 }],
    ['1/2', { index: 1, total: 2 }],
    ['12/12', { index: 12, total: 12 }],
  ])('reads %s', (text, shard) => {
    expect(parseShard(text)).toEqual(shard);
    expect(shardArgument(shard)).toEqual([`--shard=${text}`]);
  });

  it.each(['3/2', '0/2', '0/0', 'x', '', '1', '1/', '/2', '-1/2', '1/2/3', '1.5/2', ' 1/2', '1/x'])(
    'says in words that "%s" is none',
    (text) => {
      expect(() => parseShard(text)).toThrow(`"${text}" is not a shard. It is a number, a slash`);
    },
  );
});

describe('checksOfShard', () => {
  const checks = [BUILD, TYPES, LINT, SIZES];

  it('gives each machine some of the checks', () => {
    expect(checksOfShard(checks, [], { index: 1, total: 2 })).toEqual([BUILD, TYPES, SIZES]);
    expect(checksOfShard(checks, [], { index: 2, total: 2 })).toEqual([LINT]);
  });

  it('builds on each machine whose checks or suites need it', () => {
    expect(checksOfShard(checks, [{ needs: 'build' }], { index: 2, total: 2 })).toEqual([BUILD, LINT]);
    expect(checksOfShard([BUILD, TYPES, SIZES], [], { index: 2, total: 2 })).toEqual([BUILD, SIZES]);
  });

  it('builds nothing that nobody asked for', () => {
    expect(checksOfShard([TYPES, SIZES], [{ needs: 'build' }], { index: 1, total: 1 })).toEqual([TYPES, SIZES]);
  });

  it('runs each check on exactly one machine, and the build on one at least', () => {
    const some = fc.array(fc.constantFrom<Pick<Check, 'needs'>>({}, { needs: 'build' }), { maxLength: 8 });
    fc.assert(
      fc.property(some, some, fc.integer({ min: 1, max: 9 }), (needs, suites, total) => {
        const all = [BUILD, ...needs.map((need, at) => ({ ...need, name: `check ${at}` }))];
        const shards = Array.from({ length: total }, (_, at) => checksOfShard(all, suites, { index: at + 1, total }));
        const ran = shards.flat();
        expect(
          ran
            .filter((check) => check !== BUILD)
            .map(({ name }) => name)
            .sort(),
        ).toEqual(all.slice(1).map(({ name }) => name));
        expect(ran).toContain(BUILD);
        for (const shard of shards) {
          const mustBuild = [...shard, ...suites].some((step) => step.needs === 'build');
          if (mustBuild) expect(shard).toContain(BUILD);
        }
      }),
    );
  });
});
