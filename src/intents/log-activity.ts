import { type Asked, readDayValue } from '../bot/read-value.ts'
import { auditDenied } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { type ActivityReading, readActivity } from '../language/activity-clauses.ts'
import { type SubjectMention, subjectIn } from '../language/subject.ts'
import { foldName } from '../lib/names.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { readableDeals } from '../operations/find-deal.ts'
import { type LogActivity, logActivity } from '../operations/log-activity.ts'
import type { AccountRow } from '../store/accounts.ts'
import { type DealRow, findDeal } from '../store/deals.ts'

/** A contact with a customer and what comes next, saved at once. */
export const logActivityIntent: Intent = {
  id: 'activity.log',
  what: '记互动',
  examples: [
    '今天拜访了立辰王工,聊可靠性实验室方案,他嫌贵,下周二再报一版',
    '昨天跟华芯李总电话沟通了射频校准的排期,后天发资料',
    '微信联系了中启张经理,客户说年后再看',
  ],
  operations: [logActivity],
  read: (_sentence, free) => {
    const reading = readActivity(free)
    return reading && claim(reading)
  },
}

const claim = (reading: ActivityReading): Claim => ({
  clauses: reading.clauses,
  run: (turn) => run(turn, reading),
})

async function run(turn: Turn, reading: ActivityReading): Promise<Reply> {
  const asked: Asked = { questions: [], refused: undefined }
  const subject = subjectIn(reading.clauses)
  const found = await findAccount(turn, subject, reading, asked)
  if (found && 'reply' in found) return found.reply
  const onDate = readDayValue(turn, asked, {
    slot: 'onDate',
    mention: reading.onDate,
    field: 'past',
  })
  // A next step without a day one can tell is kept in words: what happened is saved all the same.
  const nextAsked: Asked = { questions: asked.questions, refused: undefined }
  const next = readDayValue(turn, nextAsked, {
    slot: 'nextDate',
    mention: reading.nextDate,
    field: 'future',
  })
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!found || asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
  const text = reading.clauses.map((clause) => clause.text.trim()).join(',')
  const deal = await dealAbout(turn, subject, found.account, text)
  const body: LogActivity = {
    accountId: found.account.id,
    dealId: deal?.id,
    kind: reading.kind,
    onDate: onDate?.day ?? turn.today,
    contactName: reading.contactName,
    topic: reading.topic,
    feedback: reading.feedback,
    nextStep: reading.nextStep,
    nextDate: next?.day,
    text,
  }
  return { kind: 'propose', operation: logActivity, body, how: 'at-once' }
}

/** The account by its name, by its deal's, or by the only one of the viewer's that knows the contact. */
async function findAccount(
  turn: Turn,
  subject: SubjectMention | undefined,
  reading: ActivityReading,
  asked: Asked,
): Promise<{ account: AccountRow } | { reply: Reply } | undefined> {
  const contextId = turn.context.accountId ?? (await accountOfDeal(turn, turn.context.dealId))
  const dealAccounts = subject ? await accountsOfDeals(turn, subject.dealIds) : []
  const ids = turn.answers.account
    ? [turn.answers.account]
    : subject
      ? subject.accountIds.length > 0
        ? subject.accountIds
        : dealAccounts
      : contextId
        ? [contextId]
        : []
  const accounts = await permittedAccounts(turn, 'deal.read', ids)
  const [account, ...others] = accounts
  if (account && others.length === 0) return { account }
  if (account) {
    const options = accounts
      .slice(0, 5)
      .map((a) => ({ label: a.name, detail: a.code, value: a.id }))
    asked.questions.push({ slot: 'account', text: '哪个客户?', options })
    return undefined
  }
  if (subject) {
    await auditDenied(turn, subject)
    return { reply: { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } } }
  }
  const said = reading.contactName ?? ''
  return { reply: { kind: 'problem', problem: { id: 'AccountMissing', said } } }
}

async function accountsOfDeals(turn: Turn, dealIds: readonly string[]): Promise<string[]> {
  const deals = await readableDeals(turn, { dealIds, accountIds: [] })
  return [...new Set(deals.map((deal) => deal.accountId))]
}

async function accountOfDeal(turn: Turn, dealId?: string): Promise<string | undefined> {
  return dealId ? (await findDeal(turn.tx, dealId))?.accountId : undefined
}

/** The deal it was about: named, the only open one, or the only one whose name was touched on. */
async function dealAbout(
  turn: Turn,
  subject: SubjectMention | undefined,
  account: AccountRow,
  text: string,
): Promise<DealRow | undefined> {
  const open = await readableDeals(turn, { dealIds: [], accountIds: [account.id] })
  const named = open.filter((deal) => subject?.dealIds.includes(deal.id))
  if (named.length === 1) return named[0]
  if (open.length === 1) return open[0]
  const said = foldName(text)
  const touched = open.filter((deal) => {
    const rest = foldName(deal.name).replace(foldName(account.shortName), '')
    return rest.length >= 2 && [...pairs(rest)].filter((pair) => said.includes(pair)).length >= 2
  })
  return touched.length === 1 ? touched[0] : undefined
}

function* pairs(text: string): Generator<string> {
  for (let i = 0; i + 2 <= text.length; i++) yield text.slice(i, i + 2)
}
