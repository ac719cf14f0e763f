import * as z from 'zod'
import {
  accountCreatedCard,
  accountCreationPreviewCard,
  type NewAccountView,
} from '../../cards/new-account-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { mayEver } from '../domain/permission.ts'
import type { Problem } from '../domain/problem.ts'
import { companySpellings } from '../language/company-likeness.ts'
import { coreName, shortName } from '../lib/names.ts'
import { maskPhones } from '../lib/phone.ts'
import { convertLead, lockCompanyName, reopenLead } from '../store/alike-companies.ts'
import { type AuditEntry, writeAudit } from '../store/audit.ts'
import { nextCode } from '../store/counters.ts'
import { forgetNames, saveNames } from '../store/names.ts'
import { detailsBody, profileOf } from './account-body.ts'
import { viewProfile } from './account-profile-view.ts'
import { alikeAccounts, whomToAsk } from './alike-accounts.ts'
import { type Act, defineOperation } from './operation.ts'

const creationBody = detailsBody.extend({
  name: z.string().min(2).max(60),
  /** Customers and leads that were looked at and are somebody else. */
  notSame: z.array(z.string()).optional(),
  /** Why it is none of them. */
  reason: z.string().optional(),
  /** The lead that becomes this customer. */
  leadId: z.string().optional(),
  /** Words beside the name that were no detail, to be said so. */
  unread: z.array(z.string()).optional(),
})

export type CreateAccount = z.infer<typeof creationBody>

const undoBody = z.strictObject({ accountId: z.string(), leadId: z.string().optional() })

/**
 * Opens a customer's file. Only the name is needed: S1 「减少销售人员在非销售任务上花费的时间」. One that
 * may be there already, by its name or a phone, is not opened a second time unless its author says
 * that it is another; a lead becomes the customer when that is what was asked for.
 */
export const createAccount = defineOperation<
  CreateAccount,
  NewAccountView,
  z.infer<typeof undoBody>
>({
  id: 'account.create',
  ownWords: ['name', 'mainProducts', 'address'],
  body: creationBody,
  undoBody,
  plan: async (act, body) => {
    const problem = await refusal(act, body)
    return problem ? { ok: false, problem } : { ok: true, view: await viewOf(act, body) }
  },
  apply: async (act, body) => {
    await lockCompanyName(act, coreName(body.name))
    const problem = await refusal(act, body)
    if (problem) return { kind: 'problem', problem }
    const view = await viewOf(act, body)
    if (body.leadId && !(await convertLead(act.tx, body.leadId))) {
      return { kind: 'problem', problem: { id: 'LeadGone' } }
    }
    const { id, code } = await writeAccount(act, body)
    return {
      kind: 'done',
      view: { ...view, code, id },
      undo: { accountId: id, leadId: body.leadId },
      subject: { kind: 'account', id },
    }
  },
  undo: async (act, { accountId, leadId }) => {
    const used =
      (await act.tx.deal.count({ where: { accountId, outcome: { not: 'void' } } })) +
      (await act.tx.activity.count({ where: { accountId, undoneAt: null } }))
    if (used > 0) {
      const reason = '这个客户已经有商机或互动'
      return { kind: 'problem', problem: { id: 'UndoRefused', reason } }
    }
    const {
      name,
      code,
      shortName: short,
    } = await act.tx.account.update({
      where: { id: accountId },
      data: { archivedAt: act.now },
    })
    await forgetNames(act.tx, {
      kind: 'account',
      id: accountId,
      code,
      name,
      aliases: aliasesOf(name, short),
    })
    if (leadId) await reopenLead(act.tx, leadId)
    await audit(act, accountId, { action: 'account.create-undone', newValue: name })
    const lead = leadId ? '线索也恢复了。' : ''
    return { kind: 'undone', card: undoneCard(name, `这个客户没有建立。${lead}`) }
  },
  previewCard: accountCreationPreviewCard,
  doneCard: accountCreatedCard,
})

async function refusal(act: Act, body: CreateAccount): Promise<Problem | undefined> {
  if (!mayEver(act.viewer, 'account.create')) return { id: 'NotAllowed' }
  const except = [...(body.notSame ?? []), ...(body.leadId ? [body.leadId] : [])]
  const phone = body.contact?.phone
  const alike = await alikeAccounts(act, { name: body.name, phone, except })
  const hidden = alike.find((one) => !one.visible)
  if (hidden) return { id: 'AccountTaken', ask: await whomToAsk(act, hidden.ownerId!) }
  const [same] = alike
  return same && { id: 'AccountExists', code: same.code, name: same.name }
}

async function writeAccount(act: Act, body: CreateAccount) {
  const { name, contact, reason, leadId } = body
  const { tx } = act
  const id = act.ids.next()
  const code = await nextCode(tx, 'account')
  const short = body.shortName ?? shortName(name)
  const { industry, mainProducts, scale, region, address } = body
  await tx.account.create({
    data: {
      id,
      code,
      name,
      shortName: short,
      core: coreName(name),
      ownerId: act.viewer.userId,
      industry,
      mainProducts,
      scale,
      region,
      address,
      source: 'chat',
      createdAt: act.now,
    },
  })
  await saveNames(tx, { kind: 'account', id, code, name, aliases: aliasesOf(name, short) })
  if (contact?.name) {
    const { name: contactName, ...rest } = contact
    const data = { ...rest, name: contactName, accountId: id, createdAt: act.now }
    await tx.contact.create({ data: { ...data, id: act.ids.next() } })
  }
  await audit(act, id, { action: 'account.create', newValue: name })
  if (reason) await audit(act, id, { action: 'account.create-anyway', newValue: reason })
  if (leadId) {
    const entry = { action: 'lead.convert', subjectKind: 'lead', subjectId: leadId }
    await writeAudit(act, [{ ...entry, newValue: code }])
  }
  return { id, code }
}

/** 无锡晶锐 is also 晶锐. */
const aliasesOf = (name: string, short: string) => [short, ...companySpellings(name)]

const audit = (act: Act, subjectId: string, entry: Pick<AuditEntry, 'action' | 'newValue'>) =>
  writeAudit(act, [{ subjectKind: 'account', subjectId, ...entry }])

async function viewOf(act: Act, body: CreateAccount): Promise<NewAccountView> {
  const lead = body.leadId && (await act.tx.lead.findUnique({ where: { id: body.leadId } }))
  const account = { ...body, shortName: body.shortName ?? shortName(body.name) }
  return {
    name: body.name,
    shortName: account.shortName,
    owner: act.viewer.name,
    profile: viewProfile(profileOf(account, body.contact?.name ? body.contact : {})),
    ...(lead && { lead: `${lead.code} ${lead.name}` }),
    ...(body.reason && { reason: body.reason }),
    unread: [
      ...(body.unread ?? []),
      ...(body.contact && !body.contact.name ? Object.values(body.contact) : []),
    ].flatMap((words) => (words === undefined ? [] : [maskPhones(words)])),
  }
}
