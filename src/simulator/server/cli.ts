/** The command `simulator`: starts the server and says where it is. */

import { decode } from '../remote/values.ts';
import { LIBRARY } from '../scenarios/library.ts';
import { HELP, readArguments, type StartCommand } from './arguments.ts';
import { checkScenario, Mistake, readScenarioOption, readSettingsOption } from './files.ts';
import { explainStart } from './port-in-use.ts';
import { DEFAULT_PORT, startSimulator } from './server.ts';

const command = readArguments(process.argv.slice(2));
if (command.is === 'help') console.log(HELP);
else if (command.is === 'list') console.log(list());
else if (command.is === 'wrong') fail(`${command.why}\n\n${HELP}`);
else await start(command);

async function start({ is: _, control, stdin, scenario, settings, ...rest }: StartCommand) {
  const port = rest.port ?? DEFAULT_PORT;
  try {
    const played = scenario === undefined ? {} : { scenario: await scenarioOf(scenario, stdin) };
    const set = settings === undefined ? {} : { settings: await readSettingsOption(settings) };
    const simulator = await startSimulator({ ...rest, ...played, ...set, port });
    console.log(`WWE simulator: ${simulator.url}`);
    if (control) console.log(`Token for connectSimulator: ${simulator.token}`);
    const problem = await simulator.checkPage();
    if (problem !== null) console.warn(problem.words);
  } catch (error) {
    fail(error instanceof Mistake ? error.message : await explainStart(error, port));
  }
}

async function scenarioOf(scenario: string, stdin: boolean) {
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
