import * as z from 'zod'
import {
  type ContactChangeView,
  contactPreviewCard,
  contactSavedCard,
} from '../../cards/contact-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { departmentNames } from '../domain/activity.ts'
import { departments } from '../domain/decision-chain.ts'
import type { Problem } from '../domain/problem.ts'
import { maskPhones } from '../lib/phone.ts'
import { type AuditEntry, writeAudit } from '../store/audit.ts'
import {
  type ContactFields,
  changeContact,
  contactFields,
  contactsOf,
  dropUnusedContact,
  insertNewContact,
} from '../store/contacts.ts'
import { type Reached, reachAccounts } from './find-contact.ts'
import { type Act, defineOperation } from './operation.ts'
import { mayReadPrivate, unread } from './private-facts.ts'

const facts = z.strictObject({
  department: z.enum(departments).optional(),
  title: z.string().max(30).optional(),
  phone: z
    .string()
    .regex(/^\d{7,12}$/)
    .optional(),
  duty: z.string().max(40).optional(),
  preference: z.string().max(40).optional(),
})

const body = z.strictObject({
  accountId: z.string(),
  /** Left out for somebody who is not in the file yet. */
  contactId: z.string().optional(),
  name: z.string().min(1).max(40),
  facts,
})

export type SaveContact = z.infer<typeof body>

const fields = z.strictObject({
  department: z.string().optional(),
  title: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
  duty: z.string().nullable().optional(),
  preference: z.string().nullable().optional(),
})

const undoBody = z.strictObject({
  accountId: z.string(),
  contactId: z.string(),
  name: z.string(),
  isNew: z.boolean(),
  before: fields,
  after: fields,
})

/**
 * What is known of a person at a customer: department, title, number, duty, preference. C2:
 * 「记录每个人的职责、影响力、个人偏好等信息」.
 */
export const saveContact = defineOperation<
  SaveContact,
  ContactChangeView,
  z.infer<typeof undoBody>
>({
  id: 'contact.save',
  supplies: true,
  body,
  undoBody,
  plan: async (act, wish) => {
    const state = await stateOf(act, wish)
    if (!state.ok) return state
    return { ok: true, view: state.view, subject: { kind: 'account', id: wish.accountId } }
  },
  apply: async (act, wish) => {
    const state = await stateOf(act, wish)
    if (!state.ok) return { kind: 'problem', problem: state.problem }
    const contactId = wish.contactId ?? act.ids.next()
    const { accountId, name } = wish
    if (wish.contactId) await changeContact(act.tx, contactId, state.after)
    else {
      await insertNewContact(act.tx, {
        id: contactId,
        accountId,
        name,
        ...wish.facts,
        createdAt: act.now,
      })
    }
    await writeAudit(act, auditOf(wish, contactId, state))
    const missing = !wish.contactId && !wish.facts.phone
    return {
      kind: 'done',
      view: { ...state.view, ...(missing && { phoneMissingOf: contactId }) },
      undo: {
        accountId,
        contactId,
        name,
        isNew: !wish.contactId,
        before: state.before,
        after: state.after,
      },
      subject: { kind: 'account', id: accountId },
    }
  },
  undo: async (act, undo) => {
    const problem = await undoRefusal(act, undo)
    if (problem) return { kind: 'problem', problem }
    if (undo.isNew) await dropUnusedContact(act.tx, undo.contactId)
    else await changeContact(act.tx, undo.contactId, undo.before)
    await writeAudit(act, [
      { action: 'contact.save-undone', subjectKind: 'contact', subjectId: undo.contactId },
    ])
    const now = undo.isNew ? '这位联系人没有建立。' : '已改回原来的样子。'
    return { kind: 'undone', card: undoneCard(undo.name, now) }
  },
  previewCard: contactPreviewCard,
  doneCard: contactSavedCard,
})

type State =
  | {
      readonly ok: true
      readonly view: ContactChangeView
      /** The columns that change, as they are and as they will be. */
      readonly before: ContactFields
      readonly after: ContactFields
    }
  | { readonly ok: false; readonly problem: Problem }

const refused = (problem: Problem): State => ({ ok: false, problem })

async function stateOf(act: Act, wish: SaveContact): Promise<State> {
  const [reached] = await reachAccounts(act, 'activity.log', [wish.accountId])
  if (!reached) return refused({ id: 'NotFoundOrNotAllowed' })
  const contacts = await contactsOf(act.tx, wish.accountId)
  const known = contacts.find((contact) => contact.id === wish.contactId)
  if (wish.contactId && !known) return refused({ id: 'NotFoundOrNotAllowed' })
  const now = known && (await contactFields(act.tx, known.id))
  const wanted = Object.entries(wish.facts).filter(([, value]) => value !== undefined)
  const changed = wanted.filter(([column, value]) => now?.[column as keyof ContactFields] !== value)
  if (known && changed.length === 0) {
    const what = wanted.map(([column, value]) => shown(column, value))
    return refused({ id: 'NothingChanges', what: [[known.name, ...what].join(' ')] })
  }
  const before = Object.fromEntries(
    changed.map(([column]) => [column, now?.[column as keyof ContactFields] ?? null]),
  )
  return {
    ok: true,
    view: viewOf(wish, reached, changed, await readable(act, wish, before)),
    before: known ? before : {},
    after: Object.fromEntries(changed),
  }
}

const labels: Readonly<Record<string, string>> = {
  department: '部门',
  title: '职位',
  phone: '电话',
  duty: '负责',
  preference: '偏好',
}

/** As a card and the audit may show it: never a whole number. */
function shown(column: string, value: string | null | undefined): string {
  if (!value) return '未填'
  if (column === 'department') return value === 'other' ? '未填' : (departmentNames[value] ?? value)
  return column === 'phone' ? maskPhones(value) : value
}

/** Whoever may add to what is private need not read what is there. */
async function readable(act: Act, { accountId }: SaveContact, before: ContactFields) {
  if (!before.preference || (await mayReadPrivate(act, accountId))) return before
  return { ...before, preference: unread }
}

function viewOf(
  wish: SaveContact,
  { account }: Reached,
  changed: readonly (readonly [string, string])[],
  before: ContactFields,
): ContactChangeView {
  return {
    name: wish.name,
    account: account.shortName,
    isNew: !wish.contactId,
    changes: changed.map(([column, value]) => ({
      label: labels[column] ?? column,
      from: shown(column, before[column as keyof ContactFields]),
      to: shown(column, value),
    })),
  }
}

function auditOf(
  { contactId: known, name }: SaveContact,
  contactId: string,
  state: Extract<State, { ok: true }>,
): AuditEntry[] {
  const of = { subjectKind: 'contact', subjectId: contactId }
  const created = known ? [] : [{ action: 'contact.create', ...of, newValue: name }]
  const changed = Object.entries(state.after).map(([column, value]) => ({
    action: 'contact.change',
    ...of,
    field: column,
    oldValue: shown(column, state.before[column as keyof ContactFields]),
    newValue: shown(column, value),
  }))
  return [...created, ...changed]
}

async function undoRefusal(act: Act, undo: z.infer<typeof undoBody>): Promise<Problem | undefined> {
  const [reached] = await reachAccounts(act, 'activity.log', [undo.accountId])
  const now = await contactFields(act.tx, undo.contactId)
  if (!reached || !now) return { id: 'NotFoundOrNotAllowed' }
  const same = Object.entries(undo.after).every(
    ([column, value]) => now[column as keyof ContactFields] === value,
  )
  if (!same) return { id: 'UndoRefused', reason: `${undo.name} 之后又有改动` }
  const used =
    undo.isNew && (await act.tx.contactRole.count({ where: { contactId: undo.contactId } }))
  return used ? { id: 'UndoRefused', reason: `${undo.name} 已在决策链里` } : undefined
}
