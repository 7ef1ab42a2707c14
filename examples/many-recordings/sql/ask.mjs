/** Asks DuckDB about recordings, which it reads as they are. Not checked by the compiler: DuckDB may not be installed. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { COLUMNS, QUESTIONS } from './questions.mjs';

/** The longest line of a recording has 32 MiB. */
const LONGEST = 32 * 1024 * 1024;

/**
 * @typedef {object} Answer
 * @property {string} question
 * @property {Record<string, unknown>[]} rows
 * @property {number} ms how long it took
 */

/**
 * @param {string} folder with recordings
 * @returns {Promise<Answer[]>}
 */
export async function ask(folder) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const files = join(folder, '*.ndjson.gz').replaceAll("'", "''");
  const columns = Object.entries(COLUMNS).map(([name, type]) => `${name}: '${type}'`);
  await connection.run(`
    CREATE VIEW lines AS SELECT * RENAME (filename AS file) FROM read_ndjson('${files}',
      columns = {${columns.join(', ')}}, filename = true, maximum_object_size = ${LONGEST});
    CREATE VIEW entries AS FROM lines WHERE what = 'entry';
    CREATE VIEW headers AS FROM lines WHERE what = 'recording'`);
  /** @type {Answer[]} */
  const answers = [];
  for (const [question, sql] of Object.entries(QUESTIONS)) {
    const began = performance.now();
    const reader = await connection.runAndReadAll(sql);
    answers.push({ question, rows: reader.getRowObjectsJson(), ms: performance.now() - began });
  }
  connection.closeSync();
  instance.closeSync();
  return answers;
}
