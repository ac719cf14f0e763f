import { noticeCard } from '../../cards/notice-card.ts'
import { askRelease } from '../bot/ask-release.ts'
import { type Asked, readChoice } from '../bot/read-value.ts'
import { notFound, resolveDeal } from '../bot/resolve-deal.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type ReleaseReading, readRelease } from '../language/release-clauses.ts'
import type { ChangeDeal } from '../operations/change-deal.ts'
import { gateTo } from '../operations/deal-gate.ts'
import { permittedDeal } from '../operations/find-deal.ts'
import { releaseGate } from '../operations/release-gate.ts'
import type { DealRow } from '../store/deals.ts'
import { type DraftRow, findKept } from '../store/drafts.ts'

/** Lets a kept move through with something missing, or asks who may to do so. */
export const releaseGateIntent: Intent = {
  id: 'gate.release',
  what: '放行',
  examples: [
    '立辰放行,客户高层已口头同意',
    '同意立辰放行,原因:客户要求先谈价格',
    '请陈静放行立辰,客户催得急',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'gate.release'),
  operations: [releaseGate],
  read: ({ clauses }, free) => {
    const reading = free.length === clauses.length ? readRelease(free) : undefined
    return reading && claim(reading)
  },
}

const claim = (reading: ReleaseReading): Claim => ({
  clauses: reading.clauses,
  run: (turn) => run(turn, reading),
})

async function run(turn: Turn, reading: ReleaseReading): Promise<Reply> {
  const { clauses, subject, unknownName } = reading
  const resolved = await resolveDeal(turn, {
    clauses,
    ...(subject && { subject }),
    ...(unknownName && { unknownName }),
  })
  if (resolved.kind === 'reply') return resolved.reply
  if (resolved.kind === 'ask') return { kind: 'ask', questions: [resolved.question] }
  const needs = reading.asks ? 'gate.ask-release' : 'gate.release'
  const deal = await permittedDeal(turn, needs, resolved.deal.id)
  if (!deal) {
    const readable = await permittedDeal(turn, 'gate.ask-release', resolved.deal.id)
    if (!readable) return notFound(turn, reading.clauses)
    return { kind: 'problem', problem: { id: 'NotAllowed' } }
  }
  const move = await keptMove(turn, deal, reading.asks)
  const name = `${deal.code} ${deal.name}`
  if (!move) return { kind: 'problem', problem: { id: 'NothingToRelease', deal: name } }
  const asked: Asked = { questions: [], refused: undefined }
  const reason =
    reading.reason ??
    readChoice(turn, asked, { slot: 'reasonWords', text: '放行的原因?写一句', options: [] })
  if (!reason) return { kind: 'ask', questions: asked.questions }
  if (reading.asks) return ask(turn, deal, move, reason)
  const body = { dealId: deal.id, stageId: move.stageId, reason: reason.slice(0, 300) }
  return { kind: 'propose', operation: releaseGate, body, how: 'at-once' }
}

type Move = { readonly draft: DraftRow; readonly stageId: string }

/** The latest move of the deal that is kept; of one's own, where one asks for oneself. */
async function keptMove(turn: Turn, deal: DealRow, own: boolean): Promise<Move | undefined> {
  const of = { kind: 'deal', id: deal.id, now: turn.now } as const
  const kept = await findKept(turn.tx, turn.dialect, of)
  const draft = kept.findLast(({ userId }) => !own || userId === turn.viewer.userId)
  if (draft?.body.kind !== 'change') return undefined
  const { stageId } = draft.body.body as ChangeDeal
  return stageId ? { draft, stageId } : undefined
}

async function ask(turn: Turn, deal: DealRow, move: Move, reason: string): Promise<Reply> {
  const gate = await gateTo(turn, deal, move.stageId)
  const who = await askRelease(turn, move.draft, { deal, gate, reason })
  const card = noticeCard(`已请${who}放行`, [`原因:${reason}`, '有了答复我告诉你。'], 'info')
  return { kind: 'card', card, subject: { kind: 'deal', id: deal.id } }
}
