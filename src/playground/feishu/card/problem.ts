/** What is wrong with a card, in the platform's own codes. */

export type CardProblem = {
  /** Sub-code of 230099. */
  readonly code: number
  /** JSON pointer; empty for the card as a whole. */
  readonly path: string
  readonly message: string
  readonly value?: string
}

/** Who and what exists in the tenant the card is sent in. */
export type KnownThings = {
  readonly person: (openId: string) => boolean
  readonly email: (address: string) => boolean
  readonly image: (key: string) => boolean
  /** Whether `<at id=all>` may be used where the card goes. */
  readonly mentionAllAllowed: boolean
}

/**
 * Sub-codes of 230099 (https://open.feishu.cn/document/server-docs/im-v1/message/create). Where the
 * pages name none for a rule that they state, it is `malformed`.
 */
export const problemCodes = {
  malformed: 200621,
  unsupportedTag: 200861,
  overLimit: 11310,
  unknownPerson: 100290,
  unknownImage: 200570,
  chart: 200550,
  nameMissing: 200530,
  elementIdTwice: 300301,
  tableRows: 200914,
  tableRowKey: 200915,
} as const

/** The `msg` of a 230099. */
export function extOf(problem: CardProblem): string {
  const parts = [
    `ErrCode: ${problem.code}`,
    ...(problem.path ? [`ErrPath: ROOT${problem.path.replaceAll('/', ' -> ')}`] : []),
    `ErrMsg: ${problem.message}`,
    ...(problem.value === undefined ? [] : [`ErrorValue: ${problem.value}`]),
  ]
  return `Failed to create card content, ext=${parts.join('; ')}`
}
