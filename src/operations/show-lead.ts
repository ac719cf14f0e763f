import type { LeadView } from '../../cards/lead-card.ts'
import { firstContactOf, spokenMinutes } from '../domain/first-contact.ts'
import { leadSources } from '../domain/lead.ts'
import { mayDo } from '../domain/permission.ts'
import { dayIn, echoDay } from '../lib/calendar.ts'
import { findLead } from '../store/leads.ts'
import { userNames } from '../store/teams.ts'
import { clockOf, firstContactWords } from './agenda-words.ts'
import type { Act } from './operation.ts'

/** A lead as this viewer may see it; undefined when there is none for them. */
export async function showLead(act: Act, id: string): Promise<LeadView | undefined> {
  const lead = await findLead(act.tx, id)
  if (!lead || !mayDo(act.viewer, 'lead.read', { ownerId: lead.ownerId ?? '' })) return undefined
  const names = await userNames(act.tx, lead.ownerId ? [lead.ownerId] : [])
  const waits = !lead.firstContactAt && lead.state === 'open'
  const state =
    waits && lead.assignedAt
      ? firstContactOf(lead.assignedAt.getTime(), act.now.getTime())
      : undefined
  return {
    code: lead.code,
    name: lead.name,
    owner: names.get(lead.ownerId ?? ''),
    late: state?.kind === 'late',
    facts: [
      { label: '来源', value: leadSources[lead.source] ?? lead.source },
      { label: '联系人', value: lead.contactName },
      { label: '需求', value: lead.need ?? '还没问到' },
      { label: '行业', value: [lead.industry, lead.region].filter(Boolean).join(' · ') },
      { label: '分配', value: lead.assignedAt && instantWords(act, lead.assignedAt) },
      {
        label: '首次联系',
        value:
          state && lead.assignedAt
            ? firstContactWords(act, lead.assignedAt.getTime(), { kind: 'first-contact', state })
            : contactedWords(act, lead),
      },
    ].flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
  }
}

const instantWords = ({ zone, today }: Act, at: Date): string =>
  `${echoDay(dayIn(zone, at.getTime()), today)} ${clockOf(zone, at.getTime())}`

function contactedWords(
  act: Act,
  {
    assignedAt,
    firstContactAt,
  }: { readonly assignedAt: Date | null; readonly firstContactAt: Date | null },
): string | undefined {
  if (!firstContactAt) return undefined
  const said = instantWords(act, firstContactAt)
  if (!assignedAt) return said
  const state = firstContactOf(assignedAt.getTime(), firstContactAt.getTime())
  return state.kind === 'late' ? `${said},超时${spokenMinutes(state.minutes)}` : said
}
