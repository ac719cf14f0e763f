import { defineConfig } from 'vitest/config'
import { closingReporter } from './test/support/closing-reporter.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/strict.ts'],
    reporters: ['default', closingReporter],
    pool: 'forks',
    // Tests wait more than they compute.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
