import { expect, it } from 'vitest';
import { gatherTypes } from './build-types.mjs';

const FILES: Readonly<Record<string, string>> = {
  'a/entry.d.ts': `import type { B } from '../b.ts';\nexport type { C } from './c.tsx';\nexport declare const d: import("../d.ts").D;\n`,
  'b.d.ts': `import type { Readable } from 'node:stream';\nimport type { A } from './a/entry.ts';\n`,
  'a/c.d.ts': '',
  'd.d.ts': '',
  'other.d.ts': `import type { V } from 'valibot';\n`,
};
const read = (path: string): string => FILES[path] ?? '';

it('takes the files that entries need, each once, and names them as built files', () => {
  const gathered = gatherTypes(['a/entry.d.ts'], read);
  expect([...gathered.keys()].sort()).toEqual(['a/c.d.ts', 'a/entry.d.ts', 'b.d.ts', 'd.d.ts']);
  expect(gathered.get('a/entry.d.ts')).toBe(
    `import type { B } from '../b.js';\nexport type { C } from './c.js';\nexport declare const d: import("../d.js").D;\n`,
  );
  expect(gathered.get('b.d.ts')).toContain("'node:stream'");
});

it('refuses types of a package, which the users of ours may not have', () => {
  expect(() => gatherTypes(['other.d.ts'], read)).toThrow('other.d.ts needs the types of valibot');
});
