import { expect, test } from './support/fixtures.ts';
import { LIBRARY_CASES } from './support/hostile-cases-library.ts';
import { NATIVE_CASES } from './support/hostile-cases-natives.ts';
import { VALUE_CASES } from './support/hostile-cases-values.ts';
import { runCases, serveCases } from './support/hostile-page.ts';

const CASES = { ...LIBRARY_CASES, ...VALUE_CASES, ...NATIVE_CASES };

test('hostile and sloppy pages run the same code of theirs, in the same order, with the tool and without', async ({
  openDesktop,
  openBareDesktop,
  openPanelOf,
  simulator,
}) => {
  const page = await serveCases(simulator, CASES);
  const options = { query: { clients: '0', seed: '7' }, settings: { frameAnnounce: 'off' } };
  const watched = await openDesktop(options);
  const panel = await openPanelOf(watched.tab);
  // Side by side: most of it is waiting.
  const [expected, actual] = await Promise.all([
    openBareDesktop(options).then((bare) => runCases(bare, page.url, CASES)),
    runCases(watched, page.url, CASES),
  ]);
  await page.close();
  expect(actual).toEqual(expected);
  expect(panel.window.problems()).toEqual([]);
});
