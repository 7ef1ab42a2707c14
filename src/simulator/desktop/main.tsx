/** Entry of the host page. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { PageProblem } from '../remote/start.ts';
import { tokenOf } from '../remote/token.ts';
import type { WweSimulator } from './control.ts';
import { Desktop } from './desktop.tsx';
import { isHeldByAnother, refuseToStart } from './opener.ts';
import { readQuery } from './query.ts';
import { connectToServer } from './remote.ts';
import { askForStart, askForToken, watchPage } from './served.ts';
import { type Session, startSessions } from './session.ts';

declare global {
  interface Window {
    wweSimulator?: WweSimulator;
  }
}

/** What the server wrote into this page. */
const told = tokenOf(document);
const root = document.getElementById('desktop');
if (root !== null && isHeldByAnother(window, told?.isOpenerNamed ?? false)) refuseToStart(root);
else if (root !== null) await start(root);

/** Starts WWE, shown in `root`. */
async function start(root: HTMLElement): Promise<void> {
  const query = readQuery(location.search);
  const { signal: ended } = new AbortController();
  const get = (path: string): Promise<Response> => fetch(path);
  const later = (ms: number, work: () => void): void => void window.setTimeout(work, ms);
  /** What pages say before WWE is there. */
  const early: MessageEvent<unknown>[] = [];
  const starting = new AbortController();
  window.addEventListener('message', (event) => void early.push(event), { signal: starting.signal });
  const served = await askForStart(get);
  starting.abort();
  /** Null: nothing stands in the way of the page that the server was told to embed. */
  const pageProblem = signal<PageProblem | null>(served.pageProblem);
  /** The address may name another page, which the server does not look at. */
  const pageOfServer = served.page !== null && query.page === null;
  const NO_PROBLEM = signal<PageProblem | null>(null);
  let current: Session | null = null;
  let look = (): void => undefined;

  /** Puts a session on the page, in place of the one before. */
  const show = (session: Session): void => {
    current = session;
    window.wweSimulator = session.control;
    const { key, runtime, control, clients, problems, playback } = session;
    const { model, wwe } = runtime;
    const problem = pageOfServer ? pageProblem : NO_PROBLEM;
    clients.list.subscribe(() => {
      // Somebody loads the page anew: perhaps what stood in its way is gone. One that is down is looked at anyway.
      const found = problem.peek();
      if (found !== null && found.is !== 'down') look();
    });
    const parts = { model, wwe, control, clients, problems, playback, pageProblem: problem };
    render(<Desktop key={key} {...parts} />, root);
  };

  startSessions({ win: window, query, served, early, show, signal: ended });
  connectToServer({
    location,
    token: told?.token ?? null,
    askForToken: () => askForToken(get),
    desk: query.desk,
    control() {
      if (current === null) throw new Error('The desktop has not started.');
      return current.control;
    },
    open: (url) => new WebSocket(url),
    later,
    page: window,
    signal: ended,
  });
  if (!pageOfServer) return;
  const tell = (problem: PageProblem | null): void => {
    const stoodInTheWay = pageProblem.value !== null;
    pageProblem.value = problem;
    if (stoodInTheWay && problem === null) current?.clients.reloadFrames();
  };
  look = () => void watchPage({ get, later, signal: ended, tell });
  look();
}
