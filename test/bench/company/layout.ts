/** Who has what in the seeded company, by number: for whoever writes to it and for its SQL. */
import { brands, matters } from './words.ts'

export const repCount = 5_000
export const accountCount = 100_000

/** Account `a` belongs to rep `a % 5000`. */
export const ownerOf = (account: number) => account % repCount
/** Spreads deals evenly: 7919 has no divisor in common with the number of accounts. */
export const accountOf = (deal: number) => (deal * 7919) % accountCount

export const brandOf = (account: number) =>
  brands[account % brands.length]!.text + brands[Math.floor(account / brands.length)]!.text
export const matterOf = (deal: number) => matters[matterIndex(deal)]!.text
const matterIndex = (deal: number) => (deal + Math.floor(deal / accountCount) * 37) % matters.length

export const dealCode = (deal: number) => `D-${1001 + deal}`
export const dealId = (deal: number) => `seed-0000-7000-deal-${String(deal).padStart(16, '0')}`
