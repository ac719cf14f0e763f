import { echoDay, minuteOfDayIn } from '../lib/calendar.ts'
import { formatFen } from '../lib/money.ts'
import type { Act, Guard } from '../operations/operation.ts'

/** 「陈静 10:03 已把金额改为 ¥3,000,000(300万)」: who changed the deal since, and what to. */
export async function describeRival(
  act: Act,
  guard: Guard,
  since: Date,
): Promise<string | undefined> {
  for (const one of [guard, ...(guard.also ?? [])]) {
    const rival = await rivalOf(act, one, since)
    if (rival) return rival
  }
  return undefined
}

async function rivalOf(
  act: Act,
  guard: Pick<Guard, 'dealId'>,
  since: Date,
): Promise<string | undefined> {
  const entries = await act.tx.audit.findMany({
    where: {
      subjectKind: 'deal',
      subjectId: guard.dealId,
      action: 'deal.change',
      at: { gte: since },
    },
    orderBy: { at: 'desc' },
    take: 3,
  })
  const [latest] = entries
  if (!latest?.userId) return undefined
  const who =
    latest.userId === act.viewer.userId
      ? '你'
      : (await act.tx.user.findUnique({ where: { id: latest.userId } }))?.name
  const same = entries.filter((entry) => entry.at.getTime() === latest.at.getTime())
  const changes = same.map((entry) => fieldText(act, entry.field, entry.newValue))
  return `${who} ${clockText(act, latest.at)} 已把${changes.join(',')}`
}

function fieldText(act: Act, field: string | null, value: string | null): string {
  if (field === 'amountFen') return `金额改为 ${value === null ? '未填' : formatFen(BigInt(value))}`
  if (field === 'closeDate') {
    return `预计签约改为 ${value === null ? '未填' : echoDay(value, act.today)}`
  }
  const stage = act.pipelines.flatMap((p) => p.stages).find((s) => s.id === value)
  return `阶段改为 ${stage?.name ?? ''}`
}

function clockText(act: Act, at: Date): string {
  const minute = minuteOfDayIn(act.zone, at.getTime())
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
