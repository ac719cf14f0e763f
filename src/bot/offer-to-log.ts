/** Words about a customer that nobody understood: a colleague would at least write them down. */
import { mayEver } from '../domain/permission.ts'
import type { Clause } from '../language/sentence.ts'
import { subjectIn } from '../language/subject.ts'
import type { InboundMessage } from '../platforms/port.ts'
import type { EngineDeps } from './definitions.ts'
import { offer } from './drafts.ts'
import { notUnderstood } from './help.ts'
import type { Said } from './settle.ts'
import type { Turn } from './turn.ts'

/** With fewer characters beside the name it is a change that went wrong, code or noise. */
const leastTold = 5

const told = (clauses: readonly Clause[]): number =>
  clauses
    .map(({ text, start, names }) =>
      names.reduceRight(
        (left, name) => left.slice(0, name.start - start) + left.slice(name.end - start),
        text,
      ),
    )
    .join('')
    .match(/\p{Script=Han}/gu)?.length ?? 0

/** What is said of it; with a button that keeps it as a contact, where it names somebody. */
export async function offerToLog(
  deps: EngineDeps,
  turn: Turn,
  message: InboundMessage,
  unread: readonly Clause[],
): Promise<Said> {
  const { typed, viewer, saidMs } = turn
  const worth = subjectIn(unread) && told(unread) >= leastTold && mayEver(viewer, 'activity.log')
  if (!worth || message.chat.kind === 'group') {
    return { card: await notUnderstood(deps, turn, typed) }
  }
  const label = '记成互动'
  const draft = await offer(
    turn,
    { platform: message.platform, chatId: message.chat.id, said: typed },
    {
      said: `记互动:${typed}`,
      answers: {},
      questions: [{ slot: 'log', text: '', options: [{ label, value: 'yes' }] }],
      context: {},
      saidMs,
    },
  )
  const action = { a: 'draft.answer', id: draft.id, v: draft.version, pick: 'log:0' }
  const card = await notUnderstood(deps, turn, typed, { text: label, action })
  return { card, draftId: draft.id }
}
