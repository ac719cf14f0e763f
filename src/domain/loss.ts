/** Why a deal was lost. E6: 「close_lost requires reason enum + competitor or 「无」」. */
export const lossReasons = {
  price: '价格',
  delivery: '交期',
  technical: '技术',
  relationship: '客户关系',
  budget: '预算',
  cancelled: '项目取消',
  'no-decision': '迟迟未决',
  other: '其他',
} as const

export type LossReason = keyof typeof lossReasons

/** A reason that somebody else did better: then it is asked who. */
export const impliesRival = (reason: LossReason): boolean =>
  reason === 'price' || reason === 'delivery' || reason === 'technical' || reason === 'relationship'
