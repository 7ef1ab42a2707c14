/** Entry of the host page. */
import { render } from 'preact';
import { createClientFrames } from './client-frames.ts';
import { createControl, type WweSimulator } from './control.ts';
import { Desktop } from './desktop.tsx';
import { clientUrl, readQuery } from './query.ts';
import { startRuntime } from './runtime.ts';
import { startLivelyScene } from './scene.ts';

declare global {
  interface Window {
    wweSimulator?: WweSimulator;
  }
}

const query = readQuery(location.search);
const runtime = startRuntime(window, query.seed ?? randomSeed(), new AbortController().signal);
const problems = [...query.problems];
if (query.settings !== undefined) {
  const result = runtime.wwe.configure(query.settings);
  if (!result.ok) problems.push(...result.problems);
}
const page = query.page ?? (await servedPage());
const clients = createClientFrames(window, runtime, query.clients, (n) => clientUrl(query, page, location, n));
const control = createControl(runtime, clients);
window.wweSimulator = control;

const root = document.getElementById('desktop');
if (root !== null) {
  const { model, wwe } = runtime;
  render(<Desktop model={model} wwe={wwe} control={control} clients={clients} problems={problems} />, root);
}
if (query.scene === 'lively') {
  startLivelyScene({ wwe: runtime.wwe, later: (ms, work) => void window.setTimeout(work, ms) });
}

/** The page that the server was told to embed, if any. */
async function servedPage(): Promise<string | null> {
  const answer: unknown = await (await fetch('/simulator.json')).json();
  const given = typeof answer === 'object' && answer !== null && 'page' in answer ? answer.page : null;
  return typeof given === 'string' ? given : null;
}

/** UUIDs must differ from one load to the next, or two calls would look like one that survived a refresh. */
function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? Date.now();
}
