/** What becomes of one request for approval by what was said to it. */
import { approvalsCard } from '../../cards/approval-card.ts'
import { noticeCard } from '../../cards/notice-card.ts'
import { colleaguesMeant } from '../bot/meant-colleagues.ts'
import { type Asked, readChoice, readReason } from '../bot/read-value.ts'
import { spreadNews } from '../bot/spread-news.ts'
import type { Reply, Turn } from '../bot/turn.ts'
import { isLight } from '../domain/approval.ts'
import { conditionWords } from '../language/condition-words.ts'
import type { DecisionReading } from '../language/decision-clauses.ts'
import { approveSeveral, mostAtOnce } from '../operations/approve-several.ts'
import { type ApprovalDeed, decideInWords } from '../operations/decide-approval.ts'
import { type FoundApproval, isTheirTurn } from '../operations/find-approval.ts'
import { listApprovals } from '../operations/list-approvals.ts'
import { nudgeApproval } from '../operations/nudge-approval.ts'

/** Asked of this one request, whatever else waits when it is answered. */
export const asking = ({ questions }: Asked, { approval }: FoundApproval): Reply => ({
  kind: 'ask',
  questions,
  settled: { approval: approval.id },
})

/** Does what was said, or previews it, or asks for what is missing. */
export async function decided(
  turn: Turn,
  reading: DecisionReading,
  found: FoundApproval,
): Promise<Reply> {
  switch (reading.kind) {
    case 'approve':
      return propose(found, { do: 'approved', ...commentOf(reading) })
    case 'reject':
    case 'return':
      return withReason(turn, reading, found)
    case 'conditional':
      return underCondition(turn, reading, found)
    case 'hold':
      return stillOpen(found)
    case 'release':
      return withReason(turn, reading, found)
    case 'pass-on':
    case 'add':
      return toSomebody(turn, reading, found)
    case 'withdraw':
      return propose(found, { do: 'withdraw', ...commentOf(reading) }, 'preview')
    case 'nudge':
      return nudged(turn, found)
  }
}

/** What a comment may hold. */
const longestComment = 500

const commentOf = ({ words }: DecisionReading) =>
  words ? { comment: words.slice(0, longestComment) } : {}

const propose = (
  { approval }: FoundApproval,
  deed: ApprovalDeed,
  how: 'at-once' | 'preview' = 'at-once',
): Reply => ({
  kind: 'propose',
  operation: decideInWords,
  body: { approvalId: approval.id, deed },
  how,
})

/** Several at a time: previewed, however short the words were. */
export async function agreeing(turn: Turn, found: readonly FoundApproval[]): Promise<Reply> {
  const theirs = found.filter((one) => isTheirTurn(one, turn.viewer.userId))
  const light = theirs.filter(({ approval }) => isLight(approval)).slice(0, mostAtOnce)
  if (light.length === 0) {
    const words = { title: '这几个要逐个审', none: '' }
    const card = approvalsCard(await listApprovals(turn, found, words))
    return { kind: 'card', card, personal: true }
  }
  const items = light.map(({ approval: { id, round } }) => ({ approvalId: id, round }))
  const apart = found.filter((one) => !light.includes(one)).map(({ approval }) => approval.id)
  return { kind: 'propose', operation: approveSeveral, body: { items, apart }, how: 'preview' }
}

const deeds = { reject: 'rejected', return: 'returned', release: 'release' } as const
const whyAsked = {
  reject: { text: '驳回原因?', options: ['价格太低', '账期太长', '毛利太低'] },
  return: { text: '要改什么?', options: ['价格再高些', '账期再短些', '预付再多些'] },
  release: { text: '特批的原因?', options: ['战略客户', '长期合作'] },
} as const

function withReason(turn: Turn, reading: DecisionReading, found: FoundApproval): Reply {
  const kind = reading.kind as keyof typeof deeds
  const asked: Asked = { questions: [], refused: undefined }
  const isOpen = found.approval.state === 'pending'
  const comment = reading.words ?? (isOpen ? readReason(turn, asked, whyAsked[kind]) : undefined)
  if (asked.questions.length > 0) return asking(asked, found)
  const deed = { do: deeds[kind], ...(comment && { comment: comment.slice(0, longestComment) }) }
  return propose(found, deed, kind === 'release' ? 'preview' : 'at-once')
}

/** U32: agreed to under a condition is not agreed to. */
function underCondition(turn: Turn, reading: DecisionReading, found: FoundApproval): Reply {
  const condition = conditionWords(reading.words ?? '')
  const back = condition ? `要求修改:${condition}` : '要求修改'
  const asked: Asked = { questions: [], refused: undefined }
  const answer = readChoice(turn, asked, {
    slot: 'bound',
    text: `这是有条件的,${found.approval.code} 尚未批准`,
    options: [back, '无条件同意', '先不批'],
  })
  if (answer === undefined) return asking(asked, found)
  if (answer === back)
    return withReason(turn, { ...reading, kind: 'return', words: condition }, found)
  return answer === '无条件同意' ? propose(found, { do: 'approved' }) : stillOpen(found)
}

const stillOpen = ({ approval, deal }: FoundApproval): Reply => ({
  kind: 'card',
  card: noticeCard(`${approval.code} 先不批`, [
    `${deal.name} 还在等你,想好了说「${approval.code} 同意」或「${approval.code} 驳回,原因」。`,
  ]),
  subject: { kind: 'approval', id: approval.id },
  personal: true,
})

async function toSomebody(
  turn: Turn,
  reading: DecisionReading,
  found: FoundApproval,
): Promise<Reply> {
  const meant = await colleaguesMeant(turn, reading.people.slice(0, 1))
  if (meant.nobody !== undefined) {
    return { kind: 'problem', problem: { id: 'PersonUnknown', said: meant.nobody } }
  }
  const settled = { ...meant.settled, approval: found.approval.id }
  const [person] = meant.people
  if (!person) return { kind: 'ask', questions: meant.questions, settled }
  const deed = {
    do: reading.kind as 'pass-on' | 'add',
    to: person.id,
    ...commentOf(reading),
  }
  return propose(found, deed, 'preview')
}

async function nudged(turn: Turn, found: FoundApproval): Promise<Reply> {
  const done = await nudgeApproval(turn, found.approval.id)
  if (!done.ok) return { kind: 'problem', problem: done.problem }
  const key = `nudge:${turn.eventKey ?? turn.ids.next()}`
  await spreadNews(turn, { platform: turn.platform, key }, done.news)
  const line = `已催 ${done.names.join('、')}`
  return {
    kind: 'card',
    card: noticeCard(line, [`${found.approval.code} ${found.deal.name}`], 'done'),
    subject: { kind: 'approval', id: found.approval.id },
    personal: true,
  }
}
