import type { Block, Card } from './kit/card.ts'
import { noticeCard } from './notice-card.ts'
import { withNote } from './with-note.ts'

/** Reasons as the outbox keeps them, in words. */
const words: Readonly<Record<string, string>> = {
  'recipient-left': '对方已离职',
  'recipient-out-of-range': '对方不在机器人的可用范围里,或已离职',
  'recipient-muted-bot': '对方停用了机器人的消息',
  'recipient-unknown': '平台找不到这个人',
  'recipient-unlicensed': '对方没有企业微信的接口许可',
  'bot-not-in-chat': '机器人不在群里',
  'chat-not-open': '群里还没人 @ 过机器人,在群里 @ 它说句话就行',
  'no-bot': '没有配置企业微信的智能机器人,发不了群消息',
  'chat-dissolved': '群已解散',
  'chat-forbids-sending': '群设置不让机器人发言',
  'sending-not-permitted': '机器人没有发言权限',
  'bot-ability-off': '应用的机器人能力被关了',
  'content-blocked': '内容被平台的审核拦下,可能是因为含电话或邮箱',
  'message-too-large': '内容太长',
}

/** Why a message did not arrive, for people. */
export function whyUndelivered(reason: string): string {
  return words[reason] ?? '平台没有收下'
}

const isTappable = ({ type }: Block) => type === 'buttons' || type === 'form' || type === 'choices'

/** Somebody else's message, for whoever stands in: to be read, with nothing on it to tap. */
export function passedOnCard(
  card: Card,
  view: { readonly to: string; readonly why: string },
): Card {
  const blocks = card.blocks.filter((block) => !isTappable(block))
  return withNote({ ...card, blocks }, `原本发给${view.to},没送到:${view.why}`)
}

/** That a message did not arrive, and nothing of what was in it. */
export function undeliveredCard(
  view: { readonly to: string; readonly why: string },
  more: readonly string[] = [],
): Card {
  return noticeCard(`给${view.to}的一条消息没送到`, [`${view.why}。`, ...more], 'attention')
}

/** In place of an answer that the platform would not take. */
export function unsendableCard(why: string): Card {
  const lines = [`${why}。`, '如果是在问我,换个问法试试;还不行就请管理员看一下日志。']
  return noticeCard('有一条内容没能发出来', lines, 'attention')
}
