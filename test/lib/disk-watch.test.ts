import { expect, it } from 'vitest'
import { watchDisk } from '../../src/lib/disk-watch.ts'

const tellsOf = async (bavail: number): Promise<number | 'nothing'> => {
  const told = Promise.withResolvers<number | 'nothing'>()
  const measured = Promise.withResolvers<void>()
  const measure = async () => {
    measured.resolve()
    return { bavail, blocks: 1_000 }
  }
  const watch = watchDisk('/data', { measure, onLow: told.resolve })
  await measured.promise
  setImmediate(() => told.resolve('nothing'))
  watch.stop()
  return told.promise
}

it.each([
  [99, 9],
  [0, 0],
  [100, 'nothing'],
  [900, 'nothing'],
])('of a disk with %i of 1,000 blocks left it tells: %s', async (left, told) => {
  expect(await tellsOf(left)).toBe(told)
})

it('where it cannot be measured it is quiet', async () => {
  const onLow = () => expect.unreachable()
  const measure = () => Promise.reject(new Error('no such folder'))
  watchDisk('/nowhere', { measure, onLow }).stop()
  await new Promise((resolve) => setImmediate(resolve))
})

it('a real disk has a measure', async () => {
  const watch = watchDisk('.', { onLow: (percent) => expect(percent).toBeLessThan(10) })
  watch.stop()
})
