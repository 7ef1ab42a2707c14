/** The command `simulator`: starts the server and says where it is. */
import { HELP, readArguments } from './arguments.ts';
import { DEFAULT_PORT, startSimulator } from './server.ts';

const command = readArguments(process.argv.slice(2));
if (command.is === 'help') console.log(HELP);
else if (command.is === 'wrong') fail(`${command.why}\n\n${HELP}`);
else {
  const port = command.port ?? DEFAULT_PORT;
  try {
    const { url } = await startSimulator({ port, ...(command.page === undefined ? {} : { page: command.page }) });
    console.log(`WWE simulator: ${url}`);
  } catch (error) {
    fail(explain(error, port));
  }
}

function explain(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use. Stop what runs there, or choose another: --port ${port + 1}, or --port 0 for any free one.`;
  }
  if (code === 'EACCES')
    return `Port ${port} needs rights that you do not have. Choose one above 1023, such as --port 4600.`;
  return `The simulator could not start: ${error instanceof Error ? error.message : String(error)}`;
}

function fail(words: string): void {
  console.error(words);
  process.exitCode = 1;
}
