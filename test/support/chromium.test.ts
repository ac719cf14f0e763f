import { expect, it } from 'vitest'
import { findChromium } from './chromium.ts'

it('takes the browser that is named', () => {
  expect(findChromium({ CHROMIUM_PATH: process.execPath })).toBe(process.execPath)
})

it('does not go on with another when the named one is not there', () => {
  expect(() => findChromium({ CHROMIUM_PATH: '/nowhere/chromium' })).toThrow('/nowhere/chromium')
})

it('fails for want of a browser only where one is required', () => {
  const found = findChromium({})
  if (found) return expect(findChromium({ DEALGATE_REQUIRE_BROWSER: '1' })).toBe(found)
  expect(() => findChromium({ DEALGATE_REQUIRE_BROWSER: '1' })).toThrow('no Chromium')
})
