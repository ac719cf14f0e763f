import * as z from 'zod'
import {
  type DealWonView,
  dealWinPreviewCard,
  dealWonCard,
  type WinBlockedView,
  winBlockedCard,
} from '../../cards/deal-won-card.ts'
import { currentApprovers } from '../domain/approval.ts'
import { nextStage } from '../domain/pipeline.ts'
import type { Problem } from '../domain/problem.ts'
import { echoDay, isDay } from '../lib/calendar.ts'
import { formatFen } from '../lib/money.ts'
import { pendingOf } from '../store/approvals.ts'
import { writeAudit } from '../store/audit.ts'
import { insertContract, isNumberTaken } from '../store/contracts.ts'
import { changeDealRow, type DealRow, writeStageMove } from '../store/deals.ts'
import { supersedeKept } from '../store/drafts.ts'
import { userNames } from '../store/teams.ts'
import { approvedTerms, type TermsRow } from '../store/terms.ts'
import { gateTo, pipelineOf } from './deal-gate.ts'
import { amountBody, amountField, readDealForm } from './deal-values.ts'
import { permittedDeal } from './find-deal.ts'
import { handOver } from './hand-over.ts'
import { type Act, defineOperation } from './operation.ts'

const winBody = z.strictObject({
  dealId: z.string(),
  /** What the contract says; the approved price where nothing was said. */
  amount: amountBody.optional(),
  /** As it stands on the paper. */
  number: z.string().min(1).max(60).optional(),
  signedDate: z.string().refine(isDay).optional(),
  fileHash: z.string().optional(),
  link: z.string().max(500).optional(),
})

export type WinDeal = z.infer<typeof winBody>

/**
 * Closes a deal as won: on approved terms, with the contract that carries them out, its amount the
 * approved one. What stands in the way is said, and the closing is kept until it is gone. S0:
 * 「签署正式合同」; S2: 「簽約成交并移交實施部門」. A closing is not taken back; a deal can be reopened.
 */
export const winDeal = defineOperation<WinDeal, DealWonView, never>({
  id: 'deal.win',
  ownWords: ['number'],
  body: winBody,
  undoBody: z.never(),
  plan: async (act, body) => {
    const closing = await look(act, body)
    if (closing.kind === 'problem') return { ok: false, problem: closing.problem }
    const { deal } = closing
    const guard = { dealId: deal.id, version: deal.version }
    const subject = { kind: 'deal', id: deal.id } as const
    if (closing.kind === 'blocked') {
      const { view } = closing
      return {
        ok: false,
        problem: { id: 'NotYetWon', why: view.why },
        kept: { card: (draft) => winBlockedCard(view, draft), guard, subject },
      }
    }
    return { ok: true, view: closing.view, guard, subject }
  },
  apply: async (act, body, guard) => {
    const closing = await look(act, body)
    if (closing.kind === 'problem') return { kind: 'problem', problem: closing.problem }
    // Drawn anew it is refused, and kept.
    if (closing.kind === 'blocked') return { kind: 'stale' }
    const { deal, terms, view } = closing
    if (deal.version !== guard?.version) return { kind: 'stale' }
    const missing = whatIsMissing(body)
    if (missing) return { kind: 'problem', problem: missing }
    if (body.number && (await isNumberTaken(act.tx, body.number))) {
      return { kind: 'problem', problem: { id: 'ContractNumberTaken', number: body.number } }
    }
    if (!(await close(act, deal, { body, terms }))) return { kind: 'stale' }
    const { to, news } = await handOver(act, deal)
    return {
      kind: 'done',
      view: { ...view, ...(to && { handedTo: to }) },
      guard: { dealId: deal.id, version: deal.version + 1 },
      subject: { kind: 'deal', id: deal.id },
      news,
    }
  },
  form: {
    fields: (act, body) => [
      amountField(body.amount),
      { type: 'input', name: 'number', label: '合同号', value: body.number, maxLength: 60 },
      { type: 'date', name: 'signedDate', label: '签署日', value: body.signedDate ?? act.today },
      { type: 'input', name: 'link', label: '合同链接', value: body.link, maxLength: 500 },
    ],
    read: (act, body, form) => {
      const text = (name: string) => {
        const value = form[name]
        return typeof value === 'string' ? value.trim() : ''
      }
      const money = readDealForm(act, { amount: text('amount') })
      if (!money.ok) return money
      const signedDate = text('signedDate')
      if (signedDate && !isDay(signedDate)) return { ok: false, reason: '签署日看不懂' }
      const { amount } = money.values
      const filled = {
        ...body,
        ...(amount && { amount }),
        ...(text('number') && { number: text('number').slice(0, 60) }),
        ...(text('link') && { link: text('link').slice(0, 500) }),
        ...(signedDate && { signedDate }),
      }
      return whatIsMissing(filled)
        ? { ok: false, reason: '填一下合同号,或合同链接' }
        : { ok: true, body: filled }
    },
  },
  merge: (earlier, later) =>
    earlier.dealId === later.dealId ? { ...earlier, ...later } : undefined,
  previewCard: dealWinPreviewCard,
  doneCard: (view) => dealWonCard(view),
})

/** A contract is known by its number, or by the paper itself. */
const whatIsMissing = ({ number, fileHash, link }: WinDeal): Problem | undefined =>
  number || fileHash || link ? undefined : { id: 'ContractMissing' }

type Closing =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'blocked'; readonly deal: DealRow; readonly view: WinBlockedView }
  | {
      readonly kind: 'ready'
      readonly deal: DealRow
      readonly terms: TermsRow
      readonly view: DealWonView
    }

async function look(act: Act, body: WinDeal): Promise<Closing> {
  const deal = await permittedDeal(act, 'deal.close', body.dealId)
  if (!deal) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
  const name = `${deal.code} ${deal.name}`
  if (deal.outcome !== 'open') {
    return { kind: 'problem', problem: { id: 'DealClosed', deal: name, outcome: deal.outcome } }
  }
  if (body.signedDate && body.signedDate > act.today) {
    return { kind: 'problem', problem: { id: 'SignedLater', day: body.signedDate } }
  }
  const blocked = await blockers(act, deal)
  const terms = await approvedTerms(act.tx, deal.id, act.today)
  const heading = { code: deal.code, name: deal.name, account: deal.accountShort }
  const said = body.amount && moneyOf(body.amount)
  if (blocked || !terms) {
    const why = blocked ?? { why: '还没有批准的商务条款', supply: termsSupply(deal) }
    return { kind: 'blocked', deal, view: { deal: heading, ...(said && { amount: said }), ...why } }
  }
  const { priceFen, currency } = terms
  if (body.amount && (BigInt(body.amount.fen) !== priceFen || body.amount.currency !== currency)) {
    return { kind: 'problem', problem: differs(body.amount, terms) }
  }
  return {
    kind: 'ready',
    deal,
    terms,
    view: {
      deal: heading,
      amount: formatFen(priceFen, { currency }),
      number: body.number,
      signed: echoDay(body.signedDate ?? act.today, act.today),
      signedDate: body.signedDate ?? act.today,
      paper: body.fileHash ? '文件已收到' : body.link,
    },
  }
}

const moneyOf = ({ fen, currency, approx }: z.infer<typeof amountBody>) =>
  formatFen(BigInt(fen), { currency, approx })

const termsSupply = ({ name }: DealRow) => ({ say: `${name} 申请条款审批` })

/** What stands between the deal and its contract: a request under way, then the gates before it. */
async function blockers(
  act: Act,
  deal: DealRow,
): Promise<Pick<WinBlockedView, 'why' | 'nudge' | 'supply'> | undefined> {
  const [pending] = await pendingOf(act.tx, [deal.id])
  if (pending) {
    const ids = currentApprovers(pending)
    const names = await userNames(act.tx, ids)
    const current = ids.map((id) => names.get(id) ?? id).join('、')
    return {
      why: `条款审批 ${pending.code} 未完成(待 ${current})`,
      nudge: { id: pending.id, round: pending.round },
    }
  }
  const won = pipelineOf(act, deal).stages.find(({ outcome }) => outcome === 'won')
  if (!won) return undefined
  const { missing } = await gateTo(act, deal, won.id)
  if (missing.length === 0) return undefined
  return {
    why: missing
      .map(({ lacks }) => lacks)
      .join('、')
      .concat(' 还没有'),
    supply: { say: missing[0]!.supply.say },
  }
}

function differs(said: z.infer<typeof amountBody>, terms: TermsRow): Problem {
  const { priceFen, currency } = terms
  const approved = formatFen(priceFen, { currency })
  const contract = moneyOf(said)
  if (said.currency !== currency) return { id: 'ContractDiffers', contract, approved }
  const by = BigInt(said.fen) - priceFen
  const off = formatFen(by < 0n ? -by : by, { currency })
  return { id: 'ContractDiffers', contract, approved, difference: `${by < 0n ? '少' : '多'}${off}` }
}

/** Compare-and-set first, then what hangs on it. False when somebody else was first. */
async function close(
  act: Act,
  deal: DealRow,
  { body, terms }: { readonly body: WinDeal; readonly terms: TermsRow },
): Promise<boolean> {
  const { tx, now, today, ids, viewer } = act
  const pipeline = pipelineOf(act, deal)
  const won = pipeline.stages.find(({ outcome }) => outcome === 'won')
  const behind = won && nextStage(pipeline, won)
  const stageId = behind?.id ?? won?.id ?? deal.stageId
  const moves = stageId !== deal.stageId
  const change = {
    outcome: 'won',
    closedDate: today,
    ...(moves && { stageId, stageEnteredDate: today }),
  }
  if (!(await changeDealRow(tx, { id: deal.id, version: deal.version, now }, change))) return false
  if (moves) {
    await writeStageMove(tx, {
      historyId: ids.next(),
      dealId: deal.id,
      stageId,
      enteredDate: today,
      at: now,
      byUserId: viewer.userId,
      reason: '成交',
    })
  }
  await supersedeKept(tx, { dealId: deal.id })
  const number = body.number ?? `${deal.code}-${today}`
  await insertContract(tx, {
    id: ids.next(),
    number,
    accountId: deal.accountId,
    dealId: deal.id,
    ownerId: deal.ownerId,
    amountFen: terms.priceFen,
    currency: terms.currency,
    signedDate: body.signedDate ?? today,
    termsId: terms.id,
    fileHash: body.fileHash,
    link: body.link,
    byUserId: viewer.userId,
  })
  await writeAudit(act, [
    {
      action: 'deal.win',
      subjectKind: 'deal',
      subjectId: deal.id,
      field: 'outcome',
      oldValue: 'open',
      newValue: `won:${number}`,
    },
  ])
  return true
}
