/** What the host page asks its server for. */
import type { PageProblem } from '../remote/page-problem.ts';
import { NOTHING_SERVED, readPageProblem, readServed, type Served } from '../remote/start.ts';
import { readToken } from '../remote/token.ts';

type Get = (path: string) => Promise<Response>;

/** How the server was started; with nothing, if the page comes from a server that is not ours. */
export async function askForStart(get: Get): Promise<Served> {
  const answer = await get('/simulator.json');
  return answer.ok ? readServed(await answer.json()) : NOTHING_SERVED;
}

/** The token with which the server would serve the host page now; null: without one, or nobody answers. */
export async function askForToken(get: Get): Promise<string | null> {
  try {
    const answer = await get('/');
    return answer.ok ? (readToken(await answer.text())?.token ?? null) : null;
  } catch {
    return null;
  }
}

/** Has the server look at the page again. Null: nothing stands in the way, or the server is gone and nobody knows. */
async function askForPage(get: Get): Promise<PageProblem | null> {
  try {
    return readPageProblem(await (await get('/page.json')).json());
  } catch {
    return null; // Without a server the frame itself says what is wrong.
  }
}

/** How often a page that does not answer is asked for, ms. */
const AGAIN_MS = 2000;

/** What watching a page is made of. */
export interface WatchParts {
  readonly get: Get;
  readonly later: (ms: number, work: () => void) => void;
  readonly signal: AbortSignal;
  /** Told of each change. */
  readonly tell: (problem: PageProblem | null) => void;
}

/** Looks at the page, and again as long as nothing answers there: it may be started any moment. */
export async function watchPage({ get, later, signal, tell }: WatchParts): Promise<void> {
  const problem = await askForPage(get);
  if (signal.aborted) return;
  tell(problem);
  if (problem?.is === 'down') later(AGAIN_MS, () => void watchPage({ get, later, signal, tell }));
}
