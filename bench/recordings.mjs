// @ts-check
/**
 * `npm run bench:recordings -- [--count N]`: what writing and reading a recording costs for each entry, beside a floor in the
 * same run, with few entries and with many. What the figures mean: README.md in this folder.
 */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../scripts/setup/build.mjs';
import { Explained, runMain, say } from '../scripts/setup/say.mjs';
import { setUp } from '../scripts/setup/setup.mjs';
import { facts } from './recorded-facts.mjs';

/** @typedef {typeof import('wwe-devtools/recording')} Recording */
/** @typedef {import('wwe-devtools/recording').Fact} Fact */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FEW = 10_000;
/** A million (`--count 1000000`) takes some minutes, and up to ten on a computer that is busy with something else. */
const MANY = 100_000;
/** Rounds with few entries: the least time counts. */
const ROUNDS = 5;

await runMain(async () => {
  const { values } = parseArgs({ options: { count: { type: 'string', default: String(MANY) } } });
  const many = Number(values.count);
  if (!Number.isInteger(many) || many < FEW) throw new Explained(`--count must be a whole number from ${FEW} on.`);
  process.chdir(ROOT);
  await setUp(ROOT, { browser: false });
  await ensureBuilt(ROOT);
  const recording = await import('wwe-devtools/recording');
  const folder = await mkdtemp(join(tmpdir(), 'bench-recordings-'));
  try {
    // The engine compiles what is used often: the first round does not count.
    await measure(recording, folder, FEW);
    /** @type {Record<string, number>[]} */
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(recording, folder, FEW));
    const few = Object.fromEntries(
      Object.keys(rounds[0] ?? {}).map((name) => [name, Math.min(...rounds.map((round) => round[name] ?? 0))]),
    );
    print(FEW, few, null);
    print(many, await measure(recording, folder, many), few);
    say(`most memory of the process: ${Math.round(process.resourceUsage().maxRSS / 1000)} MB`);
  } finally {
    await rm(folder, { recursive: true });
  }
  return 0;
});

/**
 * @param {Recording} recording
 * @param {string} folder
 * @param {number} count
 * @returns {Promise<Record<string, number>>} µs of processor time for each entry; what making the entries costs is taken off
 */
async function measure({ createHeader, openRecording, Redactor, writeRecording }, folder, count) {
  const file = join(folder, 'a.ndjson');
  const made = await timed(count, async () => {
    for (const _ of facts(count));
  });
  const write = (/** @type {AsyncIterable<Uint8Array> | Iterable<Uint8Array>} */ chunks) =>
    timed(count, () => writeTo(file, chunks)).then((time) => time - made);
  const floorOfWriting = await write(lines(count));
  const floorOfReading = await timed(count, async () => {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      JSON.parse(line);
    }
  });
  const redactor = new Redactor();
  const collected = await timed(count, async () => {
    for (const fact of facts(count)) redactor.collect(fact);
  });
  const redact = function* () {
    for (const fact of facts(count)) yield redactor.redact(fact);
  };
  const redacted = await write(writeRecording(createHeader({}), redact()));
  const plain = await write(writeRecording(createHeader({}), facts(count)));
  const read = await timed(count, async () => {
    const { facts: all, findings } = await openRecording(createReadStream(file));
    for await (const _ of all);
    if (findings.total > 0) throw new Error('The recording has mistakes.');
  });
  return {
    'floor of writing': floorOfWriting,
    'export, tokens masked only': plain,
    'export, redacted': collected - made + redacted,
    'floor of reading': floorOfReading,
    import: read,
  };
}

/**
 * What an export cannot do without: each body is parsed once, and its line is written.
 *
 * @param {number} count
 * @returns {Generator<Uint8Array, void>}
 */
function* lines(count) {
  const encoder = new TextEncoder();
  let text = '';
  for (const fact of facts(count)) {
    if (fact.what !== 'entry') continue;
    const { body, ...head } = fact.entry;
    JSON.parse(body);
    text += `${JSON.stringify(head).slice(0, -1)},"body":${body}}\n`;
    if (text.length < 64 * 1024) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(text);
}

/**
 * @param {string} file
 * @param {AsyncIterable<Uint8Array> | Iterable<Uint8Array>} chunks
 */
async function writeTo(file, chunks) {
  const stream = createWriteStream(file);
  for await (const chunk of chunks) if (!stream.write(chunk)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
}

/**
 * @param {number} count
 * @param {() => Promise<unknown>} work
 * @returns {Promise<number>} µs of processor time for each of them
 */
async function timed(count, work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

/**
 * @param {number} count
 * @param {Record<string, number>} times
 * @param {Record<string, number> | null} few
 */
function print(count, times, few) {
  say(`${count} entries, µs of processor time for each:`);
  const floors = { export: times['floor of writing'] ?? 0, import: times['floor of reading'] ?? 0 };
  for (const [name, time] of Object.entries(times)) {
    const floor = name.startsWith('export') ? floors.export : name === 'import' ? floors.import : null;
    const ratio = floor === null ? '' : `  ÷ floor ${(time / floor).toFixed(2)}`;
    const growth = few === null ? '' : `  ÷ with few ${(time / (few[name] ?? 1)).toFixed(2)}`;
    say(`  ${name.padEnd(28)}${time.toFixed(1).padStart(6)}${ratio}${growth}`);
  }
}
