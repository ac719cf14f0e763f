import * as z from 'zod'
import {
  type ActivityView,
  activityLoggedCard,
  activityUndoneCard,
} from '../../cards/activity-card.ts'
import { type ActivityKind, activityKinds } from '../domain/activity.ts'
import { echoDay, isDay } from '../lib/calendar.ts'
import { findContact, refreshLastActivity } from '../store/accounts.ts'
import { insertActivity, insertContact, insertTask } from '../store/activities.ts'
import { writeAudit } from '../store/audit.ts'
import { dropUnusedContact } from '../store/contacts.ts'
import { permittedAccounts } from './find-account.ts'
import { permittedDeal } from './find-deal.ts'
import { type Act, defineOperation, type SubjectRef } from './operation.ts'

const day = z.string().refine(isDay)

const activityBody = z.strictObject({
  accountId: z.string(),
  dealId: z.string().optional(),
  /** What the deal was called then: shown, not stored. */
  dealTitle: z.string().optional(),
  kind: z.enum(Object.keys(activityKinds) as [ActivityKind, ...ActivityKind[]]),
  onDate: day,
  /** As the person wrote the name; matched against the account's contacts. */
  contactName: z.string().optional(),
  topic: z.string().optional(),
  feedback: z.string().optional(),
  nextStep: z.string().optional(),
  nextDate: day.optional(),
  /** What was typed, whole. */
  text: z.string(),
})

export type LogActivity = z.infer<typeof activityBody>

const undoBody = z.strictObject({
  activityId: z.string(),
  accountId: z.string(),
  dealId: z.string().optional(),
  taskId: z.string().optional(),
  /** A contact that this entry brought in. */
  newContactId: z.string().optional(),
})

type UndoActivity = z.infer<typeof undoBody>

/**
 * Logs a contact with an account and its next step, which becomes a task. Additive, so it is saved
 * at once and can be taken back. S1: 「详细记录交互的时间、主题、结果以及下一步行动计划」.
 */
export const logActivity = defineOperation<LogActivity, ActivityView, UndoActivity>({
  id: 'activity.log',
  supplies: true,
  ownWords: ['topic', 'feedback', 'nextStep', 'text'],
  body: activityBody,
  undoBody,
  plan: async (act, body) => {
    const found = await loggable(act, body)
    if (!found) return { ok: false, problem: { id: 'NotFoundOrNotAllowed' } }
    return { ok: true, view: viewOf(act, body, found.shortName), subject: found.subject }
  },
  apply: async (act, body) => {
    const found = await loggable(act, body)
    if (!found) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    const contact = body.contactName
      ? await contactFor(act, body.accountId, body.contactName)
      : undefined
    const activityId = await writeActivity(act, body, contact?.id)
    const taskId =
      body.nextStep && body.nextDate ? await writeTask(act, body, activityId) : undefined
    await refreshLastActivity(act.tx, body.accountId)
    await writeAudit(act, [
      {
        action: 'activity.log',
        subjectKind: 'account',
        subjectId: body.accountId,
        newValue: body.text,
      },
    ])
    const newContact = contact?.isNew ? contact : undefined
    return {
      kind: 'done',
      view: {
        ...viewOf(act, body, found.shortName),
        ...(newContact && { newContact: { id: newContact.id, name: body.contactName! } }),
      },
      undo: {
        activityId,
        accountId: body.accountId,
        dealId: body.dealId,
        taskId,
        newContactId: newContact?.id,
      },
      subject: found.subject,
    }
  },
  undo: async (act, undo) => {
    if (!(await loggable(act, undo))) {
      return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    }
    await act.tx.activity.update({ where: { id: undo.activityId }, data: { undoneAt: act.now } })
    if (undo.taskId) {
      await act.tx.task.update({ where: { id: undo.taskId }, data: { cancelledAt: act.now } })
    }
    if (undo.newContactId) await dropUnusedContact(act.tx, undo.newContactId)
    await refreshLastActivity(act.tx, undo.accountId)
    await writeAudit(act, [
      { action: 'activity.undo', subjectKind: 'account', subjectId: undo.accountId },
    ])
    return { kind: 'undone', card: activityUndoneCard() }
  },
  previewCard: (view, draft) => activityLoggedCard(view, draft, false),
  doneCard: activityLoggedCard,
})

/**
 * The account whose record it goes into, by a right to the account or, for a function that is called
 * up, to the one deal of it.
 */
async function loggable(
  act: Act,
  body: Pick<LogActivity, 'accountId' | 'dealId'>,
): Promise<{ shortName: string; subject: SubjectRef } | undefined> {
  const [account] = await permittedAccounts(act, 'activity.log', [body.accountId])
  if (account) {
    return { shortName: account.shortName, subject: { kind: 'account', id: account.id } }
  }
  const deal = body.dealId && (await permittedDeal(act, 'activity.log', body.dealId))
  if (!deal || deal.accountId !== body.accountId) return undefined
  return { shortName: deal.accountShort, subject: { kind: 'deal', id: deal.id } }
}

function viewOf(act: Act, body: LogActivity, account: string): ActivityView {
  return {
    account,
    kind: activityKinds[body.kind],
    day: echoDay(body.onDate, act.today),
    deal: body.dealTitle,
    contact: body.contactName,
    topic: body.topic,
    feedback: body.feedback,
    nextStep: body.nextStep,
    nextDay: body.nextDate && echoDay(body.nextDate, act.today),
  }
}

/** The contact of this name, or a new one without a phone. */
async function contactFor(act: Act, accountId: string, name: string) {
  const known = await findContact(act.tx, accountId, name)
  if (known) return { id: known.id, isNew: false }
  const id = act.ids.next()
  await insertContact(act.tx, { id, accountId, name, createdAt: act.now })
  return { id, isNew: true }
}

async function writeActivity(act: Act, body: LogActivity, contactId?: string): Promise<string> {
  const id = act.ids.next()
  const byUserId = act.viewer.userId
  await insertActivity(act.tx, { ...body, id, contactId, byUserId, createdAt: act.now })
  return id
}

async function writeTask(act: Act, body: LogActivity, activityId: string): Promise<string> {
  const id = act.ids.next()
  await insertTask(act.tx, {
    id,
    kind: 'next-step',
    ownerId: act.viewer.userId,
    accountId: body.accountId,
    dealId: body.dealId,
    activityId,
    title: body.nextStep!,
    dueDate: body.nextDate!,
    createdAt: act.now,
  })
  return id
}
