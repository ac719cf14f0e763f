/**
 * Who at the customer has a say in a deal. S0: 「识别和管理所有相关的决策者和影响者」「通常涉及技术部门、
 * 采购部门、财务部门等多个决策者」.
 */

export const stances = ['support', 'neutral', 'against'] as const
export type Stance = (typeof stances)[number]
export const stanceNames: Readonly<Record<Stance, string>> = {
  support: '支持',
  neutral: '中立',
  against: '反对',
}

export const influences = ['high', 'medium', 'low'] as const
export type Influence = (typeof influences)[number]
export const influenceNames: Readonly<Record<Influence, string>> = {
  high: '高',
  medium: '中',
  low: '低',
}

export const departments = ['technical', 'purchasing', 'finance', 'management', 'other'] as const
export type Department = (typeof departments)[number]

/** Which departments must have somebody in the chain. */
export const requiredDepartments = ['technical', 'purchasing', 'finance'] as const

export type Coverage = {
  readonly covered: number
  readonly required: number
  readonly missing: readonly Department[]
}

/** How far the required departments are covered by the people who are in a deal's chain. */
export function coverageOf(departmentsInChain: readonly string[]): Coverage {
  const missing = requiredDepartments.filter((one) => !departmentsInChain.includes(one))
  const required = requiredDepartments.length
  return { covered: required - missing.length, required, missing }
}
