/** The command `simulator`: starts the server and says where it is; or plays a recording and reports. */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ReplayPlan } from '../core/replay/plan.ts';
import { scenarioOf } from '../core/replay/to-scenario.ts';
import { decode } from '../remote/values.ts';
import { LIBRARY } from '../scenarios/library.ts';
import { HELP, readArguments, type StartCommand } from './arguments.ts';
import { checkScenario, Mistake, readScenarioOption, readSettingsOption } from './files.ts';
import { explainStart } from './port-in-use.ts';
import { isFaithful, readRecordingFile, reportOf } from './recording.ts';
import { DEFAULT_PORT, startSimulator } from './server.ts';

/** Runs it. @param args such as `['--port', '4600']` */
export async function runSimulator(args: readonly string[]): Promise<void> {
  const command = readArguments(args);
  if (command.is === 'help') console.log(HELP);
  else if (command.is === 'list') console.log(list());
  else if (command.is === 'wrong') fail(`${command.why}\n\n${HELP}`);
  else await start(command);
}

async function start({ is: _, control, stdin, scenario, settings, recording, saveScenario, ...rest }: StartCommand) {
  const port = rest.port ?? DEFAULT_PORT;
  try {
    const played = scenario === undefined ? {} : { scenario: await readScenario(scenario, stdin) };
    const set = settings === undefined ? {} : { settings: await readSettingsOption(settings) };
    const plan = recording === undefined ? null : await readRecordingFile(recording);
    if (plan !== null && saveScenario !== undefined) return await save(plan, recording ?? '', saveScenario);
    const replayed =
      plan === null
        ? {}
        : {
            recording: plan,
            recordingSpeed: rest.recordingSpeed ?? rest.speed ?? 1,
            clients: rest.clients ?? plan.frames,
          };
    const simulator = await startSimulator({ ...rest, ...played, ...set, ...replayed, port });
    console.log(`WWE simulator: ${simulator.url}`);
    if (control) console.log(`Token for connectSimulator: ${simulator.token}`);
    const problem = await simulator.checkPage();
    if (problem !== null) console.warn(problem.words);
    if (plan === null) return;
    console.log('Open it: the recording is played as soon as the page asks for something.');
    const state = await simulator.replayed();
    console.log(reportOf(state).join('\n'));
    if (!isFaithful(state)) process.exitCode = 1;
    await simulator.close();
  } catch (error) {
    fail(error instanceof Mistake ? error.message : await explainStart(error, port));
  }
}

async function save(plan: ReplayPlan, recording: string, file: string): Promise<void> {
  const scenario = scenarioOf(plan, basename(recording).replace(/\.ndjson(?:\.gz)?$/, ''));
  await writeFile(file, `${JSON.stringify(scenario, null, 2)}\n`).catch((error: unknown) => {
    throw new Mistake(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  });
  console.log(`${file}: ${scenario.steps.length} steps. Play it with --scenario ${file}`);
}

async function readScenario(scenario: string, stdin: boolean) {
  if (!stdin) return readScenarioOption(scenario);
  let text = '';
  for await (const piece of process.stdin.setEncoding('utf8')) text += piece;
  return checkScenario(decode(JSON.parse(text)), scenario);
}

function list(): string {
  const lines = Object.entries(LIBRARY).map(([name, { title, about }]) => `  ${name}\n      ${title}: ${about}`);
  return `Scenarios of the library (--scenario NAME):\n\n${lines.join('\n')}`;
}

function fail(words: string): void {
  console.error(words);
  process.exitCode = 1;
}
