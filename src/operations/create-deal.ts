import * as z from 'zod'
import {
  dealCreatedCard,
  dealCreationPreviewCard,
  type NewDealView,
} from '../../cards/new-deal-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { mayEver } from '../domain/permission.ts'
import type { Problem } from '../domain/problem.ts'
import { echoDay } from '../lib/calendar.ts'
import { dealAliases, foldName } from '../lib/names.ts'
import type { AccountRow } from '../store/accounts.ts'
import { writeAudit } from '../store/audit.ts'
import { nextCode } from '../store/counters.ts'
import { changeDealRow } from '../store/deals.ts'
import { forgetNames, saveNames } from '../store/names.ts'
import { amountText } from './deal-change-view.ts'
import {
  amountBody,
  amountField,
  closeDateBody,
  closeDateField,
  readDealForm,
} from './deal-values.ts'
import { permittedAccounts } from './find-account.ts'
import { permittedDeal, readableDeals } from './find-deal.ts'
import { type Act, defineOperation } from './operation.ts'

const creationBody = z.strictObject({
  accountId: z.string(),
  name: z.string().min(2).max(60),
  pipelineId: z.string(),
  stageId: z.string(),
  amount: amountBody.optional(),
  closeDate: closeDateBody.optional(),
})

export type CreateDeal = z.infer<typeof creationBody>

const undoBody = z.strictObject({ dealId: z.string() })

/** Opens a deal for an account the viewer works on. Deals are theirs until handed over. */
export const createDeal = defineOperation<CreateDeal, NewDealView, z.infer<typeof undoBody>>({
  id: 'deal.create',
  ownWords: ['name'],
  body: creationBody,
  undoBody,
  plan: async (act, body) => {
    const checked = await check(act, body)
    if ('problem' in checked) return { ok: false, problem: checked.problem }
    return {
      ok: true,
      view: viewOf(act, body, checked.account),
      subject: { kind: 'account', id: checked.account.id },
    }
  },
  apply: async (act, body) => {
    const checked = await check(act, body)
    if ('problem' in checked) return { kind: 'problem', problem: checked.problem }
    const { id, code } = await writeDeal(act, body, checked.account)
    return {
      kind: 'done',
      view: { ...viewOf(act, body, checked.account), code },
      undo: { dealId: id },
      guard: { dealId: id, version: 1 },
      subject: { kind: 'deal', id },
    }
  },
  undo: async (act, { dealId }, guard) => {
    const deal = await permittedDeal(act, 'deal.edit', dealId)
    if (!deal) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    const at = { id: dealId, version: guard?.version ?? 0, now: act.now }
    if (!(await changeDealRow(act.tx, at, { outcome: 'void' }))) {
      const reason = `${deal.code} 之后又有改动,不能直接撤回`
      return { kind: 'problem', problem: { id: 'UndoRefused', reason } }
    }
    await forgetNames(act.tx, { kind: 'deal', id: dealId, name: deal.name })
    await audit(act, dealId, 'deal.create-undone', deal.name)
    return { kind: 'undone', card: undoneCard(`${deal.code} ${deal.name}`, '这个商机没有建立。') }
  },
  form: {
    fields: (_act, body) => [
      {
        type: 'input',
        name: 'name',
        label: '名称',
        value: body.name,
        required: true,
        maxLength: 60,
      },
      amountField(body.amount),
      closeDateField(body.closeDate),
    ],
    read: (act, body, form) => {
      const name = typeof form.name === 'string' ? form.name.trim() : body.name
      if (name.length < 2) return { ok: false, reason: '名称至少两个字' }
      const read = readDealForm(act, form)
      return read.ok ? { ok: true, body: { ...body, name, ...read.values } } : read
    },
  },
  previewCard: dealCreationPreviewCard,
  doneCard: dealCreatedCard,
})

async function check(
  act: Act,
  body: CreateDeal,
): Promise<{ account: AccountRow } | { problem: Problem }> {
  const [account] = await permittedAccounts(act, 'deal.read', [body.accountId])
  if (!account) return { problem: { id: 'NotFoundOrNotAllowed' } }
  if (!mayEver(act.viewer, 'deal.create')) return { problem: { id: 'NotAllowed' } }
  const open = await readableDeals(act, { dealIds: [], accountIds: [body.accountId] })
  const same = open.find((deal) => foldName(deal.name) === foldName(body.name))
  if (same) return { problem: { id: 'DealExists', code: same.code, name: same.name } }
  return { account }
}

async function writeDeal(act: Act, body: CreateDeal, account: AccountRow) {
  const { tx, now, today, viewer } = act
  const id = act.ids.next()
  const code = await nextCode(tx, 'deal')
  await tx.deal.create({
    data: {
      id,
      code,
      accountId: account.id,
      name: body.name,
      pipelineId: body.pipelineId,
      stageId: body.stageId,
      stageEnteredDate: today,
      amountFen: body.amount ? BigInt(body.amount.fen) : null,
      currency: body.amount?.currency ?? 'CNY',
      amountApprox: body.amount?.approx ?? false,
      taxIncluded: body.amount?.taxIncluded,
      closeDate: body.closeDate?.day,
      closeDatePrecision: body.closeDate?.precision ?? 'day',
      ownerId: viewer.userId,
      createdAt: now,
      updatedAt: now,
    },
  })
  await tx.stageHistory.create({
    data: {
      id: act.ids.next(),
      dealId: id,
      stageId: body.stageId,
      enteredDate: today,
      enteredAt: now,
      byUserId: viewer.userId,
    },
  })
  const aliases = dealAliases(body.name, [account.shortName, account.name])
  await saveNames(tx, { kind: 'deal', id, code, name: body.name, aliases })
  await audit(act, id, 'deal.create', body.name)
  return { id, code }
}

async function audit(act: Act, dealId: string, action: string, name: string): Promise<void> {
  const entry = { action, subjectKind: 'deal', subjectId: dealId, newValue: name }
  await writeAudit(act, [entry])
}

function viewOf(act: Act, body: CreateDeal, account: AccountRow): NewDealView {
  const pipeline = act.pipelines.find((p) => p.id === body.pipelineId)!
  const { amount, closeDate } = body
  return {
    name: body.name,
    account: account.name,
    pipeline: pipeline.name,
    stage: pipeline.stages.find((stage) => stage.id === body.stageId)!.name,
    amount:
      amount &&
      amountText({
        amountFen: BigInt(amount.fen),
        currency: amount.currency,
        amountApprox: amount.approx,
        taxIncluded: amount.taxIncluded ?? null,
      }),
    closeDay: closeDate && echoDay(closeDate.day, act.today, closeDate.precision),
    owner: act.viewer.name,
  }
}
