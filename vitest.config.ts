import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'checks/**/*.test.ts'],
    setupFiles: ['checks/harness/console.ts'],
    // An embedded database takes seconds to make the first time, and CI machines are slow.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
