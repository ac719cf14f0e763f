/**
 * Checks a card as the platform does when it is sent, updated or returned from a tap
 * (https://open.feishu.cn/document/feishu-cards/card-json-v2-structure).
 */
import type { JsonObject } from '../../json.ts'
import { card as cardShape } from './card-shape.ts'
import { type CardProblem, type KnownThings, problemCodes } from './problem.ts'
import { structureProblems } from './structure.ts'
import { tableProblems } from './tables.ts'
import { textFindings } from './texts.ts'
import { cardNodes } from './tree.ts'

export type CardCheck = {
  readonly errors: readonly CardProblem[]
  /** What would be sent, but not do what its author meant. */
  readonly warnings: readonly string[]
  readonly mentionsAll: boolean
}

/** Nothing is known of card 1.0 here: it is refused as malformed. `{}` is a blank card. */
export function validateCard(json: unknown, known: KnownThings): CardCheck {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return refused({
      code: problemCodes.malformed,
      path: '',
      message: 'parse card json err, please check whether the card json is correct',
    })
  }
  if (Object.keys(json).length === 0) return { errors: [], warnings: [], mentionsAll: false }
  const parsed = cardShape.safeParse(json)
  const shape = parsed.success ? [] : parsed.error.issues.map((issue) => shapeProblem(issue, json))
  const card = json as JsonObject
  const nodes = cardNodes(card)
  const structure = structureProblems(card, nodes, known)
  const tables = tableProblems(nodes, known)
  const texts = textFindings(nodes, known)
  return {
    errors: [...shape, ...structure.errors, ...tables.errors, ...texts.errors],
    warnings: [...structure.warnings, ...tables.warnings, ...texts.warnings],
    mentionsAll: texts.mentionsAll,
  }
}

function refused(problem: CardProblem): CardCheck {
  return { errors: [problem], warnings: [], mentionsAll: false }
}

type Issue = NonNullable<ReturnType<typeof cardShape.safeParse>['error']>['issues'][number]

function shapeProblem(issue: Issue, card: object): CardProblem {
  const path = issue.path.map((step) => `/${String(step)}`).join('')
  if (issue.code === 'unrecognized_keys') {
    return {
      code: problemCodes.malformed,
      path,
      message: `parse card json err, unknown property ${issue.keys.join(', ')}`,
      value: issue.keys.join(', '),
    }
  }
  const found = issue.path.reduce<unknown>(
    (at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step],
    card,
  )
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'tag') {
    return {
      code: problemCodes.unsupportedTag,
      path,
      message: `not support tag: ${String(found)}`,
      value: 'cards of schema V2 no longer support this capability',
    }
  }
  return {
    code: problemCodes.malformed,
    path,
    message: `parse card json err, ${issue.message}`,
    value: JSON.stringify(found)?.slice(0, 80),
  }
}
