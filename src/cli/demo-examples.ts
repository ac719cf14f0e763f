import { people } from '../../prisma/demo/people.ts'
import type { ExampleGroup } from '../playground/server.ts'
import { byFunction, byHead } from './demo-examples-others.ts'
import { byLeader, bySeller } from './demo-examples-sales.ts'

const byPerson: Readonly<Record<string, readonly ExampleGroup[]>> = {
  ...bySeller,
  ...byLeader,
  ...byHead,
  ...byFunction,
}

/** Sentences that this person of the demo could say now. @param openId of the simulated Feishu */
export function examplesFor(openId: string): readonly ExampleGroup[] {
  const person = people.find(({ id }) => `ou_${id}` === openId)
  return byPerson[person?.id ?? ''] ?? []
}
