import { askAlikeAccount } from '../bot/ask-alike-account.ts'
import { askWhichAccount } from '../bot/ask-which-account.ts'
import { seenNames } from '../bot/hide-names.ts'
import { noneOfThem } from '../bot/resolve-deal.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { asActivity, readLogCommand, spokenOf } from '../language/log-command.ts'
import { nameCandidates } from '../language/names.ts'
import { normalise } from '../language/normalise.ts'
import { parseSentence } from '../language/sentence.ts'
import { subjectIn } from '../language/subject.ts'
import { logActivity } from '../operations/log-activity.ts'
import { lastSaidBy } from '../store/inbox.ts'
import { findNames } from '../store/names.ts'
import { proposeActivity } from './log-activity.ts'

/** Keeps what was said just before, understood or not, as a contact with the customer. */
export const logLastIntent: Intent = {
  id: 'activity.log-last',
  what: '把上一句记成互动',
  examples: ['刚才那句记成互动', '把上面那条存成跟进记录', '记互动:立辰还在等预算'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'activity.log'),
  operations: [logActivity],
  read: ({ text, clauses }, free) => {
    const command = free.length === clauses.length ? readLogCommand(text) : undefined
    if (!command) return undefined
    const run = async (turn: Turn) => log(turn, command.words ?? (await lastWords(turn)), text)
    return { clauses: [...clauses], run }
  },
}

async function lastWords(turn: Turn): Promise<string | undefined> {
  const { viewer, platform } = turn
  const identity = await turn.tx.identity.findFirst({ where: { userId: viewer.userId, platform } })
  if (!identity) return undefined
  const said = await lastSaidBy(turn.tx, `${platform}:${identity.externalId}`)
  return said.map(normalise).find((words) => words !== '' && !readLogCommand(words))
}

async function log(turn: Turn, words: string | undefined, command: string): Promise<Reply> {
  if (words === undefined) {
    const reason = '前面没有你说过的话。直接说「今天拜访了立辰王工,聊方案」就行'
    return { kind: 'problem', problem: { id: 'ValueRefused', said: command, reason } }
  }
  const names = await seenNames(turn, await findNames(turn, nameCandidates(words.slice(0, 400))))
  const { clauses } = parseSentence(words, { names, stages: [] })
  const reading = asActivity(clauses, command)
  const said = `记互动:${words}`
  const { accountId, dealId } = turn.context
  const { account: answer } = turn.answers
  const unknown = !answer || answer === noneOfThem ? spokenOf(clauses) : undefined
  if (unknown && !reading.unknownAccount) return askWhose(turn, said, unknown)
  const isNamed = subjectIn(clauses) || reading.contactName || reading.unknownAccount
  if (!isNamed && !accountId && !dealId && !answer) return askWhose(turn, said)
  const reply = await proposeActivity(turn, reading)
  return reply.kind === 'ask' ? { ...reply, said } : reply
}

/** Whose it is; first a name that sounds alike, where one was said. */
async function askWhose(turn: Turn, said: string, unknown?: string): Promise<Reply> {
  const alike = unknown && (await askAlikeAccount(turn, unknown))
  if (alike) return { kind: 'ask', questions: [alike], said }
  const lead = unknown ? `没找到“${unknown}”。` : ''
  const question = await askWhichAccount(turn, `${lead}记在哪个客户名下?`)
  return { kind: 'ask', questions: [question], said }
}
