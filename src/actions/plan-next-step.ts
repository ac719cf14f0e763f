import { noticeCard } from '../../cards/notice-card.ts'
import type { Action } from '../bot/definitions.ts'
import { settled } from '../bot/drafts.ts'
import { addDays, echoDay } from '../lib/calendar.ts'
import { planAfterActivity } from '../operations/plan-after-activity.ts'
import { withOwnDraft } from './own-draft.ts'

const plans: Readonly<Record<string, { readonly title: string; readonly days: number }>> = {
  'call-in-3-days': { title: '电话跟进', days: 3 },
  'in-a-week': { title: '跟进', days: 7 },
}

/** The next step of a logged contact, picked from the three that are offered. */
export const planNextStep: Action = {
  id: 'activity.plan',
  run: withOwnDraft(async (tap, draft) => {
    if (draft.state !== 'applied' || !draft.result) return settled(draft)
    const plan = plans[tap.action.pick ?? '']
    if (!plan) return { toast: { tone: 'info', text: '好的,暂不跟进' } }
    const dueDate = addDays(tap.today, plan.days)
    const planned = await planAfterActivity(tap, draft.result.undo, { title: plan.title, dueDate })
    const when = `${plan.title} ${echoDay(dueDate, tap.today)}`
    if (!planned) return { toast: { tone: 'info', text: '已经有下一步了' } }
    return {
      toast: { tone: 'success', text: `下一步:${when}` },
      also: { card: noticeCard('下一步已记下', [when], 'done') },
    }
  }),
}
