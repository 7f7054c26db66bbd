import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    setupFiles: ['checks/harness/console.ts'],
    // An embedded database takes seconds to make the first time, and CI machines are slow.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        // As many as there are cores on the machines that check it: most of a test is waiting for its own database.
        test: {
          name: 'suite',
          maxWorkers: 2,
          include: ['src/**/*.test.{ts,tsx}', 'checks/*.test.ts', 'checks/harness/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['checks/browser/**/*.test.ts'],
          globalSetup: ['checks/browser/server.ts'],
          // One browser after the other: layout is measured while pages load.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
