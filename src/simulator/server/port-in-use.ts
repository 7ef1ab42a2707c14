/** Why the server could not start, and the way out. */
import { readServed } from '../remote/start.ts';

/** How long whoever has the port may take to say who it is, ms. */
const PATIENCE_MS = 5000;

/** Puts a failure to listen on `port` into words. */
export async function explainStart(error: unknown, port: number): Promise<string> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    const other = `or choose another port: --port ${port === 65_535 ? port - 1 : port + 1}, or --port 0 for any free one`;
    return `Port ${port} is in use${await whoHas(port)}, ${other}.`;
  }
  if (code === 'EACCES') {
    return `Port ${port} needs rights that you do not have. Choose one above 1023, such as --port 4600.`;
  }
  return `The simulator could not start: ${error instanceof Error ? error.message : String(error)}`;
}

async function whoHas(port: number): Promise<string> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(`http://127.0.0.1:${port}/simulator.json`, { signal });
    const { pid, page } = readServed(await answer.json());
    const whose = page === null ? '' : ` with the page ${page}`;
    const process = pid === null ? '' : ` (process ${pid})`;
    return ` by another WWE simulator${whose}: use it at http://localhost:${port}/, stop it${process}`;
  } catch {
    return ': stop what runs there'; // No simulator: it is not known what.
  }
}
