/** The life of a request: proposed, asked about, confirmed, dropped, taken back. */

import type { DraftRef } from '../../cards/draft-buttons.ts'
import type { Card } from '../../cards/kit/card.ts'
import { draftClosedCard, noticeCard } from '../../cards/notice-card.ts'
import { problemCard, problemToast } from '../../cards/problem-card.ts'
import { questionCard } from '../../cards/question-card.ts'
import { withNote } from '../../cards/with-note.ts'
import type { Problem } from '../domain/problem.ts'
import type { Act, Applied, Guard, Operation, Plan, SubjectRef } from '../operations/operation.ts'
import type { TapAnswer } from '../platforms/port.ts'
import { lockDeals } from '../store/deals.ts'
import {
  type AskingBody,
  type ChangeBody,
  changeDraft,
  type DraftRow,
  findDraft,
  insertDraft,
  supersedeKept,
} from '../store/drafts.ts'
import { setCardSubject } from '../store/outbox.ts'
import { resumeKept } from './resume-kept.ts'
import { describeRival } from './rival.ts'
import { spreadNews } from './spread-news.ts'
import type { AskedQuestion } from './turn.ts'

/** How long a preview may be confirmed, a question answered, a change taken back, a move kept. */
const lifetimes = {
  previewMs: 30 * 60_000,
  questionMs: 24 * 60 * 60_000,
  undoMs: 10 * 60_000,
  keptMs: 24 * 60 * 60_000,
} as const

/** Where a request came from. */
export type Origin = {
  readonly platform: string
  readonly chatId: string
  /** What was typed. */
  readonly said: string
}

export type Shown = {
  readonly card: Card
  readonly draftId?: string
  readonly subject?: SubjectRef
}

const later = (act: Act, ms: number) => new Date(act.now.getTime() + ms)

/**
 * Saves an additive change at once, or previews one that waits for a tap.
 *
 * @param into the person's open draft that this settles or adds to; a new one otherwise
 */
export async function propose(
  act: Act,
  origin: Origin,
  proposal: Proposal & { readonly how: 'at-once' | 'preview' },
  into?: DraftRow,
): Promise<Shown> {
  return proposal.how === 'preview'
    ? preview(act, origin, proposal, into)
    : applyAtOnce(act, origin, proposal, into)
}

/** New with every version of the draft. */
const keyOf = ({ id, version }: DraftRef) => `${id}:${version}`

type Proposal = { readonly operation: Operation; readonly body: unknown }

async function preview(
  act: Act,
  origin: Origin,
  { operation, body }: Proposal,
  into?: DraftRow,
): Promise<Shown> {
  const plan = await operation.plan(act, body)
  if (!plan.ok && plan.kept) return keep(act, origin, { operation, body }, into)
  if (!plan.ok) return { card: problemCard(plan.problem) }
  const ref = await saveDraft(act, origin, into, {
    state: 'previewed',
    body: { kind: 'change', operation: operation.id, body, guard: plan.guard },
    expiresAt: later(act, lifetimes.previewMs),
  })
  return { card: operation.previewCard(plan.view, ref), draftId: ref.id, subject: plan.subject }
}

/**
 * Keeps a move until what it lacks is there. The deal is locked before it is looked at again: what
 * comes in from somebody else is in already, or finds the move kept.
 */
async function keep(
  act: Act,
  origin: Origin,
  { operation, body }: Proposal,
  into?: DraftRow,
): Promise<Shown> {
  await lockRoots(act, await operation.plan(act, body))
  const plan = await operation.plan(act, body)
  if (plan.ok || !plan.kept) return preview(act, origin, { operation, body }, into)
  const { guard, subject, card } = plan.kept
  if ('dealId' in guard) await supersedeKept(act.tx, ownKept(act, guard.dealId))
  const ref = await saveDraft(act, origin, into, {
    state: 'kept',
    body: { kind: 'change', operation: operation.id, body, guard },
    expiresAt: later(act, lifetimes.keptMs),
  })
  return { card: card(ref), draftId: ref.id, subject }
}

const ownKept = ({ viewer }: Act, dealId: string) => ({ dealId, userId: viewer.userId })

async function lockRoots(act: Act, plan: Plan<unknown>): Promise<void> {
  const guard = !plan.ok ? plan.kept?.guard : undefined
  if (guard && 'dealId' in guard) await lockDeals(act.tx, act.dialect, [guard.dealId])
}

async function applyAtOnce(
  act: Act,
  origin: Origin,
  { operation, body }: Proposal,
  into?: DraftRow,
): Promise<Shown> {
  const applied = await operation.apply(act, body)
  if (applied.kind !== 'done') return { card: notDoneCard(applied) }
  const ref = await saveDraft(act, origin, into, {
    state: 'applied',
    body: { kind: 'change', operation: operation.id, body },
    result: { undo: applied.undo, guard: applied.guard },
    expiresAt: act.now,
    appliedAt: act.now,
    undoUntil: later(act, lifetimes.undoMs),
  })
  await spreadNews(act, { platform: origin.platform, key: keyOf(ref) }, applied.news)
  await afterwards(act, operation, applied)
  const card = operation.doneCard(applied.view, ref, applied.undo !== undefined)
  return { card, draftId: ref.id, subject: applied.subject }
}

/** What waited for this comes back. */
async function afterwards(
  act: Act,
  operation: Operation,
  { subject, supplied, guard }: Extract<Applied<unknown, unknown>, { kind: 'done' }>,
): Promise<void> {
  if (!operation.supplies) return
  const ofDeal = guard && 'dealId' in guard ? [{ kind: 'deal', id: guard.dealId } as const] : []
  for (const one of supplied ?? (subject ? [subject] : ofDeal)) await resumeKept(act, one)
}

type Saved = Parameters<typeof changeDraft>[2] & { readonly expiresAt: Date }

async function saveDraft(
  act: Act,
  origin: Origin,
  into: DraftRow | undefined,
  saved: Saved,
): Promise<{ id: string; version: number }> {
  if (into) {
    if (!(await changeDraft(act.tx, into, saved))) throw new Error(`draft ${into.id} moved on`)
    return { id: into.id, version: into.version + 1 }
  }
  const id = act.ids.next()
  await insertDraft(act.tx, {
    id,
    userId: act.viewer.userId,
    platform: origin.platform,
    chatId: origin.chatId,
    sourceText: origin.said,
    createdAt: act.now,
    ...saved,
  })
  return { id, version: 1 }
}

function notDoneCard(applied: Exclude<Applied<unknown, unknown>, { kind: 'done' }>): Card {
  return applied.kind === 'problem'
    ? problemCard(applied.problem)
    : noticeCard('没有保存', ['刚好有同事也在改,请再说一次。'], 'attention')
}

/** Asks, and remembers what was asked for. */
export async function ask(
  act: Act,
  origin: Origin,
  asking: Omit<AskingBody, 'kind' | 'questions'> & { readonly questions: readonly AskedQuestion[] },
  into?: DraftRow,
): Promise<Shown> {
  const body = { kind: 'asking', ...asking, questions: asking.questions } as AskingBody
  const ref = await saveDraft(act, origin, into, {
    state: 'asking',
    body,
    expiresAt: later(act, lifetimes.questionMs),
  })
  return { card: askingCard(body, ref), draftId: ref.id }
}

/** Keeps words for the one thing that can be done with them, should the person tap it. */
export async function offer(
  act: Act,
  origin: Origin,
  asking: Omit<AskingBody, 'kind'>,
): Promise<DraftRef> {
  return saveDraft(act, origin, undefined, {
    state: 'offered',
    body: { kind: 'asking', ...asking },
    expiresAt: later(act, lifetimes.questionMs),
  })
}

/** The questions with what has been picked so far. */
export function askingCard(body: AskingBody, ref: { id: string; version: number }): Card {
  const questions = body.questions.map((question) => {
    const answered = question.options.findIndex((o) => o.value === body.answers[question.slot])
    return { ...question, ...(answered >= 0 && { answered }) }
  })
  return questionCard({ said: body.said, questions }, ref)
}

type Settled = TapAnswer & { readonly subject?: SubjectRef }

/** The draft if it is this person's; everyone else's tap changes nothing. */
export async function ownDraft(act: Act, id: string): Promise<DraftRow | undefined> {
  const draft = await findDraft(act.tx, act.dialect, id)
  return draft?.userId === act.viewer.userId ? draft : undefined
}

/**
 * Makes a previewed change come true on the record as it was shown. A record that changed since is
 * shown anew, nothing saved; a second tap finds it done.
 */
export async function confirm(act: Act, draft: DraftRow, operation: Operation): Promise<Settled> {
  if (draft.state !== 'previewed' || draft.body.kind !== 'change') return settled(draft)
  if (draft.expiresAt <= act.now) return expire(act, draft)
  const { body, guard } = draft.body
  const applied = await operation.apply(act, body, guard, draft.id)
  if (applied.kind === 'stale') return showAnew(act, draft, operation)
  if (applied.kind === 'problem') {
    return {
      toast: { tone: 'warning', text: problemToast(applied.problem) },
      card: problemCard(applied.problem),
    }
  }
  const moved = await changeDraft(act.tx, draft, {
    state: 'applied',
    body: draft.body,
    result: { undo: applied.undo, guard: applied.guard },
    appliedAt: act.now,
    undoUntil: later(act, lifetimes.undoMs),
  })
  if (!moved) throw new Error(`draft ${draft.id} changed inside its own transaction`)
  // What was made is now what the card speaks of.
  if (applied.subject) await setCardSubject(act.tx, draft.id, applied.subject)
  const ref = { id: draft.id, version: draft.version + 1 }
  await spreadNews(act, { platform: draft.platform, key: keyOf(ref) }, applied.news)
  await afterwards(act, operation, applied)
  return {
    ...(applied.subject && { subject: applied.subject }),
    toast: {
      tone: 'success',
      text: applied.undo === undefined ? '已保存' : '已保存,10分钟内可撤销',
    },
    card: operation.doneCard(applied.view, ref, applied.undo !== undefined),
  }
}

const stateWords: Readonly<Record<string, string>> = {
  applied: '已完成',
  cancelled: '已取消',
  expired: '确认已过期,请重发',
  undone: '已撤销',
  superseded: '这张卡片已更新,请看最新一张',
}

/** What a tap finds when there is nothing left to do. A card that nothing will come of shows it. */
export function settled(draft: DraftRow): Settled {
  const text = stateWords[draft.state] ?? '这张卡片已变化,请看最新一张'
  const gone = draft.state === 'expired' || draft.state === 'cancelled'
  return {
    toast: { tone: 'info', text },
    ...(gone && { card: draftClosedCard(text, draft.sourceText) }),
  }
}

/** Nothing comes of it any more: half an hour for a preview, a day for a question. */
export async function expire(act: Act, draft: DraftRow): Promise<Settled> {
  await changeDraft(act.tx, draft, { state: 'expired', body: draft.body })
  return {
    toast: { tone: 'warning', text: '确认已过期,请重发' },
    card: draftClosedCard('确认已过期,请重发', draft.sourceText),
  }
}

/**
 * The card of a draft that still waits, drawn anew: a question with what was picked so far, a
 * preview from the record as it is now.
 */
export async function redraw(
  act: Act,
  draft: DraftRow,
  operation: Operation | undefined,
): Promise<Settled> {
  const ref = { id: draft.id, version: draft.version }
  if (draft.state === 'asking' && draft.body.kind === 'asking') {
    return { card: askingCard(draft.body, ref) }
  }
  const waits = draft.state === 'previewed' || draft.state === 'kept'
  if (!waits || draft.body.kind !== 'change' || !operation) return settled(draft)
  return previewAnew(act, draft, operation)
}

/** Draws the preview from the record as it is now, and says who changed it. */
async function showAnew(act: Act, draft: DraftRow, operation: Operation): Promise<Settled> {
  const { guard } = draft.body as ChangeBody
  const shown = await previewAnew(act, draft, operation)
  if (shown.toast || !shown.card) return shown
  const rival = guard ? await describeRival(act, guard, draft.createdAt) : undefined
  const what = guard && 'accountId' in guard ? '客户' : '商机'
  const note = `${rival ?? `这个${what}刚被改过`},请按新数据确认`
  return { ...shown, toast: { tone: 'warning', text: note }, card: withNote(shown.card, note) }
}

async function previewAnew(act: Act, draft: DraftRow, operation: Operation): Promise<Settled> {
  const { body } = draft.body as ChangeBody
  const plan: Plan<unknown> = await operation.plan(act, body)
  if (!plan.ok && plan.kept) return keepAnew(act, draft, plan.problem, plan.kept)
  if (!plan.ok) {
    await changeDraft(act.tx, draft, { state: 'superseded', body: draft.body })
    return {
      toast: { tone: 'warning', text: problemToast(plan.problem) },
      card: problemCard(plan.problem),
    }
  }
  await changeDraft(act.tx, draft, {
    state: 'previewed',
    body: { ...(draft.body as ChangeBody), guard: plan.guard },
    expiresAt: later(act, lifetimes.previewMs),
  })
  const ref = { id: draft.id, version: draft.version + 1 }
  return { card: operation.previewCard(plan.view, ref), subject: plan.subject }
}

/** What it lacks, as of now; a preview that lacks something meanwhile is kept from here on. */
async function keepAnew(
  act: Act,
  draft: DraftRow,
  problem: Problem,
  kept: { card: (draft: DraftRef) => Card; guard: Guard; subject: SubjectRef },
): Promise<Settled> {
  await changeDraft(act.tx, draft, {
    state: 'kept',
    body: { ...(draft.body as ChangeBody), guard: kept.guard },
    ...(draft.state !== 'kept' && { expiresAt: later(act, lifetimes.keptMs) }),
  })
  const ref = { id: draft.id, version: draft.version + 1 }
  return {
    toast: { tone: 'warning', text: problemToast(problem) },
    card: kept.card(ref),
    subject: kept.subject,
  }
}

/** Makes a kept move come true at once, now that nothing stands in its way. */
export async function confirmKept(
  act: Act,
  draft: DraftRow,
  operation: Operation,
): Promise<Settled> {
  const shown = await previewAnew(act, draft, operation)
  const now = await findDraft(act.tx, act.dialect, draft.id)
  return now?.state === 'previewed' ? confirm(act, now, operation) : shown
}

/** Whether there is still something to answer, to confirm or to wait for. */
export const isWaiting = ({ state }: DraftRow): boolean =>
  state === 'previewed' || state === 'asking' || state === 'kept'

/** Drops a preview, a question or a move that was kept. */
export async function cancel(act: Act, draft: DraftRow): Promise<Settled> {
  if (!isWaiting(draft)) return settled(draft)
  await changeDraft(act.tx, draft, { state: 'cancelled', body: draft.body })
  return {
    toast: { tone: 'info', text: '已取消,什么都没有保存' },
    card: draftClosedCard('已取消', draft.sourceText),
  }
}

/**
 * Takes an applied change back within ten minutes, unless the record changed since.
 *
 * @param part one of several that were changed together; all of them otherwise
 */
export async function undo(
  act: Act,
  draft: DraftRow,
  operation: Operation,
  part?: string,
): Promise<Settled> {
  if (draft.state !== 'applied') return settled(draft)
  const problem = (reason: string) => {
    const refused = { id: 'UndoRefused', reason } as const
    return { toast: { tone: 'warning', text: problemToast(refused) } as const, card: undefined }
  }
  if (!operation.undo || !draft.result) return problem('这一步不能撤回')
  if (!draft.undoUntil || draft.undoUntil < act.now) return problem('已经超过 10 分钟')
  if (part !== undefined && operation.undoPart) return undoPart(act, draft, operation, part)
  const undone = await operation.undo(act, draft.result.undo, draft.result.guard)
  if (undone.kind === 'problem') {
    return { toast: { tone: 'warning', text: problemToast(undone.problem) } }
  }
  await changeDraft(act.tx, draft, { state: 'undone', body: draft.body })
  const ref = { id: draft.id, version: draft.version + 1 }
  await spreadNews(act, { platform: draft.platform, key: keyOf(ref) }, undone.news)
  return { toast: { tone: 'success', text: '已撤销' }, card: undone.card }
}

async function undoPart(
  act: Act,
  draft: DraftRow,
  operation: Operation,
  part: string,
): Promise<Settled> {
  const ref = { id: draft.id, version: draft.version + 1 }
  const { undo: taken, guard } = draft.result!
  const undone = await operation.undoPart!(act, taken, { part, draft: ref })
  if (undone.kind === 'problem') {
    return { toast: { tone: 'warning', text: problemToast(undone.problem) } }
  }
  await changeDraft(act.tx, draft, {
    state: undone.left === undefined ? 'undone' : 'applied',
    body: draft.body,
    result: { undo: undone.left ?? taken, guard },
  })
  return { toast: { tone: 'success', text: '已撤销' }, card: undone.card }
}
