/** One demo organisation for a table of sentences, each said as if it were the first. */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { demoNow } from '../../prisma/demo/units.ts'
import type { Database } from '../support/databases.ts'
import { openScene, type Scene } from '../support/stage.ts'

export type ValueScene = {
  /** Says it in private and reads the last card that came back. */
  readonly say: (text: string, who?: string) => Promise<{ id: string; text: string }>
  readonly tap: (id: string, button: string) => Promise<string>
  readonly deal: (code: string) => Promise<{
    readonly amountFen: bigint | null
    readonly currency: string
    readonly amountApprox: boolean
    readonly taxIncluded: boolean | null
    readonly closeDate: string | null
    readonly closeDatePrecision: string
  }>
  readonly scene: () => Scene
}

/** Between two sentences nothing waits and the clock stands where it stood. */
export function openValueScene(database: Database): ValueScene {
  let scene: Scene

  beforeAll(async () => {
    scene = await openScene(database)
  })
  afterAll(() => scene.finish())
  beforeEach(async () => {
    scene.clock.moveTo(demoNow.getTime())
    const waiting = { state: { in: ['asking', 'previewed'] } }
    await scene.store.write('message', (tx) =>
      tx.draft.updateMany({ where: waiting, data: { state: 'cancelled' } }),
    )
  })

  return {
    say: async (text, who = 'zhangwei') => {
      const { answers } = await scene.say(who, text)
      return { id: answers.at(-1)!.id, text: scene.read(answers.at(-1)) }
    },
    tap: async (id, button) => {
      await scene.tap('zhangwei', id, button)
      return scene.read(scene.feishu.message(id))
    },
    deal: (code) => scene.store.db.deal.findUniqueOrThrow({ where: { code } }),
    scene: () => scene,
  }
}
