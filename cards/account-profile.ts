import type { Block, Button } from './kit/card.ts'

/** A customer's file as far as it is filled. */
export type ProfileView = {
  readonly filled: number
  readonly of: number
  readonly fields: readonly {
    readonly key: string
    readonly label: string
    readonly value: string
  }[]
  readonly missing: readonly { readonly key: string; readonly label: string }[]
}

/** 完整度 5/12, and what is missing, in one line. */
export function completenessBlock({ filled, of, missing }: ProfileView): Block {
  const left = missing.map(({ label }) => label).join('、')
  return {
    type: 'text',
    size: 'small',
    line: `完整度 ${filled}/${of}${left ? `,还缺:${left}` : ''}`,
  }
}

/** How many fields have a button of their own; one more is for all of them. */
const ownButtons = 4

/** A button for each of the first that are missing, and one for all. */
export function fillButtons(accountId: string, { missing }: ProfileView): Button[] {
  const button = (text: string, pick: string): Button => ({
    text,
    action: { a: 'account.fill', id: accountId, v: 0, pick },
  })
  const own = missing.slice(0, ownButtons).map(({ key, label }) => button(`补${label}`, key))
  return missing.length > 1 ? [...own, button('一起补', 'all')] : own
}
