import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { npm } from '../../scripts/setup/dependencies.mjs';
import { expect, test } from './support.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const run = promisify(execFile);

/** What a user of the package writes. */
const USE = `
import { createWriteStream, createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import { createHeader, type Fact, openRecording, writeRecording } from 'wwe-devtools/recording';
import { LIBRARY, recordScenario, type RunningSimulator, type Scenario, scenarioOf, startSimulator } from 'wwe-devtools/simulator';

const scenario: Scenario = LIBRARY['quarantine'];
const { facts } = recordScenario(scenario, { seed: 7 });
await pipeline(Readable.from(writeRecording(createHeader({ tool: 'mine' }), facts, { gzip: true })), createWriteStream('a.ndjson.gz'));
const recording = await openRecording(createReadStream('a.ndjson.gz'));
const read: Fact[] = [];
for await (const fact of recording.facts) read.push(fact);
const simulator: RunningSimulator = await startSimulator({ port: 0, settings: { rateLimit: 3 }, recording: createReadStream('a.ndjson.gz') });
const { status } = await fetch(simulator.url);
await simulator.close();
console.log(JSON.stringify({ same: isDeepStrictEqual(read, facts), problems: recording.findings.all, status, scenarioOf: typeof scenarioOf }));
`;

test('the npm package works in an empty project: its types, its two libraries and its command', async ({ page }) => {
  const project = await mkdtemp(join(tmpdir(), 'wwe-package-'));
  const inProject = async (command: string, ...args: readonly string[]): Promise<string> => {
    const { stdout } = await run(command, args, { cwd: project });
    return stdout;
  };
  await writeFile(join(project, 'package.json'), '{ "type": "module", "private": true }');
  const [program, words] = npm(['pack', '--json', '--ignore-scripts', '--pack-destination', project]);
  const [packed] = JSON.parse((await run(program, words, { cwd: ROOT })).stdout);
  const files: readonly string[] = packed.files.map(({ path }: { path: string }) => path);
  expect(files.filter((path) => !/^(?:dist|docs|scripts\/view)\/|^[\w.]+$/.test(path))).toEqual([]);
  expect(files.length).toBeLessThan(160);
  expect(files.filter((path) => path.includes('test'))).toEqual([]);

  // Nothing else is installed, and nothing is asked for in the network.
  await inProject(...flat(npm(['install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`])));
  const lock = JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8'));
  expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/wwe-devtools']);

  await writeFile(join(project, 'use.ts'), USE);
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const types = [
    '--typeRoots',
    join(ROOT, 'node_modules/@types'),
    '--types',
    'node',
    '--lib',
    'es2022,dom,dom.iterable',
  ];
  const strict = [
    'use.ts',
    '--strict',
    '--skipLibCheck',
    'false',
    '--exactOptionalPropertyTypes',
    '--target',
    'es2022',
  ];
  const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler'];
  await inProject(process.execPath, tsc, ...strict, ...types, ...bundler, '--noEmit');
  await inProject(process.execPath, tsc, ...strict, ...types, '--module', 'node16', '--moduleResolution', 'node16');
  expect(JSON.parse(await inProject(process.execPath, 'use.js'))).toEqual({
    same: true,
    problems: [],
    status: 200,
    scenarioOf: 'function',
  });

  const bin = join(project, 'node_modules/wwe-devtools/dist/simulator/wwe-devtools.js');
  expect(await inProject(process.execPath, bin, '--help')).toContain('wwe-devtools view [FILE]');
  expect(await inProject(process.execPath, bin, 'simulator', '--list')).toContain('calm-day');
  await mkdir(join(project, 'mine'));
  const mine = "export default { title: 'Mine', about: 'A call.', steps: [{ do: 'arrive' }] };\n";
  await writeFile(join(project, 'mine/mine.mjs'), mine);
  const child = spawn(process.execPath, [bin, 'simulator', '--port', '0', '--scenario', 'mine/mine.mjs'], {
    cwd: project,
  });
  const [said] = await once(child.stdout, 'data');
  const [url = ''] = /http:\S+/.exec(String(said)) ?? [];
  await page.goto(url);
  await expect(page.getByRole('group', { name: 'Interaction 1', exact: true })).toBeVisible();
  child.kill();
  await rm(project, { recursive: true });
});

function flat([command, args]: [command: string, args: string[]]): [string, ...string[]] {
  return [command, ...args];
}
