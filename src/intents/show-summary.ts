import { summaryCard } from '../../cards/summary-card.ts'
import { readSpan, untilToday } from '../bot/read-span.ts'
import type { Asked } from '../bot/read-value.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { scopeMeant } from '../bot/whose-work.ts'
import { readWork, type WorkAsking } from '../language/work-clause.ts'
import {
  addDays,
  type Day,
  partsOf,
  quarterOf,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
} from '../lib/calendar.ts'
import { type SummaryDays, showSummary } from '../operations/show-summary.ts'

/** What was done in a day, a week, a month: by oneself, by somebody one leads, by a team. */
export const showSummaryIntent: Intent = {
  id: 'work.summarise',
  what: '看小结',
  examples: [
    '本周小结',
    '上周小结',
    '这个月我干了啥',
    '帮我出一份周报',
    '张伟本周小结',
    '华东本周小结',
  ],
  read: ({ clauses }, free) => {
    const asking = readWork(clauses, free)
    if (asking?.about !== 'summary') return undefined
    return { clauses: [...free], run: (turn) => run(turn, asking) }
  },
}

async function run(turn: Turn, asking: WorkAsking): Promise<Reply> {
  const asked: Asked = { questions: [], refused: undefined }
  const days = daysOf(turn, asking, asked)
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!days) return { kind: 'ask', questions: asked.questions }
  if (days.from > turn.today) {
    const reason = '还没到,到时候再看'
    return { kind: 'problem', problem: { id: 'ValueRefused', said: days.word, reason } }
  }
  const meant = await scopeMeant(turn, asking.whose)
  if (meant.kind === 'reply') return meant.reply
  const { scope } = meant
  return { kind: 'card', card: summaryCard(await showSummary(turn, scope, days)) }
}

/** The days said; else those that the noun says, 周报 being this week's; else this week. */
function daysOf(turn: Turn, { date, span }: WorkAsking, asked: Asked): SummaryDays | undefined {
  const { today } = turn
  if (!date || date.found.when.kind === 'vague') {
    const { from, word } = sinceStart(today, span ?? 'week')
    return { from, to: today, word }
  }
  const days = readSpan(turn, asked, { mention: date, field: 'past' })
  return days && { ...untilToday(days, today), word: wordFor(today, days) ?? date.text }
}

function sinceStart(today: Day, span: NonNullable<WorkAsking['span']>) {
  switch (span) {
    case 'day':
      return { from: today, word: '今天' }
    case 'week':
      return { from: startOfWeek(today), word: '本周' }
    case 'month':
      return { from: startOfMonth(today), word: '本月' }
    case 'quarter':
      return { from: startOfQuarter(quarterOf(today)), word: '本季度' }
  }
}

function wordFor(today: Day, { from, to }: { from: Day; to: Day }): string | undefined {
  const monday = startOfWeek(today)
  if (from === to) return from === today ? '今天' : from === addDays(today, -1) ? '昨天' : undefined
  if (from === monday) return '本周'
  if (from === addDays(monday, -7)) return '上周'
  const [year, month] = partsOf(from)
  if (from !== startOfMonth(from) || to.slice(0, 7) !== from.slice(0, 7)) return undefined
  return from === startOfMonth(today) ? '本月' : `${year}年${month}月`
}
