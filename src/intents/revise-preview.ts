import { parseSaid } from '../bot/parse-said.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { waitingChange } from '../bot/waiting-preview.ts'
import { readChangeGroups } from '../language/change-groups.ts'
import { type RevisedField, type Revision, readRevision } from '../language/revision.ts'
import type { SubjectMention } from '../language/subject.ts'
import { simplify } from '../lib/simplified.ts'
import { type ChangeDeal, changeDeal } from '../operations/change-deal.ts'
import { proposeChange } from './change-deal.ts'

/** Another value for what is being previewed, one thing less, or the same of another deal. */
export const revisePreviewIntent: Intent = {
  id: 'draft.revise',
  examples: ['还是310万吧', '不对,下周五', '金额不改了', '只改金额', '不对,是射频校准'],
  operations: [changeDeal],
  read: ({ clauses }, free) => {
    const revision = readRevision(clauses, free)
    return revision && claim(revision)
  },
}

const claim = (revision: Revision): Claim => ({
  clauses: revision.clauses,
  run: (turn) => run(turn, revision),
})

type Waiting = NonNullable<Awaited<ReturnType<typeof waitingChange>>>

async function run(turn: Turn, revision: Revision): Promise<Reply> {
  const waiting = await waitingChange(turn)
  if (!waiting) return { kind: 'unclear' }
  if (revision.kind === 'values') return proposeChange(turn, revision)
  if (revision.kind === 'subject') return ofAnother(turn, waiting, revision.subject)
  const body = kept(waiting.body, revision)
  if (!body) return { kind: 'draft', command: 'cancel' }
  const { draftId: instead } = waiting
  return { kind: 'propose', operation: changeDeal, body, how: 'preview', instead }
}

const fields: readonly RevisedField[] = ['amount', 'closeDate', 'stageId']

const fieldsOf = (body: Partial<ChangeDeal>): readonly RevisedField[] =>
  fields.filter((field) => body[field] !== undefined)

/** The change with a part left out; undefined when nothing is left of it. */
function kept(
  { reason, ...change }: ChangeDeal,
  { kind, field }: Extract<Revision, { field: RevisedField }>,
): ChangeDeal | undefined {
  const stays = (one: RevisedField) => (kind === 'only' ? one === field : one !== field)
  const left = fieldsOf(change).filter(stays)
  if (left.length === 0) return undefined
  return {
    dealId: change.dealId,
    ...Object.fromEntries(left.map((one) => [one, change[one]])),
    // A reason belongs to the move it was given for.
    ...(reason && left.includes('stageId') && { reason }),
  }
}

/** What was said of the one deal, read again of the other: 加20万 is another sum there. */
async function ofAnother(turn: Turn, waiting: Waiting, subject: SubjectMention): Promise<Reply> {
  const sentence = await parseSaid(turn, simplify(waiting.said))
  const [group, ...others] = readChangeGroups(sentence, sentence.clauses) ?? []
  if (!group || others.length > 0) return { kind: 'unclear' }
  const { clauses, parts, reason } = group
  const reply = await proposeChange(turn, { clauses, parts, subject, ...(reason && { reason }) })
  if (reply.kind !== 'propose') return reply
  // What was added to it since was not said in these words.
  const isWhole = fieldsOf(reply.body as ChangeDeal).join() === fieldsOf(waiting.body).join()
  return isWhole ? { ...reply, instead: waiting.draftId } : { kind: 'unclear' }
}
