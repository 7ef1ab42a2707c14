/** Serves hostile pages as client pages of the simulator, and reads what they report. */
import { type OwnPage, servePage } from '../simulator/own-pages.ts';
import { addedLines, linesOf, saidUntilNow } from './added-lines.ts';
import { expect } from './expect.ts';
import { installSpy, type SpyCase } from './hostile-spy.ts';
import type { RunningSimulator } from './simulator.ts';
import type { Wwe } from './wwe.ts';

/** Of a method, as it is written in an object, a function. */
function sourceOf(given: unknown): string {
  return given === undefined ? '() => {}' : `Object.values({ ${String(given)} })[0]`;
}

/** Serves a page that runs the case named in its address, and reports to its parent when it is done. */
export function serveCases(simulator: RunningSimulator, cases: Readonly<Record<string, SpyCase>>): Promise<OwnPage> {
  const sources = Object.entries(cases).map(
    ([name, { before, after }]) =>
      `${JSON.stringify(name)}: { before: ${sourceOf(before)}, after: ${sourceOf(after)} }`,
  );
  const first = `(${installSpy})();
const one = { ${sources.join(',')} }[decodeURIComponent(location.hash.slice(1))];
one.before(spy);`;
  const last = `if (window.service) service.debug = false;
(async () => {
  try { await one.after(spy); } catch (error) { spy.note('failed: ' + error); }
  report(decodeURIComponent(location.hash.slice(1)));
})();`;
  return servePage({
    body: `<body><script src="/first.js"></script>
<script src="${simulator.otherSite}/client/service-client.js"></script>
<script src="/last.js"></script></body>`,
    scripts: { '/first.js': first, '/last.js': last },
  });
}

/** What came of the cases. */
export interface Ran {
  /** By case: the lines that the page wrote. */
  readonly logs: Readonly<Record<string, readonly string[]>>;
  /** What WWE received besides. */
  readonly received: readonly unknown[];
  /** What stands in the page's console, line by line. */
  readonly said: readonly string[];
}

/** Lines by the case in which the tool added them; those of the console under `console`. Null: others are missing. */
export function addedBy(
  actual: Ran,
  expected: Ran,
  cases: Readonly<Record<string, SpyCase>>,
): Readonly<Record<string, readonly string[] | null>> {
  const added = Object.keys(cases).map((name) => [
    name,
    addedLines(actual.logs[name] ?? [], expected.logs[name] ?? []),
  ]);
  return Object.fromEntries([...added, ['console', addedLines(actual.said, expected.said)]]);
}

/** Runs in WWE's window: waits some time for the report of a case. @returns its log; null where none came yet */
async function readReport([name, since]: readonly [string, number]): Promise<string | null> {
  for (const until = performance.now() + 500; ; await new Promise((resolve) => setTimeout(resolve, 10))) {
    for (const { message } of window.wweSimulator?.received().slice(since) ?? []) {
      const { report, log } = Object(message) as { report?: string; log?: string };
      if (report === name) return String(log);
    }
    if (performance.now() > until) return null;
  }
}

/** Runs the cases, one after the other, each in a client frame of its own. */
export async function runCases(wwe: Wwe, url: string, cases: Readonly<Record<string, SpyCase>>): Promise<Ran> {
  const logs: Record<string, readonly string[]> = {};
  for (const name of Object.keys(cases)) {
    const since = await wwe.tab.evaluate(
      (page) => {
        window.wweSimulator?.addFrame(page);
        return window.wweSimulator?.received().length ?? 0;
      },
      `${url}#${encodeURIComponent(name)}`,
    );
    let log: string | null = null;
    await expect
      .poll(
        async () => {
          log = await wwe.tab.evaluate(readReport, [name, since] as const);
          return log;
        },
        { message: name },
      )
      .not.toBe(null);
    logs[name] = String(log).split('\n');
    await wwe.tab.evaluate(() => window.wweSimulator?.removeFrame());
  }
  const received = (await wwe.received()).filter(({ message }) => Object(message).report === undefined);
  return { logs, received, said: linesOf(await saidUntilNow(wwe.tab, wwe.tab)) };
}
