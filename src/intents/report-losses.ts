import { lossReportCard } from '../../cards/loss-report-card.ts'
import { readSpan, untilToday } from '../bot/read-span.ts'
import type { Asked } from '../bot/read-value.ts'
import { notFound } from '../bot/resolve-deal.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { scopeMeant } from '../bot/whose-work.ts'
import { mayDo, mayEver } from '../domain/permission.ts'
import { type LossBy, type LossesAsked, readLossesAsked } from '../language/loss-asked.ts'
import { addDays, addMonths } from '../lib/calendar.ts'
import { type LossesWanted, type LossPart, reportLosses } from '../operations/report-losses.ts'

/** Why deals were lost, and in which stage, where and to whom. */
export const reportLossesIntent: Intent = {
  id: 'deal.report-losses',
  what: '看丢单原因',
  examples: ['丢单原因', '最近为什么丢单', '今年丢单原因 按竞品/阶段/地区', '都输给谁了'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'report.read'),
  read: ({ clauses }, free) => {
    const asked = readLossesAsked(clauses, free)
    return asked && { clauses: asked.clauses, run: (turn) => run(turn, asked) }
  },
}

async function run(turn: Turn, asked: LossesAsked): Promise<Reply> {
  if (!mayEver(turn.viewer, 'report.read')) return notFound(turn, asked.clauses)
  const open: Asked = { questions: [], refused: undefined }
  const days = daysOf(turn, asked, open)
  if (open.refused) return { kind: 'problem', problem: open.refused }
  if (!days) return { kind: 'ask', questions: open.questions }
  if (days.from > turn.today) {
    const reason = '还没到,到时候再看'
    return { kind: 'problem', problem: { id: 'ValueRefused', said: days.word, reason } }
  }
  const parts = partsOf(asked.by)
  // 我们 of who leads nobody are all whose work they may look at: themselves.
  const whose = asked.whose?.kind === 'team' && ownReach(turn) === '我的' ? undefined : asked.whose
  if (!whose) {
    const card = await report(turn, { title: `${ownReach(turn)}丢单原因`, days, parts })
    return { kind: 'card', card, personal: true }
  }
  const meant = await scopeMeant(turn, whose)
  if (meant.kind === 'reply') return meant.reply
  const { title, userIds, self } = meant.scope
  const name = self ? '我的' : `${title} `
  const card = await report(turn, { title: `${name}丢单原因`, days, parts, ownerIds: userIds })
  return { kind: 'card', card, ...(self && { personal: true }) }
}

const report = async (turn: Turn, wanted: LossesWanted) =>
  lossReportCard(await reportLosses(turn, wanted))

/** Always by reason; by all else, where nothing was said. */
const partsOf = (by: readonly LossBy[]): LossPart[] => [
  'reason',
  ...(by.length > 0 ? by : (['rival', 'stage', 'region'] as const)),
]

/** As far as the viewer's reports go. */
function ownReach({ viewer }: Turn): string {
  if (mayDo(viewer, 'report.read', { ownerId: '' })) return '全公司'
  return viewer.memberIds.size > 0 ? '团队' : '我的'
}

/** The days said; the last year, and of 最近 the last three months. */
function daysOf(
  turn: Turn,
  { date, back, clauses }: LossesAsked,
  open: Asked,
): LossesWanted['days'] | undefined {
  const { today } = turn
  const last = (months: number, word: string) => ({
    from: addDays(addMonths(today, -months), 1),
    to: today,
    word,
  })
  if (back) {
    const { words: word } = back
    return 'months' in back
      ? last(back.months, word)
      : { from: addDays(today, 1 - back.days), to: today, word }
  }
  if (!date || date.found.when.kind === 'vague') {
    const lately = /最近|近期|近来|这段时间/u.test(clauses.map(({ text }) => text).join(','))
    return lately ? last(3, '近3个月') : last(12, '近12个月')
  }
  const days = readSpan(turn, open, { mention: date, field: 'past' })
  return days && { ...untilToday(days, today), word: date.text }
}
