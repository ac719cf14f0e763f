import type { Card } from './kit/card.ts'

export type ContactsView = {
  readonly account: string
  readonly code: string
  /** At most twenty; `count` is all of them. */
  readonly contacts: readonly {
    readonly name: string
    /** 技术 · 技术总监 · 喜欢微信. */
    readonly about: string
  }[]
  readonly count: number
  /** Whose were asked for: 采购. */
  readonly post?: string
  /** Whether there is anybody of that post; otherwise these are all. */
  readonly isThere?: boolean
}

/** Whom one knows at an account. No phone stands here: those are read one at a time. */
export function contactsCard(view: ContactsView): Card {
  const { account, code, contacts, count, post, isThere } = view
  const more = count - contacts.length
  return {
    title: `${account}的${post && isThere ? `联系人:${post}` : '联系人'}`,
    subtitle: `${code} · ${count} 人`,
    tone: 'info',
    blocks:
      count === 0
        ? [{ type: 'text', line: '还没有联系人。见过谁,说一句就记下来。' }]
        : [
            ...(post && !isThere
              ? [{ type: 'text' as const, line: `没有记过谁是${post},认识的人都在这里。` }]
              : []),
            {
              type: 'list',
              items: contacts.map(({ name, about }) => ({
                line: [{ text: name, bold: true }, about && ` ${about}`],
              })),
            },
            ...(more > 0
              ? [{ type: 'text' as const, size: 'small' as const, line: `还有 ${more} 人` }]
              : []),
          ],
  }
}
