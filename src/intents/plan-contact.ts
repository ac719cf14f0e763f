import { noticeCard } from '../../cards/notice-card.ts'
import { type Asked, readChoice } from '../bot/read-value.ts'
import type { Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type PlannedContact, readPlannedContact } from '../language/contact-plans.ts'
import { partOfDayMinute } from '../language/part-of-day.ts'
import type { Sentence } from '../language/sentence.ts'
import { type SetReminder, setReminder } from '../operations/set-reminder.ts'
import { readMoment } from './reminder-time.ts'
import { reminderSubject } from './set-reminder.ts'

const remind = '提醒我'
const drop = '不用'

const notYet: Readonly<Record<PlannedContact['kind'], string>> = {
  planned: '还没到,先不记互动。',
  failed: '没联系上,不算互动。',
  'put-off': '这次没成,不算互动。',
}

/** What has not been is no contact: it is offered as a reminder. */
export const planContactIntent: Intent = {
  id: 'activity.plan',
  examples: [
    '明天拜访华芯',
    '约了华芯李总下周四技术交流',
    '给华芯张经理打电话没接,明天再打',
    '本来今天要去立辰的,没去成,改周五了',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'activity.log'),
  operations: [setReminder],
  read: (sentence, free) => {
    const plan = readPlannedContact(free)
    return plan && { clauses: plan.clauses, run: (turn) => run(turn, plan, sentence) }
  },
}

async function run(turn: Turn, plan: PlannedContact, sentence: Sentence): Promise<Reply> {
  const asked: Asked = { questions: [], refused: undefined }
  const when = plan.date ? `${plan.date.text}提醒你` : '要提醒你'
  const text = `${notYet[plan.kind]}${when}「${plan.what}」吗?`
  const answer = readChoice(turn, asked, { slot: 'plan', text, options: [remind, drop] })
  if (answer === undefined) return { kind: 'ask', questions: asked.questions }
  if (answer === drop) {
    return { kind: 'card', card: noticeCard('没有记', ['好。见过、聊过之后说一句,我就记上。']) }
  }
  const minute = plan.part === undefined ? undefined : partOfDayMinute(plan.part)
  const found = plan.date?.found
  const time = found?.time ?? (minute === undefined ? undefined : { minute, guessed: false })
  const moment = readMoment(turn, asked, {
    said: plan.date?.text ?? '',
    mention: found && { ...found, ...(time && { time }) },
  })
  if (asked.refused) return { kind: 'problem', problem: asked.refused }
  if (!moment) return { kind: 'ask', questions: asked.questions }
  const body: SetReminder = {
    title: plan.what,
    day: moment.day,
    minute: moment.minute,
    notes: [...moment.notes],
    ...(await reminderSubject(turn, sentence, plan.clauses)),
  }
  return { kind: 'propose', operation: setReminder, body, how: 'at-once' }
}
