import { noticeCard } from '../../cards/notice-card.ts'
import { colleaguesMeant } from '../bot/meant-colleagues.ts'
import { type Asked, readChoice, readDayValue, readSettled } from '../bot/read-value.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type DayValue, spanOf } from '../language/date.ts'
import { type DelegationReading, readDelegation } from '../language/delegation-clauses.ts'
import { addDays, echoDay, startOfWeek } from '../lib/calendar.ts'
import { cancelDelegations, delegateApprovals } from '../operations/delegate-approvals.ts'
import { openDelegations } from '../store/delegations.ts'
import { userNames } from '../store/teams.ts'

/** Who decides in one's place while one is away. */
export const delegateApprovalsIntent: Intent = {
  id: 'delegation.set',
  what: '委托审批',
  examples: ['我下周休假,审批交给赵总', '11月23到29号我的审批由赵敏代', '取消委托', '谁在代我审批'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'approval.delegate'),
  operations: [delegateApprovals, cancelDelegations],
  read: ({ clauses }, free) => {
    const reading = readDelegation(clauses, free)
    return reading && claim(reading)
  },
}

const claim = (reading: DelegationReading): Claim => ({
  clauses: reading.clauses,
  run: (turn) => run(turn, reading),
})

async function run(turn: Turn, reading: DelegationReading): Promise<Reply> {
  if (reading.kind === 'ask') return whoStandsIn(turn)
  if (reading.kind === 'cancel') {
    return { kind: 'propose', operation: cancelDelegations, body: {}, how: 'at-once' }
  }
  const said = [...reading.people.slice(0, 1), ...(reading.whose ? [reading.whose] : [])]
  const meant = await colleaguesMeant(turn, said)
  if (meant.nobody !== undefined) {
    return { kind: 'problem', problem: { id: 'PersonUnknown', said: meant.nobody } }
  }
  const [to, whose] = meant.people
  // Somebody else's is theirs to give away.
  if (whose && whose.id !== turn.viewer.userId) {
    return { kind: 'problem', problem: { id: 'NotAllowed' } }
  }
  const asked: Asked = { questions: [...meant.questions], refused: undefined }
  const period = readPeriod(turn, reading, asked)
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!to || !period || asked.questions.length > 0) {
    return { kind: 'ask', questions: asked.questions, settled: meant.settled }
  }
  const body = { toId: to.id, startDate: period.from, endDate: period.to }
  return { kind: 'propose', operation: delegateApprovals, body, how: 'preview' }
}

type Period = { readonly from: string; readonly to: string }

/** 下周 is Monday to Sunday; 23号到27号 both days; 明天开始三天 as many. */
function readPeriod(turn: Turn, reading: DelegationReading, asked: Asked): Period | undefined {
  const [first, second] = reading.dates
  if (!first) return chosenPeriod(turn, asked)
  const start = readDayValue(turn, asked, { slot: 'startDate', mention: first, field: 'future' })
  const days =
    reading.days &&
    readSettled(turn, asked, {
      slot: 'howLong',
      said: '多久',
      reading: reading.days,
      encode: String,
      decode: Number,
    })
  if (!start) return undefined
  const from = reachable(turn, start)
  const last =
    second &&
    readDayValue({ ...turn, today: from }, asked, {
      slot: 'endDate',
      mention: second,
      field: 'future',
    })
  if (second) return last && { from, to: spanOf(last).to }
  return { from, to: days === undefined ? spanOf(start).to : addDays(from, days - 1) }
}

/** A week that has begun counts from today. */
function reachable({ today }: Turn, day: DayValue): string {
  const { from } = spanOf(day)
  return from < today ? today : from
}

function chosenPeriod(turn: Turn, asked: Asked): Period | undefined {
  const { today } = turn
  const monday = startOfWeek(today)
  const periods: Readonly<Record<string, Period>> = {
    今天: { from: today, to: today },
    本周: { from: today, to: addDays(monday, 6) },
    下周: { from: addDays(monday, 7), to: addDays(monday, 13) },
  }
  const options = Object.keys(periods)
  const answer = readChoice(turn, asked, { slot: 'period', text: '委托到什么时候?', options })
  return answer === undefined ? undefined : periods[answer]
}

async function whoStandsIn(turn: Turn): Promise<Reply> {
  const { tx, viewer, today } = turn
  const rows = await openDelegations(tx, viewer.userId, today)
  const names = await userNames(
    tx,
    rows.map(({ toId }) => toId),
  )
  const lines = rows.map(
    ({ toId, startDate, endDate }) =>
      `${names.get(toId) ?? toId},${echoDay(startDate, today)} 至 ${echoDay(endDate, today)}`,
  )
  const none = ['现在没有人代你审批。', '要委托就说「下周审批交给某某」。']
  return {
    kind: 'card',
    card: noticeCard('审批委托', lines.length > 0 ? lines : none),
    personal: true,
  }
}
