/** What several requests in one message have to do with each other. */
import { withNote } from '../../cards/with-note.ts'
import type { Said } from './settle.ts'
import type { Reply, Turn } from './turn.ts'

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

/** What one change cannot hold after all, since a part of it waits for something, is shown apart. */
export async function takeApart(turn: Turn, replies: readonly Answered[]): Promise<Answered[]> {
  const shown: Answered[] = []
  for (const one of replies) {
    const { reply, said } = one
    const parts =
      reply.kind === 'propose' ? await reply.operation.apart?.(turn, reply.body) : undefined
    if (reply.kind !== 'propose' || !parts || parts.alone.length === 0) {
      shown.push(one)
      continue
    }
    if (parts.left !== undefined) shown.push({ reply: { ...reply, body: parts.left }, said })
    for (const alone of parts.alone) {
      shown.push({ reply: { kind: 'propose', how: 'preview', ...alone }, said })
    }
  }
  return shown
}

const isSaved = ({ card, draftId }: Said) => draftId !== undefined && card.tone === 'done'
const waits = ({ card, draftId }: Said) => draftId !== undefined && card.tone === 'attention'

/** Where a part of a message is saved and another waits, the one that waits says which is which. */
export function sayWhichIsSaved(shown: readonly Said[]): readonly Said[] {
  if (!shown.some(isSaved)) return shown
  const note = '这里的还没保存,另一张卡片上的已经保存'
  return shown.map((one) => (waits(one) ? { ...one, card: withNote(one.card, note) } : one))
}
