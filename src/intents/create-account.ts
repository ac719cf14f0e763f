import type { Intent, Reply } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type NewAccountReading, readNewAccount } from '../language/new-account-clauses.ts'
import { type CreateAccount, createAccount } from '../operations/create-account.ts'

/** A new customer: the name is enough. */
export const createAccountIntent: Intent = {
  id: 'account.create',
  what: '新建客户',
  examples: [
    '新建客户 无锡晶锐微电子,做射频芯片,联系人李工 13800001111',
    '帮我加个客户 宁波远大轴承有限公司',
    '录入一个新客户:合肥智行汽车电子,联系人王经理',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'deal.create'),
  operations: [createAccount],
  read: (_sentence, free) => {
    const reading = readNewAccount(free)
    return reading && { clauses: reading.clauses, run: async () => reply(reading) }
  },
}

function reply({ name, mainProducts, contact }: NewAccountReading): Reply {
  if (name.length < 2) return { kind: 'problem', problem: { id: 'AccountNameMissing' } }
  const body: CreateAccount = { name, mainProducts, contact }
  return { kind: 'propose', operation: createAccount, body, how: 'preview' }
}
