import type { Reply, Turn } from '../bot/turn.ts'
import { type WinDeal, winDeal } from '../operations/win-deal.ts'
import { findWaitingDrafts } from '../store/drafts.ts'

const isContract = /合同|协议|订单|contract|agreement/iu

/**
 * A file that was sent while a closing waits for its contract goes into that closing.
 *
 * @param wanted whether something else waits for a file: then its name has to say that it is this
 */
export async function attachContract(turn: Turn, wanted: boolean): Promise<Reply | undefined> {
  const { file, fileName = '' } = turn.answers
  if (!file || (wanted && !isContract.test(fileName))) return undefined
  const { tx, viewer, now } = turn
  const waiting = await findWaitingDrafts(tx, { userId: viewer.userId, now })
  const [closing, ...others] = waiting.flatMap(({ id, state, body }) =>
    state !== 'asking' && body.kind === 'change' && body.operation === winDeal.id
      ? [{ id, body: body.body as WinDeal }]
      : [],
  )
  if (!closing || others.length > 0) return undefined
  const body: WinDeal = { ...closing.body, fileHash: file }
  return { kind: 'propose', operation: winDeal, body, how: 'preview', instead: closing.id }
}
