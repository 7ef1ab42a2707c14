// @ts-check
/**
 * `node examples/many-recordings/start.mjs [COUNT]`: makes recordings (1,000 unless it is said otherwise), and asks DuckDB about
 * them. Installs and builds first what is missing.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../../scripts/setup/build.mjs';
import { npm } from '../../scripts/setup/dependencies.mjs';
import { Explained, install, runMain, say } from '../../scripts/setup/say.mjs';
import { setUp } from '../../scripts/setup/setup.mjs';
import { makeRecordings } from './make.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
const SQL = join(HERE, 'sql');
const FOLDER = join(ROOT, '.cache/many-recordings');

await runMain(async () => {
  const count = Number(process.argv[2] ?? 1_000);
  if (!Number.isInteger(count) || count < 1) throw new Explained('COUNT must be a whole number from 1 on.');
  process.chdir(ROOT);
  await setUp(ROOT, { browser: false });
  await ensureBuilt(ROOT);
  if (!existsSync(join(SQL, 'node_modules/@duckdb/node-api'))) {
    const [program, args] = npm(['ci', '--no-audit', '--no-fund', '--prefix', SQL]);
    if (!(await install('Installing DuckDB', program, args))) throw new Explained('npm could not install DuckDB.');
  }
  const simulator = await import('wwe-devtools/simulator');
  const recording = await import('wwe-devtools/recording');
  const { ask } = await import('./sql/ask.mjs');

  await rm(FOLDER, { recursive: true, force: true });
  const began = performance.now();
  const entries = await makeRecordings({ simulator, recording, folder: FOLDER, count });
  say(`${count} recordings with ${entries} entries in ${FOLDER}: ${seconds(performance.now() - began)}`);
  for (const { question, rows, ms } of await ask(FOLDER)) {
    say(`${question} (${seconds(ms)})`);
    for (const line of table(rows)) say(line);
  }
  return 0;
});

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * @param {Record<string, unknown>[]} rows
 * @returns {string[]} a line for the names of the columns, and one for each row
 */
function table(rows) {
  const names = Object.keys(rows[0] ?? {});
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name])))];
  const widths = names.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd((widths[column] ?? 0) + 2)).join('')}`.trimEnd(),
  );
}
