import { defineConfig } from '@playwright/test';

// No retries: a run that flakes is a bug in the test or in the product.
export default defineConfig({
  testDir: 'e2e',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  reporter: 'list',
});
