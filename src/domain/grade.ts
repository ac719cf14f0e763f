/** How much an account matters, by what it signed; the one that matters most first. */
export const grades = ['a', 'b', 'c', 'potential'] as const

export type Grade = (typeof grades)[number]

/** S0: 「年采购额>500万」 is above, 「年采购额100-500万」 with both ends, in fen. */
const aboveForA = 500_000_000n
const fromForB = 100_000_000n

/**
 * The grade that follows from what was signed. S0: 「年采购额>500万,战略合作伙伴」「年采购额100-500万,
 * 稳定合作」「年采购额<100万,潜在客户」「有合作意向但未成交」; the clash of the last two is settled by
 * whether anything was ever signed.
 *
 * @param signedFen within the trailing twelve months
 */
export function gradeOf(account: {
  readonly signedFen: bigint
  readonly everSigned: boolean
  /** 战略合作伙伴 are A whatever the amount. */
  readonly strategic: boolean
}): Grade {
  const { signedFen, everSigned, strategic } = account
  if (strategic || signedFen > aboveForA) return 'a'
  if (signedFen >= fromForB) return 'b'
  return signedFen > 0n || everSigned ? 'c' : 'potential'
}
