/** Entry of the host page. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import { scenarioOf } from '../core/replay/to-scenario.ts';
import type { PageProblem } from '../remote/page-problem.ts';
import type { ServedReplay } from '../remote/start.ts';
import { tokenOf } from '../remote/token.ts';
import type { WweSimulator } from './control-types.ts';
import { Desktop } from './desktop.tsx';
import { isHeldByAnother, refuseToStart } from './opener.ts';
import { readQuery } from './query.ts';
import { connectToServer } from './remote.ts';
import { ReplayDesktop } from './replay-desktop.tsx';
import { startReplaySession } from './replay-session.ts';
import { saveText } from './save.ts';
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
  let current: Pick<Session, 'control' | 'clients'> | null = null;
  let look = (): void => undefined;

  const problem = pageOfServer ? pageProblem : NO_PROBLEM;
  /** From now on this is what Node.js and the console drive. */
  const put = ({ control, clients }: Pick<Session, 'control' | 'clients'>): void => {
    current = { control, clients };
    window.wweSimulator = control;
    clients.list.subscribe(() => {
      // Somebody loads the page anew: perhaps what stood in its way is gone. One that is down is looked at anyway.
      const found = problem.peek();
      if (found !== null && found.is !== 'down') look();
    });
  };
  /** Puts a session on the page, in place of the one before. */
  const show = (session: Session): void => {
    put(session);
    const { key, runtime, control, clients, problems, playback } = session;
    const { model, wwe } = runtime;
    const parts = { model, wwe, control, clients, problems, playback, pageProblem: problem };
    render(<Desktop key={key} {...parts} />, root);
  };
  const play = (replay: ServedReplay): void => {
    const session = startReplaySession({ win: window, query, served, replay, early, signal: ended });
    put(session);
    const save = (): void => {
      const scenario = scenarioOf(replay.plan, 'A recording');
      saveText(document, 'scenario.json', `${JSON.stringify(scenario, null, 2)}\n`);
    };
    render(<ReplayDesktop session={session} pageProblem={problem} save={save} />, root);
  };

  if (served.replay === null) startSessions({ win: window, query, served, early, show, signal: ended });
  else play(served.replay);
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
