import * as z from 'zod'
import {
  type ChainChangeView,
  chainChangedCard,
  chainPreviewCard,
} from '../../cards/decision-chain-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { departmentNames } from '../domain/activity.ts'
import {
  departments,
  influenceNames,
  influences,
  type Stance,
  stanceNames,
  stances,
} from '../domain/decision-chain.ts'
import type { Problem } from '../domain/problem.ts'
import { type AuditEntry, writeAudit } from '../store/audit.ts'
import {
  type ChainRow,
  type ContactRow,
  chainsOf,
  contactsOf,
  dropUnusedContact,
  insertNewContact,
  removeChainRow,
  saveChainRow,
} from '../store/contacts.ts'
import { type DealRow, findDealsOf } from '../store/deals.ts'
import { permittedDeals } from './find-deal.ts'
import { type Act, defineOperation } from './operation.ts'

const body = z.strictObject({
  accountId: z.string(),
  dealIds: z.array(z.string()).min(1),
  people: z
    .array(
      z.strictObject({
        /** Left out for somebody who is not in the file yet. */
        contactId: z.string().optional(),
        name: z.string().min(1).max(40),
        department: z.enum(departments).optional(),
        stance: z.enum(stances).optional(),
        influence: z.enum(influences).optional(),
      }),
    )
    .min(1),
})

export type SetStances = z.infer<typeof body>

const chainRow = z.strictObject({
  dealId: z.string(),
  contactId: z.string(),
  stance: z.enum([...stances, 'unknown']),
  influence: z.enum(influences).nullable(),
})

const undoBody = z.strictObject({
  dealIds: z.array(z.string()),
  rows: z.array(z.strictObject({ before: chainRow.nullable(), after: chainRow })),
  newContactIds: z.array(z.string()),
})

/**
 * On whose side people at the customer are, for one deal or several. C1: 「识别和管理所有相关的决策者和
 * 影响者」. Additive: saved at once, but somebody new is confirmed first.
 */
export const setStances = defineOperation<SetStances, ChainChangeView, z.infer<typeof undoBody>>({
  id: 'deal.set-stances',
  supplies: true,
  body,
  undoBody,
  plan: async (act, wish) => {
    const state = await stateOf(act, wish)
    if (!state) return { ok: false, problem: { id: 'NotFoundOrNotAllowed' } }
    const same = alreadySo(wish, state)
    if (same) return { ok: false, problem: same }
    return { ok: true, view: viewOf(wish, state), subject: subjectOf(wish) }
  },
  apply: async (act, wish) => {
    const state = await stateOf(act, wish)
    if (!state) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    const same = alreadySo(wish, state)
    if (same) return { kind: 'problem', problem: same }
    const view = viewOf(wish, state)
    const people = await withContacts(act, wish)
    const rows = rowsOf({ ...wish, people }, state.chain)
    for (const { after } of rows) await saveChainRow(act.tx, after)
    await writeAudit(act, rows.map(auditOf(people)))
    const newContactIds = people
      .filter((_, i) => !wish.people[i]!.contactId)
      .map((p) => p.contactId)
    return {
      kind: 'done',
      view,
      undo: { dealIds: wish.dealIds, rows, newContactIds },
      subject: subjectOf(wish),
    }
  },
  undo: async (act, undo) => {
    const deals = await workableDeals(act, undo.dealIds)
    if (deals.length < undo.dealIds.length) {
      return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    }
    const now = await chainsOf(act.tx, undo.dealIds)
    if (undo.rows.some(({ after }) => !sameRow(rowFor(now, after), after))) {
      const reason = '决策链之后又有改动'
      return { kind: 'problem', problem: { id: 'UndoRefused', reason } }
    }
    for (const { before, after } of undo.rows) {
      await (before ? saveChainRow(act.tx, before) : removeChainRow(act.tx, after))
    }
    for (const id of undo.newContactIds) await dropUnusedContact(act.tx, id)
    await writeAudit(
      act,
      undo.dealIds.map((id) => ({
        action: 'deal.stance-undone',
        subjectKind: 'deal',
        subjectId: id,
      })),
    )
    return { kind: 'undone', card: undoneCard('决策链', '已改回原来的样子。') }
  },
  previewCard: chainPreviewCard,
  doneCard: chainChangedCard,
})

const subjectOf = ({ dealIds, accountId }: SetStances) =>
  dealIds.length === 1
    ? ({ kind: 'deal', id: dealIds[0]! } as const)
    : ({ kind: 'account', id: accountId } as const)

type State = {
  readonly deals: readonly DealRow[]
  readonly contacts: readonly ContactRow[]
  readonly chain: readonly ChainRow[]
}

async function workableDeals(act: Act, dealIds: readonly string[]): Promise<DealRow[]> {
  const deals = await findDealsOf(act.tx, { dealIds, accountIds: [] })
  return permittedDeals(act, 'activity.log', deals)
}

/** Undefined when the viewer may not do it to all of the deals. */
async function stateOf(act: Act, wish: SetStances): Promise<State | undefined> {
  const deals = (await workableDeals(act, wish.dealIds)).filter(
    (deal) => deal.accountId === wish.accountId,
  )
  if (deals.length < wish.dealIds.length) return undefined
  const contacts = await contactsOf(act.tx, wish.accountId)
  const known = new Set(contacts.map((contact) => contact.id))
  if (wish.people.some(({ contactId }) => contactId && !known.has(contactId))) return undefined
  return { deals, contacts, chain: await chainsOf(act.tx, wish.dealIds) }
}

type Person = SetStances['people'][number]

/** Where everybody stands so already, nothing is written. */
function alreadySo(wish: SetStances, { chain }: State): Problem | undefined {
  if (wish.people.some(({ contactId }) => !contactId)) return undefined
  const people = wish.people.map((person) => ({ ...person, contactId: person.contactId! }))
  const rows = rowsOf({ ...wish, people }, chain)
  if (rows.some(({ before, after }) => !before || !sameRow(before, after))) return undefined
  const first = rows.filter(({ after }) => after.dealId === wish.dealIds[0])
  return {
    id: 'NothingChanges',
    what: first.map(({ after }, i) => `${people[i]!.name} ${describe(after)}`),
  }
}

/** Everybody with an id; who is new is put into the file. */
async function withContacts(act: Act, wish: SetStances) {
  const people: (Person & { contactId: string })[] = []
  for (const person of wish.people) {
    const contactId = person.contactId ?? act.ids.next()
    if (!person.contactId) {
      const { accountId } = wish
      const { name, department } = person
      await insertNewContact(act.tx, {
        id: contactId,
        accountId,
        name,
        department,
        createdAt: act.now,
      })
    }
    people.push({ ...person, contactId })
  }
  return people
}

const rowFor = (chain: readonly ChainRow[], of: Pick<ChainRow, 'dealId' | 'contactId'>) =>
  chain.find((row) => row.dealId === of.dealId && row.contactId === of.contactId)

const sameRow = (a: ChainRow | undefined, b: ChainRow) =>
  a?.stance === b.stance && (a.influence ?? null) === b.influence

function rowsOf(
  wish: { dealIds: readonly string[]; people: readonly (Person & { contactId: string })[] },
  chain: readonly ChainRow[],
) {
  return wish.dealIds.flatMap((dealId) =>
    wish.people.map(({ contactId, stance, influence }) => {
      const before = rowFor(chain, { dealId, contactId }) ?? null
      const after: ChainRow = {
        dealId,
        contactId,
        stance: stance ?? before?.stance ?? 'unknown',
        influence: influence ?? before?.influence ?? null,
      }
      return { before, after }
    }),
  )
}

type Rows = ReturnType<typeof rowsOf>

const auditOf =
  (people: readonly (Person & { contactId: string })[]) =>
  ({ before, after }: Rows[number]): AuditEntry => ({
    action: 'deal.stance',
    subjectKind: 'deal',
    subjectId: after.dealId,
    field: people.find(({ contactId }) => contactId === after.contactId)?.name,
    oldValue: before && describe(before),
    newValue: describe(after),
  })

const describe = ({ stance, influence }: Pick<ChainRow, 'stance' | 'influence'>): string =>
  [
    stance === 'unknown' ? '未知' : stanceNames[stance],
    influence && `影响力${influenceNames[influence]}`,
  ]
    .filter(Boolean)
    .join(' ')

/** What of it changes, old and new; all of it where nothing does. */
function told(before: ChainRow | null, after: ChainRow) {
  const was = before ?? { stance: 'unknown' as const, influence: null }
  if (before && sameRow(before, after)) {
    return { from: describe(before), to: describe(after), note: '没变' }
  }
  const weighs = was.influence !== after.influence
  if (was.stance === after.stance && weighs) {
    const words = (influence: ChainRow['influence']) =>
      `影响力${influence ? influenceNames[influence] : '未知'}`
    return { from: words(was.influence), to: words(after.influence) }
  }
  if (weighs) return { from: describe(was), to: describe(after) }
  const plain = ({ stance }: Pick<ChainRow, 'stance'>) => describe({ stance, influence: null })
  return { from: plain(was), to: plain(after) }
}

/** As it will be, or has become. */
function viewOf(wish: SetStances, { deals, contacts, chain }: State): ChainChangeView {
  const people = wish.people.map((person, i) => ({
    ...person,
    contactId: person.contactId ?? `new${i}`,
  }))
  const rows = rowsOf({ ...wish, people }, chain)
  const [first] = wish.dealIds
  const everybody = [
    ...contacts.map(({ id }) => id),
    ...people.filter((_, i) => !wish.people[i]!.contactId).map(({ contactId }) => contactId),
  ]
  const countsOf = (dealId: string) =>
    counted(
      everybody.map((contactId) => {
        const at = { dealId, contactId }
        const changed = rows.find(
          ({ after }) => after.dealId === dealId && after.contactId === contactId,
        )
        return changed?.after.stance ?? rowFor(chain, at)?.stance ?? 'unknown'
      }),
    )
  const counts = deals.map((deal) => ({ name: deal.name, counts: countsOf(deal.id) }))
  const same = counts.every((one) => one.counts === counts[0]!.counts)
  return {
    deals: deals.map((deal) => `${deal.code} ${deal.name}`).join('、'),
    changes: rows
      .filter(({ after }) => after.dealId === first)
      .map(({ before, after }) => {
        const person = people.find(({ contactId }) => contactId === after.contactId)!
        const contact = contacts.find(({ id }) => id === person.contactId)
        const department = contact?.department ?? person.department
        const where = department && department !== 'other' ? `(${departmentNames[department]})` : ''
        return {
          label: `${contact?.name ?? person.name}${where}`,
          ...told(before, after),
          ...(!contact && { note: '新联系人' }),
        }
      }),
    counts: same ? [counts[0]!.counts] : counts.map((one) => `${one.name} ${one.counts}`),
    newPeople: wish.people.filter(({ contactId }) => !contactId).map(({ name }) => name),
  }
}

/** 反对1 支持1 未知0 中立1 */
function counted(all: readonly (Stance | 'unknown')[]): string {
  const count = (stance: string) => all.filter((one) => one === stance).length
  return `反对${count('against')} 支持${count('support')} 未知${count('unknown')} 中立${count('neutral')}`
}
