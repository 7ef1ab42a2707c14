import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    environment: 'node',
    // Nothing is judged by its time: this ends only what hangs, on however busy a machine.
    testTimeout: 120_000,
    setupFiles: ['scripts/setup/properties.ts'],
  },
});
