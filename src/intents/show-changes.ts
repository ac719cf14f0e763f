import { changesCard } from '../../cards/changes-card.ts'
import { accountMeant } from '../bot/meant-account.ts'
import { readSpan } from '../bot/read-span.ts'
import type { Asked } from '../bot/read-value.ts'
import { notFound, resolveDeal } from '../bot/resolve-deal.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type RecordAsked, readRecordAsked } from '../language/record-asked.ts'
import { permittedDeals } from '../operations/find-deal.ts'
import { type ChangesAsked, showChanges } from '../operations/show-changes.ts'
import { findDealsOf } from '../store/deals.ts'

/** Who changed a record, when, and from what to what. */
export const showChangesIntent: Intent = {
  id: 'audit.show',
  what: '看谁改过',
  examples: [
    '谁改了华芯检测的金额',
    'D-1001 上周谁动过',
    '这个项目阶段什么时候改的',
    '华芯检测的变更记录',
    '华芯检测金额改过吗',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'audit.read'),
  read: ({ clauses }, free) => {
    const asked = readRecordAsked('changes', clauses, free)
    return asked && { clauses: asked.clauses, run: (turn) => run(turn, asked) }
  },
}

async function run(turn: Turn, asked: RecordAsked): Promise<Reply> {
  const open: Asked = { questions: [], refused: undefined }
  const days = asked.date && readSpan(turn, open, { mention: asked.date, field: 'past' })
  if (open.refused) return { kind: 'problem', problem: open.refused }
  if (asked.date && !days) return { kind: 'ask', questions: open.questions }
  const of = { fields: asked.fields, days }
  const ofAccount =
    asked.subject && asked.subject.dealIds.length === 0 && asked.subject.accountIds.length > 0
  return ofAccount ? accountChanges(turn, asked, of) : dealChanges(turn, asked, of)
}

async function dealChanges(
  turn: Turn,
  asked: RecordAsked,
  of: Pick<ChangesAsked, 'fields' | 'days'>,
): Promise<Reply> {
  const resolved = await resolveDeal(turn, asked)
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const [deal] = await permittedDeals(turn, 'audit.read', [resolved.deal])
  if (!deal) return notFound(turn, asked.clauses)
  const subtitle = `${deal.code} · ${deal.accountShort}`
  const view = await showChanges(turn, { title: deal.name, subtitle, deals: [deal], ...of })
  return { kind: 'card', card: changesCard(view), subject: { kind: 'deal', id: deal.id } }
}

/** Of an account with all its open deals: 谁改了华芯的金额. */
async function accountChanges(
  turn: Turn,
  asked: RecordAsked,
  of: Pick<ChangesAsked, 'fields' | 'days'>,
): Promise<Reply> {
  const found = await accountMeant(turn, asked, 'audit.read')
  if (found.kind === 'reply') return found.reply
  if (found.kind === 'ask') return { kind: 'ask', questions: [found.question] }
  const { account } = found.reached
  const all = await findDealsOf(turn.tx, { dealIds: [], accountIds: [account.id] })
  const deals = await permittedDeals(turn, 'audit.read', all)
  const subtitle = `${account.code} · ${deals.length} 个在谈商机`
  const view = await showChanges(turn, {
    title: account.shortName,
    subtitle,
    deals,
    accountId: account.id,
    ...of,
  })
  return { kind: 'card', card: changesCard(view), subject: { kind: 'account', id: account.id } }
}
