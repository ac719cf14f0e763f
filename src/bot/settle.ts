/** From what was read to what is shown: the reply, with the draft it stands for. */
import type { Card } from '../../cards/kit/card.ts'
import { noticeCard } from '../../cards/notice-card.ts'
import { problemCard } from '../../cards/problem-card.ts'
import type { InboundMessage } from '../platforms/port.ts'
import { type DraftRow, findUndoable } from '../store/drafts.ts'
import { withOwnWords } from './as-typed.ts'
import type { EngineDeps } from './definitions.ts'
import { ask, cancel, confirm, type Origin, propose, type Shown, undo } from './drafts.ts'
import { helpFor, notUnderstood } from './help.ts'
import { operationsOf } from './operations-of.ts'
import { parseSaid } from './parse-said.ts'
import type { AskedQuestion, Reply, Turn } from './turn.ts'
import { understand } from './understand.ts'

export type Said = Shown & {
  /** A draft whose older cards should now look like this one. */
  readonly replaces?: string
  /** Said in the group where it was asked: everyone there may see it. */
  readonly openly?: true
}

/** Parses what was said with the names the store knows, and shares it out among the intents. */
export async function readTurn(deps: EngineDeps, turn: Turn) {
  return understand(await parseSaid(turn, turn.said), deps.intents)
}

/** Turns a reply into what is shown, with the draft it stands for. */
export async function settle(
  deps: EngineDeps,
  turn: Turn,
  of: {
    readonly reply: Reply
    readonly said: string
    readonly message: Pick<InboundMessage, 'chat' | 'platform'>
    readonly waiting: readonly DraftRow[]
    /** The draft whose answers led here. */
    readonly into?: DraftRow
  },
): Promise<Said> {
  const { reply, said, into } = of
  const origin = { platform: of.message.platform, chatId: of.message.chat.id, said }
  switch (reply.kind) {
    case 'card':
      return {
        card: reply.card,
        subject: reply.subject,
        ...(reply.of && { draftId: reply.of }),
      }
    case 'problem':
      return { card: problemCard(reply.problem) }
    case 'help':
      return { card: await helpFor(deps, turn, reply.about) }
    case 'unclear':
      return { card: await notUnderstood(deps, turn, said) }
    case 'propose':
      return proposeOrAdd(turn, origin, withOwnWords(turn, reply), of)
    case 'ask': {
      const asking = {
        said: reply.said ?? said,
        answers: stillAnswered({ ...turn.answers, ...reply.settled }, reply.questions),
        questions: reply.questions,
        context: { dealId: turn.context.dealId, accountId: turn.context.accountId },
        saidMs: turn.saidMs,
      }
      return ask(turn, origin, asking, into)
    }
    case 'draft':
      return commandDraft(deps, turn, reply.command, of.waiting)
  }
}

/** Without what is asked once more: 不是 has answered which one it is not. */
function stillAnswered(answers: Turn['answers'], questions: readonly AskedQuestion[]) {
  const asked = questions.map(({ slot }) => slot)
  return Object.fromEntries(Object.entries(answers).filter(([slot]) => !asked.includes(slot)))
}

/** What is said while a preview of the same thing waits goes into that preview. */
async function proposeOrAdd(
  turn: Turn,
  origin: Origin,
  proposal: Extract<Reply, { kind: 'propose' }>,
  { into, waiting }: { readonly into?: DraftRow; readonly waiting: readonly DraftRow[] },
): Promise<Said> {
  const { operation, body } = proposal
  if (into) return propose(turn, origin, proposal, into)
  const old = waiting.find(({ id }) => id === proposal.instead)
  if (old) return { ...(await propose(turn, origin, proposal, old)), replaces: old.id }
  for (const draft of waiting) {
    if (draft.state !== 'previewed' || draft.body.kind !== 'change') continue
    if (draft.body.operation !== operation.id) continue
    const merged = operation.merge?.(draft.body.body, body)
    if (merged === undefined) continue
    const shown = await propose(turn, origin, { ...proposal, body: merged }, draft)
    return { ...shown, replaces: draft.id }
  }
  return propose(turn, origin, proposal)
}

/** 「确认」「取消」「撤销」 typed instead of tapped. */
async function commandDraft(
  deps: EngineDeps,
  turn: Turn,
  command: 'confirm' | 'cancel' | 'undo',
  waiting: readonly DraftRow[],
): Promise<Said> {
  const undoable =
    command === 'undo' ? await findUndoable(turn.tx, turn.viewer.userId, turn.now) : undefined
  // Where nothing was saved, what is to be taken back is what waits.
  const isDropped = command === 'cancel' || (command === 'undo' && !undoable)
  const draft = undoable ?? waiting.find((w) => isDropped || w.state === 'previewed')
  if (!draft) {
    return command === 'undo'
      ? { card: problemCard({ id: 'NothingToUndo' }) }
      : { card: noticeCard('没有待确认的', ['没有等你确认的修改。直接说要改什么就行。']) }
  }
  if (isDropped) return { ...told(await cancel(turn, draft)), replaces: draft.id }
  const operation = operationsOf(deps.intents)(
    draft.body.kind === 'change' ? draft.body.operation : '',
  )
  const outcome = await (command === 'undo' ? undo : confirm)(turn, draft, operation)
  return { ...told(outcome), replaces: draft.id, draftId: draft.id, subject: outcome.subject }
}

const told = ({ card, toast }: { card?: Card; toast?: { text: string } }): { card: Card } => ({
  card: card ?? noticeCard(toast?.text ?? '已完成', []),
})
