/** Acknowledged without being stored: people talking in a group that the bot only overhears. */
import { migratedFile } from '../company/open.ts'
import { chatter } from '../events.ts'
import { type Measure, postAll } from '../measure.ts'
import { race } from '../rounds.ts'
import { fasterThan } from '../verdict.ts'

export const acknowledge: Measure = async ({ rounds, scale, folder, start }) => {
  const file = await migratedFile(`${folder}/acknowledge.db`)
  const dealgate = await start('Dealgate', 'dealgate', { file })
  const hono = await start('bare Hono + node:crypto', 'bare-hono')
  const sdk = await start('SDK adaptDefault', 'node-sdk')
  const contenders = [dealgate, hono, sdk]
  const samples = await race(contenders, rounds, () => {
    const requests = Array.from({ length: 6_000 * scale }, (_, index) => chatter(index))
    return (contender) => postAll(contender, 32, requests)
  })
  return [
    {
      title: 'Acknowledged without store · 32 connections',
      race: samples,
      verdicts: [
        fasterThan(samples, dealgate, hono, 0.85),
        fasterThan(samples, dealgate, sdk, 1.25),
      ],
    },
  ]
}
