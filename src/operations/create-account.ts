import * as z from 'zod'
import {
  accountCreatedCard,
  accountCreationPreviewCard,
  type NewAccountView,
} from '../../cards/new-account-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { mayDo, mayEver } from '../domain/permission.ts'
import type { Problem } from '../domain/problem.ts'
import { coreName, shortName } from '../lib/names.ts'
import { findSimilarAccounts } from '../store/accounts.ts'
import { insertContact } from '../store/activities.ts'
import { writeAudit } from '../store/audit.ts'
import { nextCode } from '../store/counters.ts'
import { forgetNames, saveNames } from '../store/names.ts'
import { type Act, defineOperation } from './operation.ts'

const creationBody = z.strictObject({
  name: z.string().min(2).max(60),
  mainProducts: z.string().max(100).optional(),
  contact: z.strictObject({ name: z.string(), phone: z.string().optional() }).optional(),
})

export type CreateAccount = z.infer<typeof creationBody>

const undoBody = z.strictObject({ accountId: z.string() })

/**
 * Opens a customer's file. Only the name is needed: S1 「减少销售人员在非销售任务上花费的时间」. One that
 * is there already, by its normalised name, is not opened twice.
 */
export const createAccount = defineOperation<
  CreateAccount,
  NewAccountView,
  z.infer<typeof undoBody>
>({
  id: 'account.create',
  ownWords: ['name', 'mainProducts'],
  body: creationBody,
  undoBody,
  plan: async (act, body) => {
    const problem = await refusal(act, body)
    return problem ? { ok: false, problem } : { ok: true, view: viewOf(act, body) }
  },
  apply: async (act, body) => {
    const problem = await refusal(act, body)
    if (problem) return { kind: 'problem', problem }
    const { id, code } = await writeAccount(act, body)
    return {
      kind: 'done',
      view: { ...viewOf(act, body), code },
      undo: { accountId: id },
      subject: { kind: 'account', id },
    }
  },
  undo: async (act, { accountId }) => {
    const used =
      (await act.tx.deal.count({ where: { accountId } })) +
      (await act.tx.activity.count({ where: { accountId, undoneAt: null } }))
    if (used > 0) {
      const reason = '这个客户已经有商机或互动'
      return { kind: 'problem', problem: { id: 'UndoRefused', reason } }
    }
    const { name, shortName: short } = await act.tx.account.update({
      where: { id: accountId },
      data: { archivedAt: act.now },
    })
    await forgetNames(act.tx, { kind: 'account', id: accountId, name, aliases: [short] })
    await audit(act, accountId, 'account.create-undone', name)
    return { kind: 'undone', card: undoneCard(name, '这个客户没有建立。') }
  },
  previewCard: accountCreationPreviewCard,
  doneCard: accountCreatedCard,
})

/**
 * A customer that a colleague looks after is the one thing whose existence is told to somebody who
 * may not read it: two people working on one customer unknowingly is worse.
 */
async function refusal(act: Act, body: CreateAccount): Promise<Problem | undefined> {
  if (!mayEver(act.viewer, 'deal.create')) return { id: 'NotAllowed' }
  const [same] = await findSimilarAccounts(act.tx, coreName(body.name))
  if (!same) return undefined
  return mayDo(act.viewer, 'deal.read', { ownerId: same.ownerId })
    ? { id: 'AccountExists', code: same.code, name: same.name }
    : { id: 'AccountTaken', ask: await managerOf(act, same.ownerId) }
}

/** Whom to ask about a colleague's customer: who leads the owner, else the owner. */
async function managerOf(act: Act, ownerId: string): Promise<string> {
  const owner = await act.tx.user.findUniqueOrThrow({ where: { id: ownerId } })
  if (!owner.managerId) return owner.name
  const manager = await act.tx.user.findUnique({ where: { id: owner.managerId } })
  return manager?.name ?? owner.name
}

async function writeAccount(act: Act, body: CreateAccount) {
  const id = act.ids.next()
  const code = await nextCode(act.tx, 'account')
  const short = shortName(body.name)
  await act.tx.account.create({
    data: {
      id,
      code,
      name: body.name,
      shortName: short,
      core: coreName(body.name),
      ownerId: act.viewer.userId,
      mainProducts: body.mainProducts,
      source: 'chat',
      createdAt: act.now,
    },
  })
  await saveNames(act.tx, { kind: 'account', id, code, name: body.name, aliases: [short] })
  if (body.contact) {
    const contactId = act.ids.next()
    const { name, phone } = body.contact
    await insertContact(act.tx, { id: contactId, accountId: id, name, createdAt: act.now })
    if (phone) await act.tx.contact.update({ where: { id: contactId }, data: { phone } })
  }
  await audit(act, id, 'account.create', body.name)
  return { id, code }
}

const audit = (act: Act, subjectId: string, action: string, newValue: string) =>
  writeAudit(act, [{ action, subjectKind: 'account', subjectId, newValue }])

const viewOf = (act: Act, { name, mainProducts, contact }: CreateAccount): NewAccountView => ({
  name,
  shortName: shortName(name),
  mainProducts,
  contact: contact && [contact.name, contact.phone].filter(Boolean).join(' '),
  owner: act.viewer.name,
})
