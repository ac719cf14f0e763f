/** What a customer needs, version by version. S1: 「更好地了解客户的需求演变过程」. */

export type NeededItem = {
  readonly name: string
  readonly count?: number
  /** 台, 套. */
  readonly unit?: string
}

export type Requirement = {
  readonly standards: readonly string[]
  readonly equipment: readonly NeededItem[]
  readonly budgetFen: bigint | null
  readonly currency: string
  readonly budgetApprox: boolean
}

export const noRequirement: Requirement = {
  standards: [],
  equipment: [],
  budgetFen: null,
  currency: 'CNY',
  budgetApprox: false,
}

export type RequirementChange = {
  readonly standards: {
    readonly add: readonly string[]
    readonly remove: readonly string[]
    /** These and no others. */
    readonly only?: readonly string[]
  }
  /** `set` says how many there are to be in all. */
  readonly items: readonly (NeededItem & { readonly how: 'add' | 'remove' | 'set' })[]
  readonly budget?: { readonly fen: bigint; readonly currency: string; readonly approx: boolean }
}

/** The next version; what the change does not speak of stays. */
export function changeRequirement(now: Requirement, change: RequirementChange): Requirement {
  const { add, remove, only } = change.standards
  const kept = (only ?? now.standards).filter((name) => !remove.includes(name))
  const { budget } = change
  return {
    standards: [...new Set([...kept, ...add])],
    equipment: change.items.reduce(changeItem, now.equipment),
    ...(budget
      ? { budgetFen: budget.fen, currency: budget.currency, budgetApprox: budget.approx }
      : { budgetFen: now.budgetFen, currency: now.currency, budgetApprox: now.budgetApprox }),
  }
}

function changeItem(
  items: readonly NeededItem[],
  { how, ...item }: RequirementChange['items'][number],
): NeededItem[] {
  const known = items.find(({ name }) => name === item.name)
  const others = items.filter((one) => one !== known)
  if (!known) return how === 'remove' ? others : [...others, item]
  const unit = item.unit ?? known.unit
  const place = (count: number | undefined) =>
    items.map((one) =>
      one === known ? { name: one.name, ...(count && { count }), ...(unit && { unit }) } : one,
    )
  if (how === 'set') return place(item.count ?? known.count)
  if (how === 'add') return place(item.count ? (known.count ?? 0) + item.count : known.count)
  const left = item.count && known.count ? known.count - item.count : 0
  return left > 0 ? place(left) : others
}

/** 老化箱×2, 振动. */
export const itemWords = ({ name, count }: NeededItem): string =>
  count ? `${name}×${count}` : name

/** What is new, gone, more or less: +老化箱1台, -示波器, 振动台 1→2台, +标准 GB 150. */
export function differences(before: Requirement, after: Requirement): string[] {
  const added = after.standards.filter((name) => !before.standards.includes(name))
  const gone = before.standards.filter((name) => !after.standards.includes(name))
  const names = new Set([...before.equipment, ...after.equipment].map(({ name }) => name))
  return [
    ...added.map((name) => `+标准 ${name}`),
    ...gone.map((name) => `-标准 ${name}`),
    ...[...names].flatMap((name) => itemDifference(name, before, after)),
  ]
}

function itemDifference(name: string, before: Requirement, after: Requirement): string[] {
  const was = before.equipment.find((item) => item.name === name)
  const is = after.equipment.find((item) => item.name === name)
  const unit = is?.unit ?? was?.unit ?? '台'
  const counted = (count: number | undefined) => (count ? `${count}${unit}` : '')
  if (!was) return [`+${name}${counted(is!.count)}`]
  if (!is) return [`-${name}${counted(was.count)}`]
  const more = (is.count ?? 0) - (was.count ?? 0)
  if (more === 0) return []
  return [`${more > 0 ? '+' : '-'}${name}${counted(Math.abs(more))}`]
}
