import { participationNames } from '../domain/participation.ts'
import type { Participation } from '../domain/permission.ts'
import { echoDay, minuteOfDayIn } from '../lib/calendar.ts'
import { formatFen } from '../lib/money.ts'
import { type Act, type Guard, type RootAt, rootsOf } from '../operations/operation.ts'
import { userNames } from '../store/teams.ts'

/** 「陈静 10:03 已把金额改为 ¥3,000,000(300万)」: who changed the record since, and what to. */
export async function describeRival(
  act: Act,
  guard: Guard,
  since: Date,
): Promise<string | undefined> {
  for (const one of rootsOf(guard)) {
    const rival = await rivalOf(act, one, since)
    if (rival) return rival
  }
  return undefined
}

async function rivalOf(act: Act, root: RootAt, since: Date): Promise<string | undefined> {
  const subject =
    'dealId' in root
      ? { subjectKind: 'deal', subjectId: root.dealId }
      : { subjectKind: 'account', subjectId: root.accountId }
  const entries = await act.tx.audit.findMany({
    where: {
      ...subject,
      action: { in: ['deal.change', 'participant.change'] },
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
  const same = entries.filter(
    ({ at, action }) => at.getTime() === latest.at.getTime() && action === latest.action,
  )
  const changes =
    latest.action === 'participant.change'
      ? await partTexts(act, same)
      : same.map((entry) => fieldText(act, entry.field, entry.newValue))
  return `${who} ${clockText(act, latest.at)} 已把${changes.join(',')}`
}

async function partTexts(
  { tx }: Act,
  entries: readonly { readonly field: string | null; readonly newValue: string | null }[],
): Promise<string[]> {
  const names = await userNames(
    tx,
    entries.flatMap(({ field }) => field ?? []),
  )
  return entries.map(({ field, newValue }) => {
    const name = names.get(field ?? '') ?? ''
    return newValue ? `${name}设为${participationNames[newValue as Participation]}` : `${name}移除`
  })
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
