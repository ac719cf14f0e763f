import type { Card } from '../../cards/kit/card.ts'
import { noticeCard } from '../../cards/notice-card.ts'
import type { InboundMessage } from '../platforms/port.ts'
import { hasOutsiders } from '../store/chats.ts'
import { sayOnce } from '../store/directory.ts'
import type { Tx } from '../store/store.ts'

/**
 * What a group is told when the answer goes to the asker alone. Where people from outside are in it
 * that is said once, and then nothing any more.
 */
export async function groupNotice(
  tx: Tx,
  { platform, chat }: Pick<InboundMessage, 'platform' | 'chat'>,
): Promise<Card | undefined> {
  const { id: externalId } = chat
  if (!(await hasOutsiders(tx, { platform, externalId }))) {
    return noticeCard('已私信你', ['结果只发给你本人,请看和我的单聊。'])
  }
  const isFirst = await sayOnce(tx, 'outsiders', `${platform}:${externalId}`)
  const lines = ['此群有外部成员,不显示客户数据。', '要查客户和商机,请和我单聊。']
  return isFirst ? noticeCard('不显示客户数据', lines) : undefined
}
