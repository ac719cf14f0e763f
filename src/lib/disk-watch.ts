/** Says so before the disk is full. */
import { statfs } from 'node:fs/promises'

const everyMs = 10 * 60_000
const lowPercent = 10

type Space = { readonly bavail: number; readonly blocks: number }

/**
 * Looks now and every ten minutes.
 *
 * @param deps `onLow` is told how many percent are left, each time that it is less than a tenth;
 * `measure` is for tests
 */
export function watchDisk(
  folder: string,
  deps: {
    readonly onLow: (percent: number) => void
    readonly measure?: (folder: string) => Promise<Space>
  },
): { readonly stop: () => void } {
  const { onLow, measure = statfs } = deps
  const look = async () => {
    const { bavail, blocks } = await measure(folder)
    const percent = Math.floor((bavail / blocks) * 100)
    if (percent < lowPercent) onLow(percent)
  }
  // Where it cannot be measured, a write that fails will tell.
  const lookQuietly = () => void look().catch(() => {})
  lookQuietly()
  const timer = setInterval(lookQuietly, everyMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
