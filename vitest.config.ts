import { defineConfig } from 'vitest/config'
import { closingReporter } from './test/support/closing-reporter.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', closingReporter],
  },
})
