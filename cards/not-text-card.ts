import type { Card } from './kit/card.ts'
import { noticeCard } from './notice-card.ts'

export type NotText =
  | { readonly what: 'image' | 'voice' | 'forwarded' | 'unknown' }
  | { readonly what: 'file'; readonly name: string }

const instead = '把要记的、要改的用一句话发给我,如「今天和某客户沈工电话,下周二再报一版」。'

/** What can be kept as evidence or imported; everything else is turned away. */
export const knownFile = /\.(?:xlsx|csv|pdf|png|jpe?g|gif|webp|bmp|heic)$/iu

/** To what is not text: what it was, and what to do instead. */
export function notTextCard(said: NotText): Card {
  switch (said.what) {
    case 'file':
      return knownFile.test(said.name)
        ? noticeCard('收到文件', [`${said.name} 里的内容现在还不读,也没有存。`, instead])
        : noticeCard('不支持这种文件', ['目前支持 xlsx/csv/pdf/图片', instead], 'attention')
    case 'image':
      return noticeCard('收到图片', ['图片里的内容现在还不读,也没有存。', instead])
    case 'voice':
      return noticeCard('语音还听不懂', ['用输入法的语音转成文字,再发给我就行。', instead])
    case 'forwarded':
      return noticeCard('转发的内容我看不到', [
        instead,
        '要看商机或客户,发它的名字或编号,如「D-1001」。',
      ])
    case 'unknown':
      return noticeCard('现在还只看文字', [instead, '发「帮助」看看能做什么。'])
  }
}
