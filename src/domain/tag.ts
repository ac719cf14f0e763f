/**
 * Tags of accounts. S1: 「同时为客户添加标签,例如“高潜力客户”“近期有需求”“价格敏感型”等」, S4: 「如价格敏感型、
 * 服务要求型等」. Anybody may invent others; those here also go by other words.
 */
import { foldName } from '../lib/names.ts'

type KnownTag = {
  readonly name: string
  /** What else people say for it. */
  readonly words: readonly string[]
  /** Days after which somebody should look whether it still holds. */
  readonly reviewDays?: number
}

export const knownTags: readonly KnownTag[] = [
  {
    name: '高潜力客户',
    words: ['高潜力', '高潜力型', '高潜', '高潜客户', '潜力客户', '潜力大', '很有潜力', '有潜力'],
  },
  {
    name: '近期有需求',
    words: ['近期需求', '有近期需求', '最近有需求', '近期有采购需求', '近期采购', '近期有采购'],
    reviewDays: 60,
  },
  {
    name: '价格敏感型',
    words: ['价格敏感', '对价格敏感', '价格敏感客户', '价格敏感型客户', '价敏', '价敏型'],
  },
  {
    name: '服务要求型',
    words: ['服务要求高', '服务要求', '重服务', '重视服务', '服务敏感', '服务敏感型'],
  },
  { name: '重点跟进', words: ['重点跟进客户', '需要重点跟进', '重点关注'] },
  { name: '决策周期长', words: ['决策慢', '决策流程长', '流程长', '周期长'] },
  { name: '回款慢', words: ['付款慢', '回款差', '账期长'] },
  { name: '可转介绍', words: ['转介绍', '愿意转介绍', '会转介绍', '能转介绍'] },
]

/** Review of any other tag. A10: 「近期有需求 60天, others 180天」. */
const usualReviewDays = 180

export const tagLimits = { shortest: 2, longest: 12, perAccount: 20 } as const

const bySpelling = new Map(
  knownTags.flatMap((tag) =>
    [tag.name, ...tag.words].map((word) => [foldName(word), tag] as const),
  ),
)

export type Tag = {
  readonly name: string
  readonly reviewDays: number
  readonly known: boolean
}

/** The tag that is meant by these words. */
export function tagCalled(said: string): Tag {
  const known = bySpelling.get(foldName(said))
  return {
    name: known?.name ?? said.trim(),
    reviewDays: known?.reviewDays ?? usualReviewDays,
    known: known !== undefined,
  }
}

/** Whether the review comes sooner than it usually does, and so deserves a word. */
export const hasOwnReview = ({ reviewDays }: Pick<Tag, 'reviewDays'>): boolean =>
  reviewDays !== usualReviewDays

/** Why these words cannot be a tag; undefined when they can. */
export function tagRefusal(said: string): string | undefined {
  const { shortest, longest } = tagLimits
  const length = [...said.trim()].length
  if (length > longest) return `标签最多 ${longest} 个字,换个短一点的说法`
  if (length < shortest || foldName(said) === '') return `标签至少 ${shortest} 个字`
  return undefined
}
