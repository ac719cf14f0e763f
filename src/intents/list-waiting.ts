import type { Card } from '../../cards/kit/card.ts'
import { waitingCard } from '../../cards/waiting-card.ts'
import type { Intent, Turn } from '../bot/turn.ts'
import { dayIn, minuteOfDayIn, shortDay } from '../lib/calendar.ts'
import { type DraftRow, findWaitingDrafts } from '../store/drafts.ts'

/** What was asked and not answered, previewed and not confirmed. */
export const listWaitingIntent: Intent = {
  id: 'draft.list-waiting',
  what: '看待补充的',
  examples: ['待补充', '还有什么没确认', '我还有哪些要补充的', '待确认'],
  read: ({ clauses }, free) => {
    const [clause, ...others] = free
    if (!clause || others.length > 0 || clauses.length > 1) return undefined
    if (!wanted.test(clause.text.trim())) return undefined
    return {
      clauses: [clause],
      run: async (turn) => ({ kind: 'card', card: await waitingList(turn) }),
    }
  },
}

const open = '(?:没|未|要|待|需要|得|等我?|该)(?:补充|确认|回答|答复|回复|点)'
const wanted = new RegExp(
  `^(?:帮我|给我|麻烦|请|看看?|看一?下|查看?|查一?下|列出?来?|打开)*(?:我的?|现在|目前|这边|那些|都|还)*(?:有(?:没有)?)?(?:什么|哪些|啥|几个|多少)?(?:东西|事情?|问题)?(?:是)?(?:我)?(?:还)?${open}(?:完|过)?(?:的|了的)?(?:列表|清单|事项?|问题|内容|东西|单子|修改)?(?:有)?(?:什么|哪些|啥|几个|多少)?(?:吗|呢|啊|吧)?$`,
  'u',
)

export async function waitingList(turn: Turn): Promise<Card> {
  const { viewer, now } = turn
  const drafts = await findWaitingDrafts(turn.tx, { userId: viewer.userId, now })
  return waitingCard({ items: drafts.map((draft) => itemOf(turn, draft)) })
}

function itemOf(
  { zone, today }: Turn,
  { id, version, state, sourceText, body, expiresAt }: DraftRow,
) {
  const asking = body.kind === 'asking' ? body : undefined
  const missing = asking?.questions.filter(({ slot }) => asking.answers[slot] === undefined) ?? []
  const ms = expiresAt.getTime()
  const minute = minuteOfDayIn(zone, ms)
  const time = [Math.floor(minute / 60), minute % 60]
    .map((n) => String(n).padStart(2, '0'))
    .join(':')
  const day = dayIn(zone, ms)
  return {
    id,
    version,
    said: asking?.said ?? sourceText,
    questions: state === 'kept' ? ['缺的补齐后继续'] : missing.map(({ text }) => text),
    until: `${day === today ? '今天' : shortDay(day, today)} ${time}`,
  }
}
