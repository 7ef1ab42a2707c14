import { defineConfig } from '@playwright/test';
import type { Choices } from './e2e/support/fixtures.ts';
import { OTHERWISE } from './e2e/support/otherwise.ts';
import { thisSystem } from './scripts/setup/browser.mjs';
import { findFirefox } from './scripts/setup/firefox.mjs';

/** Without a Firefox there are no such projects: `npm test` has said so, with the reason. */
const hasFirefox = findFirefox(thisSystem()) !== undefined;

const isLong = process.env.WWE_LONG === '1';

const firefox = {
  name: 'firefox',
  testIgnore: ['chromium/**', 'simulator/**'],
  // What hardly depends on the browser, for the panel's files are the same in both: here in the long run only.
  ...(isLong ? {} : { grepInvert: /@panel|@long/ }),
  use: { browserKind: 'firefox' as const },
};
/** Journeys that wait minutes by the clock show no more the second time. */
const once = { grepInvert: /@clock/ };
/** The journeys once more, while the relay is stopped at random moments; in the long run only. */
const restless = {
  name: 'restless firefox',
  testIgnore: ['chromium/**', 'firefox/**', 'simulator/**'],
  ...once,
  use: { browserKind: 'restless firefox' as const },
};

/** The journeys once more where WWE does the other thing, whenever nobody knows what it does; in the long run only. */
const otherwise = {
  name: 'otherwise',
  testIgnore: ['firefox/**', 'simulator/**'],
  ...once,
  use: { browserKind: 'chromium' as const, unknowns: OTHERWISE },
};

/**
 * Longest that an expectation is waited for, in ms. One that holds does not wait: this is for computers that are busy
 * with something else. Where tests are to fail, as in `npm run mutants`, it is shorter.
 */
const PATIENCE = Number(process.env.WWE_PATIENCE || 30_000);

// No retries: a run that flakes is a bug in the test or in the product.
export default defineConfig<object, Choices>({
  tsconfig: './tsconfig.playwright.json',
  testDir: 'e2e',
  timeout: 180_000,
  expect: { timeout: PATIENCE, toPass: { timeout: PATIENCE } },
  fullyParallel: true,
  // What takes long, or only shows what another journey shows too: in the long run only.
  ...(isLong ? {} : { grepInvert: /@long/ }),
  workers: 2,
  forbidOnly: true,
  retries: 0,
  reporter: 'list',
  // Each journey runs in both, except those about what only one of them has.
  projects: [
    { name: 'chromium', testIgnore: ['firefox/**', 'simulator/**'], use: { browserKind: 'chromium' } },
    // The simulator is a product of its own: these need neither extension nor DevTools.
    { name: 'simulator', testDir: 'e2e/simulator' },
    { name: 'example', testDir: 'examples/playwright' },
    { name: 'dev', testDir: 'dev/tests' },
    ...(hasFirefox ? [firefox] : []),
    ...(isLong ? [otherwise] : []),
    ...(hasFirefox && isLong ? [restless] : []),
  ],
});
