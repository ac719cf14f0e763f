import { resolveAccount } from '../bot/resolve-account.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type FillReading, readFill } from '../language/fill-clauses.ts'
import { subjectIn } from '../language/subject.ts'
import { storedDetails } from '../operations/account-body.ts'
import { fillAccount } from '../operations/fill-account.ts'

/** What a customer's file lacks, told bit by bit. */
export const fillAccountIntent: Intent = {
  id: 'account.fill',
  what: '补客户资料',
  examples: [
    '华芯的行业是半导体',
    '立辰地址苏州工业园区',
    '华芯规模500人以上',
    '中启主营射频器件',
    '把华鑫的地区改成华南',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'account.fill'),
  operations: [fillAccount],
  read: (_sentence, free) => {
    const reading = readFill(free, true)
    return reading && { clauses: reading.clauses, run: (turn) => run(turn, reading) }
  },
}

async function run(turn: Turn, { clauses, details, unknownName }: FillReading): Promise<Reply> {
  const subject = subjectIn([clauses[0]!])
  const resolved = await resolveAccount(turn, { clauses, subject, unknownName })
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const body = { accountId: resolved.account.id, details: storedDetails(details) }
  return { kind: 'propose', operation: fillAccount, body, how: 'at-once' }
}
