/** What several requests in one message have to do with each other. */
import { withNote } from '../../cards/with-note.ts'
import type { Said } from './settle.ts'
import type { Reply } from './turn.ts'

export type Answered = { readonly reply: Reply; readonly said: string }

/** Previews that one change can hold become one: two deals in one message are one card. */
export function joinProposals(replies: readonly Answered[]): readonly Answered[] {
  const joint = replies.flatMap(({ reply, said }) =>
    reply.kind === 'propose' && reply.how === 'preview' && reply.together ? [{ reply, said }] : [],
  )
  const all = joint.filter(({ reply }) => reply.together === joint[0]?.reply.together)
  const [first, ...others] = all
  if (!first || others.length === 0) return replies
  const together: Answered = {
    reply: first.reply.together!(all.map((one) => one.reply.body)),
    said: all.map(({ said }) => said).join(';'),
  }
  const taken = new Set<Reply>(others.map(({ reply }) => reply))
  return replies.flatMap((one) =>
    one.reply === first.reply ? [together] : taken.has(one.reply) ? [] : [one],
  )
}

const isSaved = ({ card, draftId }: Said) => draftId !== undefined && card.tone === 'done'
const waits = ({ card, draftId }: Said) => draftId !== undefined && card.tone === 'attention'

/** Where a part of a message is saved and another waits, the one that waits says which is which. */
export function sayWhichIsSaved(shown: readonly Said[]): readonly Said[] {
  if (!shown.some(isSaved)) return shown
  const note = '这里的还没保存,另一张卡片上的已经保存'
  return shown.map((one) => (waits(one) ? { ...one, card: withNote(one.card, note) } : one))
}
