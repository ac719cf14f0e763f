/** The page in front of the demo organisation. */
import type { Hono } from 'hono'
import { people, teams } from '../../prisma/demo/people.ts'
import { roles } from '../domain/role.ts'
import type { MovableClock } from '../lib/clock.ts'
import { createPlayground } from '../playground/server.ts'
import type { Store } from '../store/store.ts'
import { clearStore } from './clear-store.ts'
import { examplesFor } from './demo-examples.ts'
import type { Stage } from './demo-stage.ts'
import { stories } from './demo-stories.ts'
import { seedDemo } from './seed-demo.ts'

/** Mount it on the stage; its reset empties the store and seeds it anew. */
export function demoPlayground(
  stage: Stage,
  { store, clock }: { readonly store: Store; readonly clock: MovableClock },
): Hono {
  return createPlayground({
    feishu: stage.feishu,
    ...(stage.wecom && { wecom: stage.wecom }),
    clock,
    people: people.map(({ id, name, role, department }) => ({
      id: `ou_${id}`,
      userId: id,
      name,
      role: roles.find((one) => one.id === role)!.title,
      team: department,
    })),
    groups: teams.map(({ id, name }) => ({ id: `oc_${id}`, name })),
    examples: examplesFor,
    stories,
    reset: async () => {
      await stage.bot.engine.settled()
      await store.write('background', clearStore)
      await seedDemo(store)
    },
  })
}
