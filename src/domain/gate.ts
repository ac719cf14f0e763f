/**
 * What must be there before a deal moves on. S1: 「每个阶段都应该有清晰的进入和退出标准」. Which criteria a
 * stage asks for is data of its pipeline, what a criterion means is here: a row names one of these
 * and its parameters.
 */
import * as z from 'zod'
import { type CriterionDefinition, criterionDefinitions, type GateItem } from './gate-criteria.ts'
import type { GateFacts } from './gate-facts.ts'

export type { EvidenceTarget, GateItem } from './gate-criteria.ts'

/** A row of a gate whose parameters were checked. */
export type Criterion = {
  readonly criterion: string
  readonly params: unknown
  readonly definition: CriterionDefinition
}

const rows = z.array(z.looseObject({ criterion: z.string() }))

/**
 * A stage's gate as it is stored; none where nothing is.
 *
 * @param where the pipeline and the stage, for who has to put a bad row right
 * @throws when a row names no criterion there is, or its parameters are not what that one takes
 */
export function parseGate(where: string, json: string | null): readonly Criterion[] {
  if (json === null) return []
  return checked(where, () => rows.parse(JSON.parse(json))).map((row, i) => {
    const { criterion, ...params } = row
    const definition = criterionDefinitions.find(({ id }) => id === criterion)
    if (!definition) throw new Error(`${where}[${i}]: there is no criterion "${criterion}"`)
    const read = checked(`${where}[${i}] (${criterion})`, () => definition.params.parse(params))
    return { criterion, params: read, definition }
  })
}

function checked<T>(where: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    throw new Error(`${where}: ${why}`, { cause: error })
  }
}

/** What these criteria ask for, each with whether it is there; what two of them ask for, once. */
export function gateItems(criteria: readonly Criterion[], facts: GateFacts): readonly GateItem[] {
  const items = criteria.map(({ definition, params }) => definition.item(params, facts))
  return [...new Map(items.map((item) => [item.key, item])).values()]
}

/** What of it is not there. */
export const missingItems = (
  criteria: readonly Criterion[],
  facts: GateFacts,
): readonly GateItem[] => gateItems(criteria, facts).filter(({ met }) => !met)

type GatedStage = {
  readonly id: string
  readonly position: number
  readonly gate: readonly Criterion[]
  readonly entry: readonly Criterion[]
}

/**
 * What a move forward asks for: of every stage that is left or passed over its exit, of every one
 * that is entered or passed over its entry, and the evidence of earlier stages that the deal never
 * was in. A move back asks for nothing.
 *
 * @param been stages the deal has been in
 */
export function gateOfMove(
  stages: readonly GatedStage[],
  move: { readonly from: number; readonly to: number; readonly been: ReadonlySet<string> },
): readonly Criterion[] {
  if (move.to <= move.from) return []
  const passed = stages
    .filter(({ position }) => position >= move.from && position <= move.to)
    .flatMap(({ position, gate, entry }) => [
      ...(position > move.from ? entry : []),
      ...(position < move.to ? gate : []),
    ])
  return [...openFrom(stages, { position: move.from, been: move.been }), ...passed]
}

/**
 * The evidence of earlier stages that the deal never was in. S2: 「不同的客戶可能有不同的情況,會從不同的
 * 階段開始」: it may begin late, but what was skipped stays to be given.
 */
export function openFrom(
  stages: readonly GatedStage[],
  at: { readonly position: number; readonly been: ReadonlySet<string> },
): readonly Criterion[] {
  return stages
    .filter(({ id, position }) => position < at.position && !at.been.has(id))
    .flatMap(({ gate, entry }) => [...entry, ...gate])
    .filter(({ definition }) => definition.evidence)
}
