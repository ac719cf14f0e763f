import { gateFormCard } from '../../cards/gate-form-card.ts'
import type { Action, Tap, Tapped } from '../bot/definitions.ts'
import { propose } from '../bot/drafts.ts'
import { departments } from '../domain/decision-chain.ts'
import type { GateItem } from '../domain/gate.ts'
import { normalise } from '../language/normalise.ts'
import type { ChangeDeal } from '../operations/change-deal.ts'
import { gateTo } from '../operations/deal-gate.ts'
import { permittedDeal } from '../operations/find-deal.ts'
import { type LogMilestone, logMilestone } from '../operations/log-milestone.ts'
import type { Operation } from '../operations/operation.ts'
import { type SetStances, setStances } from '../operations/set-stances.ts'
import { contactsOf } from '../store/contacts.ts'
import type { DealRow } from '../store/deals.ts'
import type { DraftRow } from '../store/drafts.ts'
import { withOwnDraft } from './own-draft.ts'

const warning = (text: string): Tapped => ({ toast: { tone: 'warning', text } })

/** One thing that a kept move lacks: a form for it, and what the form brings. */
export const supplyGate: Action = {
  id: 'gate.supply',
  run: withOwnDraft(async (tap, draft) => {
    const found = await lackingIn(tap, draft)
    if (!found) return { toast: { tone: 'info', text: '这一项已经有了,请看最新一张' } }
    const { deal, item } = found
    if (Object.keys(tap.form).length > 0) {
      return item.supply.how === 'contact' ? saveContact(tap, deal) : saveEvidence(tap, deal, item)
    }
    const { how, say, parts = [] } = item.supply
    const view = {
      deal: `${deal.code} ${deal.name}`,
      key: item.key,
      lacks: item.lacks,
      how,
      say,
      parts: parts.filter(({ met }) => !met),
    }
    return { also: { card: gateFormCard(view, draft), subject: { kind: 'deal', id: deal.id } } }
  }),
}

async function lackingIn(
  tap: Tap,
  draft: DraftRow,
): Promise<{ readonly deal: DealRow; readonly item: GateItem } | undefined> {
  if (draft.state !== 'kept' || draft.body.kind !== 'change') return undefined
  const { dealId, stageId } = draft.body.body as ChangeDeal
  const deal = await permittedDeal(tap, 'deal.edit', dealId)
  if (!deal || !stageId) return undefined
  const { missing } = await gateTo(tap, deal, stageId)
  const item = missing.find(({ key }) => key === tap.action.pick)
  return item && { deal, item }
}

const typed = (tap: Tap, name: string): string => {
  const value = tap.form[name]
  return typeof value === 'string' ? normalise(value).trim() : ''
}

async function saveEvidence(tap: Tap, deal: DealRow, { key, supply, lacks }: GateItem) {
  const link = typed(tap, 'link')
  const witness = typed(tap, 'witness')
  if (link && !/^https?:\/\/\S+$/u.test(link)) return warning('链接要以 https:// 开头')
  const parts = (supply.parts ?? []).filter((part) => tap.form[`part-${part.key}`] === 'true')
  if (supply.parts && parts.length === 0) return warning('一项都没勾,没有登记')
  if (!link && (supply.parts || !witness)) return warning('给一个链接,或写谁确认的')
  const body: LogMilestone = {
    dealId: deal.id,
    keys: supply.parts ? parts.map((part) => part.key) : [key],
    kind: link ? 'link' : 'word',
    evidence: link ? link.slice(0, 500) : `${witness}确认`,
    ...(link && { link }),
    ...(witness && { witness }),
  }
  return save(tap, logMilestone, body, lacks)
}

async function saveContact(tap: Tap, deal: DealRow) {
  const name = typed(tap, 'name')
  const department = departments.find((one) => one === tap.form.department)
  if (!name || !department) return warning('姓名和部门都要填')
  const known = (await contactsOf(tap.tx, deal.accountId)).find((one) => one.name === name)
  if (known && known.department !== department) {
    return warning(`${name} 已在联系人里,部门不是这个;请直接说「${name} 是…」改部门`)
  }
  const person = known ? { contactId: known.id, name } : { name, department }
  const body: SetStances = { accountId: deal.accountId, dealIds: [deal.id], people: [person] }
  return save(tap, setStances, body, name)
}

async function save(tap: Tap, operation: Operation, body: unknown, said: string): Promise<Tapped> {
  const origin = { platform: tap.platform, chatId: tap.chat?.id ?? '', said }
  const shown = await propose(tap, origin, { operation, body, how: 'at-once' })
  const saved = shown.draftId !== undefined
  return {
    toast: saved
      ? { tone: 'success', text: '已登记' }
      : { tone: 'warning', text: shown.card.summary ?? shown.card.title },
    card: shown.card,
    draftId: shown.draftId,
  }
}
