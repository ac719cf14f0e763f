import { notReleasedCard, releaseReasonCard } from '../../cards/gate-release-card.ts'
import { noticeCard } from '../../cards/notice-card.ts'
import { problemToast } from '../../cards/problem-card.ts'
import { askRelease } from '../bot/ask-release.ts'
import type { Action, Tap, Tapped } from '../bot/definitions.ts'
import { confirmKept, propose } from '../bot/drafts.ts'
import { tellKeeper } from '../bot/resume-kept.ts'
import { normalise } from '../language/normalise.ts'
import { type ChangeDeal, changeDeal } from '../operations/change-deal.ts'
import { gateTo, viewGate } from '../operations/deal-gate.ts'
import { permittedDeal } from '../operations/find-deal.ts'
import { releaseGate } from '../operations/release-gate.ts'
import { writeAudit } from '../store/audit.ts'
import { type DraftRow, findDraft } from '../store/drafts.ts'
import { withOwnDraft } from './own-draft.ts'

const warning = (text: string): Tapped => ({ toast: { tone: 'warning', text } })
const gone: Tapped = { toast: { tone: 'info', text: '这次推进已经变了,请看最新一张' } }

const reasonIn = ({ form }: Tap): string =>
  typeof form.reason === 'string' ? normalise(form.reason).trim() : ''

/** The move that a draft keeps; undefined when it is kept no more. */
function keptIn(draft: DraftRow | undefined, now: Date) {
  if (draft?.state !== 'kept' || draft.body.kind !== 'change' || draft.expiresAt <= now) return
  const { dealId, stageId } = draft.body.body as ChangeDeal
  return stageId ? { dealId, stageId } : undefined
}

/** 「请陈静放行」 and 「放行并推进」: why is asked first. */
export const askReleaseAction: Action = {
  id: 'gate.ask-release',
  run: withOwnDraft(async (tap, draft) => {
    const move = keptIn(draft, tap.now)
    const deal = move && (await permittedDeal(tap, 'gate.ask-release', move.dealId))
    if (!move || !deal) return gone
    const gate = await gateTo(tap, deal, move.stageId)
    const view = await viewGate(tap, deal, gate, [])
    if (!view.mayRelease && !view.releaser) return warning('这一项不能放行')
    const reason = reasonIn(tap)
    if (!reason) {
      const button = view.mayRelease ? '放行并推进' : `发给${view.releaser}`
      const missing = gate.missing.map(({ lacks }) => lacks)
      const card = releaseReasonCard({ deal: `${deal.code} ${deal.name}`, missing, button }, draft)
      return { also: { card, subject: { kind: 'deal', id: deal.id } } }
    }
    if (view.mayRelease) return releaseAndMove(tap, draft, { ...move, reason })
    const asked = await askRelease(tap, draft, { deal, gate, reason })
    return {
      toast: { tone: 'success', text: `已请${asked}放行` },
      card: noticeCard(`已请${asked}放行`, [`原因:${reason}`, '有了答复我告诉你。'], 'info'),
    }
  }),
}

async function releaseAndMove(
  tap: Tap,
  draft: DraftRow,
  body: { dealId: string; stageId: string; reason: string },
): Promise<Tapped> {
  const applied = await releaseGate.apply(tap, body)
  if (applied.kind === 'problem') return warning(problemToast(applied.problem))
  if (applied.kind === 'stale') return warning('刚好有同事也在改,请再点一次')
  return { ...(await confirmKept(tap, draft, changeDeal)), draftId: draft.id }
}

/** 「放行」 and 「不放行」, by who may. */
export const decideReleaseAction: Action = {
  id: 'gate.decide',
  run: async (tap) => {
    const draft = await findDraft(tap.tx, tap.dialect, tap.action.id)
    const move = keptIn(draft, tap.now)
    if (!draft || !move) return gone
    const deal = await permittedDeal(tap, 'gate.release', move.dealId)
    if (!deal) return warning('没有权限或不存在')
    const reason = reasonIn(tap)
    if (!reason) return warning('写一下原因')
    if (tap.action.pick === 'yes') {
      const origin = {
        platform: tap.platform,
        chatId: tap.chat?.id ?? '',
        said: `${deal.name}放行`,
      }
      const body = { ...move, reason }
      const shown = await propose(tap, origin, { operation: releaseGate, body, how: 'at-once' })
      const saved = shown.draftId !== undefined
      return {
        toast: saved
          ? { tone: 'success', text: '已放行,10分钟内可撤销' }
          : { tone: 'warning', text: shown.card.summary ?? shown.card.title },
        card: shown.card,
      }
    }
    const { missing } = await gateTo(tap, deal, move.stageId)
    const card = notReleasedCard({
      deal: `${deal.code} ${deal.name}`,
      by: tap.viewer.name,
      reason,
      missing: missing.map(({ lacks }) => lacks),
    })
    await tellKeeper(tap, draft, { card, key: `refused:${tap.viewer.userId}`, subject: deal.id })
    const entry = { action: 'gate.refuse', subjectKind: 'deal', subjectId: deal.id }
    await writeAudit(tap, [{ ...entry, newValue: reason }])
    return { toast: { tone: 'info', text: '没有放行,已告诉对方' }, card }
  },
}
