// @ts-check
/** Writes the published JSON schemas of the simulator's files, from the code that reads them. Run it with `npm run schemas`. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const FOLDER = join(ROOT, 'docs/schemas');

/** The file, the module that tells its schema, and the function in it. */
const SCHEMAS = [
  ['simulator-settings.schema.json', 'src/simulator/core/settings/json-schema.ts', 'settingsJsonSchema'],
  ['recording-line.schema.json', 'src/recording/json-schema.ts', 'recordingJsonSchema'],
  ['scenario.schema.json', 'src/simulator/core/scenario/json-schema.ts', 'scenarioJsonSchema'],
];

mkdirSync(FOLDER, { recursive: true });
for (const [file = '', path = '', name = ''] of SCHEMAS) {
  /** @type {{ module: Record<string, unknown> }} */
  const { module } = await runnerImport(join(ROOT, path), { configFile: false, logLevel: 'error' });
  const make = module[name];
  if (typeof make !== 'function') throw new TypeError(`${path} has no function ${name}.`);
  writeFileSync(join(FOLDER, file), `${JSON.stringify(make(), null, 2)}\n`);
  console.log(`docs/schemas/${file}`);
}
// Laid out as all files here are, so that the lint is content.
execFileSync(process.execPath, [join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', FOLDER], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
