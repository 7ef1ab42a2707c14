import { STACK_LINES } from './support/added-lines.ts';
import { expect, test } from './support/fixtures.ts';
import { LIBRARY_CASES } from './support/hostile-cases-library.ts';
import { NATIVE_CASES } from './support/hostile-cases-natives.ts';
import { STACK_CASES } from './support/hostile-cases-stacks.ts';
import { VALUE_CASES } from './support/hostile-cases-values.ts';
import { addedBy, runCases, serveCases } from './support/hostile-page.ts';
import type { SpyCase } from './support/hostile-spy.ts';

const CASES: Readonly<Record<string, SpyCase>> = { ...LIBRARY_CASES, ...VALUE_CASES, ...NATIVE_CASES, ...STACK_CASES };

test('hostile and sloppy pages run the same code of theirs, in the same order, with the tool and without', async ({
  openDesktop,
  openBareDesktop,
  openPanelOf,
  simulator,
}) => {
  const page = await serveCases(simulator, CASES);
  const options = { query: { clients: '0', seed: '7' }, settings: { frameAnnounce: 'off', messengerToSender: true } };
  const watched = await openDesktop(options);
  const panel = await openPanelOf(watched.tab);
  // Side by side: most of it is waiting.
  const [expected, actual] = await Promise.all([
    openBareDesktop(options).then((bare) => runCases(bare, page.url, CASES)),
    runCases(watched, page.url, CASES),
  ]);
  await page.close();
  expect(actual.received).toEqual(expected.received);
  for (const [name, lines] of Object.entries(addedBy(actual, expected, CASES))) {
    const unavoidable = [STACK_LINES, CASES[name]?.unavoidable ?? STACK_LINES];
    const avoidable = lines?.filter((line) => !unavoidable.some((one) => one.test(line)));
    // Where others are missing, the whole is shown.
    if (lines === null) expect(actual.logs[name] ?? actual.said, name).toEqual(expected.logs[name] ?? expected.said);
    expect(avoidable, `${name}: lines that the tool added`).toEqual([]);
  }
  expect(panel.window.problems()).toEqual([]);
});
