/** The lines of a live session, drawn whenever the panel draws, are those that would be made anew. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSession } from '../../../session/session.ts';
import { createInspectedTab } from '../../stores/inspected-tab.ts';
import { chat, FakeTab } from '../../stores/testdata/tab.ts';
import { createTableLines, type LinesInput } from './table-lines.ts';

const SINGLE = ['event', 'bye', 'announce', 'navigated', 'draw', 'deliver', 'flow', 'clear', 'timers'] as const;
/** What belongs together comes together more often than chance would have it. */
const step = fc.oneof(
  fc.constantFrom(...SINGLE).map((one) => [one]),
  fc.constantFrom<(typeof SINGLE)[number][][]>(['event', 'flow'], ['bye', 'navigated', 'flow'], ['announce', 'flow']),
);

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 10_000 : 250 } as const;

test('whatever documents do, leave and come back', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const tab = new FakeTab();
      const session = createSession();
      const watching = createInspectedTab(
        { transport: tab.transport, session, soon: tab.soon, preserveLog: () => false },
        new AbortController().signal,
      );
      const page = tab.open('page');
      const remembered = createTableLines();
      const find = (key: string) => session.interaction(key);
      let t = 100;
      const input = (): LinesInput => ({
        cases: session.cases(),
        find,
        filter: null,
        sorting: null,
        folded: NONE,
        changes: {
          version: session.interactionTable.version,
          changesSince: (version) => session.interactionTable.changesSince(version),
        },
      });
      const texts = (lines: ReturnType<typeof remembered>) =>
        lines.map((line) => (line.is === 'case' ? line.id : JSON.stringify(line.one.interaction)));
      const look = () => {
        const { changes: _, ...whole } = input();
        expect(texts(remembered(input()))).toEqual(texts(createTableLines()(whole)));
      };
      watching.hello();
      await tab.flow();
      for (const one of steps.flat()) {
        t += 1;
        if (one === 'event') page.event(t, chat('1', { at: t }));
        else if (one === 'bye') page.bye(t);
        else if (one === 'announce') {
          tab.present.add(page);
          page.announce();
        } else if (one === 'navigated') watching.navigated();
        else if (one === 'clear') watching.clear();
        else if (one === 'deliver') tab.queue.shift()?.();
        else if (one === 'timers') for (const run of tab.timers.splice(0)) run();
        else if (one === 'flow') await tab.flow();
        if (one === 'flow' || one === 'draw') {
          tab.draw();
          look();
        }
      }
      await tab.flow();
      look();
    }),
    RUNS,
  );
});

const NONE: ReadonlySet<string> = new Set();
