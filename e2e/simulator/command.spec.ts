import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { expect, test } from './support.ts';

/** Runs the built command until it ends; what it says goes to stderr if it failed. */
async function simulatorWith(...args: readonly string[]): Promise<{ code: unknown; said: string; words: string }> {
  const child = spawn(process.execPath, ['dist/simulator/cli.js', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { said: '', words: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text.said += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    text.words += piece;
  });
  const [code] = await once(child, 'close');
  return { code, ...text };
}

/** The words of a command that is refused: exit code 1, nothing on stdout. */
async function refusal(...args: readonly string[]): Promise<string> {
  const { code, said, words } = await simulatorWith(...args);
  expect({ code, said }).toEqual({ code: 1, said: '' });
  return words;
}

const TYPO = `{
  "title": "Mine",
  "about": "A call.",
  "steps": [
    { "do": "arrive", "as": "call" },
    { "do": "anwser", "on": "call" }
  ]
}
`;

test('a command with a mistake ends with its place and the way out', async ({ simulator }, info) => {
  const [scenario, settings] = [info.outputPath('mine.json'), info.outputPath('settings.json')];
  await writeFile(scenario, TYPO);
  await writeFile(settings, '{\n  "lossPercent": 5,\n  "latencyMs" 7\n}\n');
  const taken = createServer((_, response) => response.end('Not a simulator'));
  await once(taken.listen(0, '127.0.0.1'), 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const [option, file, name, set, page, own, foreign] = await Promise.all([
    refusal('--scenaro', 'calm-day'),
    refusal('--port', '0', '--scenario', scenario),
    refusal('--port', '0', '--scenario', 'every-stat'),
    refusal('--port', '0', '--settings', settings),
    refusal('--page', 'example.com'),
    refusal('--port', String(simulator.port)),
    refusal('--port', String(port)),
  ]);
  taken.close();
  expect(option).toMatch(/^There is no option --scenaro.*--scenario/);
  expect(file).toContain(`${scenario}:6:`);
  expect(file).toContain('answer');
  expect(name).toMatch(/There is no scenario "every-stat".*every-state/);
  expect(set).toContain(`${settings}:3:`);
  expect(page).toContain('It must begin with http:// or https://');
  expect(own).toContain(`by another WWE simulator: use it at ${simulator.url}, stop it (process ${process.pid})`);
  expect(foreign).toContain(`Port ${port} is in use: stop what runs there, or choose another port: --port ${port + 1}`);
});
