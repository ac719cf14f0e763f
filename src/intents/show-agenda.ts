import { agendaCard } from '../../cards/agenda-card.ts'
import { type DaySpan, readSpan } from '../bot/read-span.ts'
import type { Asked } from '../bot/read-value.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { scopeMeant } from '../bot/whose-work.ts'
import { readWork, type WorkAsking } from '../language/work-clause.ts'
import { addDays, startOfWeek, weekday } from '../lib/calendar.ts'
import { type AgendaSpan, showAgenda } from '../operations/show-agenda.ts'

/** What waits: for oneself, for somebody one leads, for a team. */
export const showAgendaIntent: Intent = {
  id: 'agenda.show',
  what: '看今天要做什么',
  examples: [
    '我今天要跟进谁',
    '今天有什么事',
    '今日待办',
    '这周要跟进谁',
    '明天干嘛',
    '张伟今天要跟进谁',
  ],
  read: ({ clauses }, free) => {
    const asking = readWork(clauses, free)
    if (asking?.about !== 'agenda') return undefined
    return { clauses: [...free], run: (turn) => run(turn, asking) }
  },
}

async function run(turn: Turn, { whose, date }: WorkAsking): Promise<Reply> {
  const asked: Asked = { questions: [], refused: undefined }
  const days = date
    ? readSpan(turn, asked, { mention: date, field: 'future' })
    : { from: turn.today, to: turn.today }
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!days) return { kind: 'ask', questions: asked.questions }
  const meant = await scopeMeant(turn, whose)
  if (meant.kind === 'reply') return meant.reply
  const { scope } = meant
  return {
    kind: 'card',
    card: agendaCard(await showAgenda(turn, scope, horizonOf(turn, days, date?.text))),
  }
}

/** What is late comes along wherever today is among the days. */
function horizonOf({ today }: Turn, { from, to }: DaySpan, said?: string): AgendaSpan {
  const word = wordFor(today, { from, to }) ?? said ?? '今天'
  return from <= today ? { to, word } : { from, to, word }
}

function wordFor(today: string, { from, to }: DaySpan): string | undefined {
  if (from === to) {
    if (to === today) return '今天'
    return to === addDays(today, 1) ? '明天' : undefined
  }
  const monday = startOfWeek(today)
  if (weekday(from) !== 1 || to !== addDays(from, 6)) return undefined
  return from === monday ? '本周' : from === addDays(monday, 7) ? '下周' : undefined
}
