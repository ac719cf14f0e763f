import type { Reporter, TestModule } from 'vitest/node'

const skippedBrowser =
  'Browser tests were skipped: no Chromium was found (install one, or set CHROMIUM_PATH).'

/**
 * The last words of a run: `120 passed, 0 failed, 3 skipped` alone on a line and, without a
 * browser, that its tests were skipped. Printed at exit, so that nothing comes after them.
 */
export const closingReporter: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    const { passed, failed, skipped } = countTests(modules)
    const broken = failed + unhandledErrors.length
    const closing = [`${passed} passed, ${broken} failed, ${skipped} skipped`]
    const browser = modules.filter(({ relativeModuleId }) => /browser/.test(relativeModuleId))
    if (countTests(browser).skipped > 0) closing.push(skippedBrowser)
    process.once('exit', () => console.log(`\n${closing.join('\n')}`))
  },
}

function countTests(modules: readonly TestModule[]) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const module of modules) {
    // A file that could not be read, or a hook that threw, has no test to show for it.
    counts.failed += module.errors().length
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      // A test that never got to run, as when the run was cut short, has not passed.
      counts[state === 'pending' ? 'failed' : state] += 1
    }
  }
  return counts
}
