import { draftClosedCard } from '../../cards/notice-card.ts'
import { type Asked, readReason } from '../bot/read-value.ts'
import type { AskedQuestion, Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type NewAccountReading, readNewAccount } from '../language/new-account-clauses.ts'
import { storedDetails } from '../operations/account-body.ts'
import { type AlikeCompany, alikeAccounts, whomToAsk } from '../operations/alike-accounts.ts'
import { type CreateAccount, createAccount } from '../operations/create-account.ts'
import { fillAccount } from '../operations/fill-account.ts'
import { alikeWords } from './alike-words.ts'
import { useAccount } from './use-account.ts'

/** A new customer: the name is enough. One that may be there already is asked about first. */
export const createAccountIntent: Intent = {
  id: 'account.create',
  what: '新建客户',
  examples: [
    '新建客户 无锡晶锐微电子,做射频芯片,联系人李工 13800001111',
    '帮我加个客户 宁波远大轴承有限公司',
    '录入一个新客户:合肥智行汽车电子,联系人王经理',
    '新建客户 常州安费诺电子 做连接器 地址常州新北区 500人以上',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'account.create'),
  operations: [createAccount, fillAccount],
  read: (_sentence, free) => {
    const reading = readNewAccount(free)
    return reading && claim(reading)
  },
}

const claim = (reading: NewAccountReading): Claim => ({
  clauses: reading.clauses,
  // Not by commas: one between digits would make a number of them.
  said: reading.clauses.map((clause) => clause.text.trim()).join(';'),
  run: (turn) => run(turn, reading),
})

async function run(turn: Turn, { name, details, unread }: NewAccountReading): Promise<Reply> {
  if (!mayEver(turn.viewer, 'account.create')) {
    return { kind: 'problem', problem: { id: 'NotAllowed' } }
  }
  if (name.length < 2) return { kind: 'problem', problem: { id: 'AccountNameMissing' } }
  const body: CreateAccount = {
    name,
    ...storedDetails(details),
    ...(unread.length > 0 && { unread: [...unread] }),
  }
  const alike = await alikeAccounts(turn, { name, phone: body.contact?.phone })
  const hidden = alike.find((one) => !one.visible)
  if (hidden) {
    const ask = await whomToAsk(turn, hidden.ownerId!)
    return { kind: 'problem', problem: { id: 'AccountTaken', ask } }
  }
  if (alike.length === 0) {
    return { kind: 'propose', operation: createAccount, body, how: 'preview' }
  }
  return turn.answers.same === undefined
    ? { kind: 'ask', questions: [whichOne(alike)] }
    : settleAlike(turn, body, alike)
}

/** Not a word of what was typed is lost, whichever of these is tapped. */
function whichOne(alike: readonly AlikeCompany[]): AskedQuestion {
  const shown = alike.slice(0, 3)
  const isOnly = shown.length === 1
  const anew = shown.some((one) => one.kind === 'account') ? '仍新建(写原因)' : '仍新建'
  return {
    slot: 'same',
    text: shown.map(alikeWords).join(';'),
    options: [
      ...shown.map(({ kind, id, code }) => {
        const label = kind === 'lead' ? '转为该客户' : '用已有'
        return { label: isOnly ? label : `${label} ${code}`, value: `${kind}:${id}` }
      }),
      { label: anew, value: 'anew' },
      { label: '取消', value: 'cancel' },
    ],
  }
}

/** The tap on the card has said it: what comes of it is saved at once, with a way back. */
async function settleAlike(
  turn: Turn,
  body: CreateAccount,
  alike: readonly AlikeCompany[],
): Promise<Reply> {
  const answer = turn.answers.same!
  if (answer === 'cancel') return { kind: 'card', card: draftClosedCard('已取消', turn.typed) }
  const notSame = alike.map(({ id }) => id)
  const at = { operation: createAccount, how: 'at-once' } as const
  if (answer === 'anew') {
    const asked: Asked = { questions: [], refused: undefined }
    const reason = alike.some((one) => one.kind === 'account')
      ? readReason(turn, asked, whyAnew)
      : undefined
    if (asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
    return { kind: 'propose', ...at, body: { ...body, notSame, ...(reason && { reason }) } }
  }
  const picked = alike.find(({ kind, id }) => `${kind}:${id}` === answer)
  if (!picked) return { kind: 'problem', problem: { id: 'LeadGone' } }
  if (picked.kind === 'account') return useAccount(turn, picked.id, body)
  return { kind: 'propose', ...at, body: { ...(await withLead(turn, body, picked.id)), notSame } }
}

const whyAnew = { text: '为什么仍新建?', options: ['不是同一家', '同集团的另一家', '旧档案已停用'] }

/** What the lead knows beside what was typed. */
async function withLead(turn: Turn, body: CreateAccount, leadId: string): Promise<CreateAccount> {
  const lead = await turn.tx.lead.findUniqueOrThrow({ where: { id: leadId } })
  const { industry, region, contactName, contactPhone } = lead
  const samePerson = !body.contact?.name || body.contact.name === contactName
  const contact = samePerson
    ? {
        ...(contactName && { name: contactName }),
        ...(contactPhone && { phone: contactPhone }),
        ...body.contact,
      }
    : body.contact
  return {
    ...(industry && { industry }),
    ...(region && { region }),
    ...body,
    ...(contact && Object.keys(contact).length > 0 && { contact }),
    leadId,
  }
}
