import type { Card } from './kit/card.ts'

/** The first words in a private chat. */
export function welcomeCard(name: string): Card {
  return {
    title: `${name},你好`,
    tone: 'info',
    summary: '我帮你记互动、改商机、催下一步',
    blocks: [
      { type: 'text', line: '我帮你记互动、改商机、催下一步。像跟同事说话一样告诉我就行:' },
      {
        type: 'list',
        items: [
          { line: '「华芯检测项目推进到商务谈判,金额改成320万,下周三签」' },
          { line: '「今天拜访了立辰王工,聊可靠性方案,下周二再报一版」' },
          { line: '「华芯现在什么情况」' },
        ],
      },
      { type: 'text', size: 'small', line: '发「帮助」看全部。' },
    ],
  }
}
