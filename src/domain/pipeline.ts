/** Pipelines as they are in the store, and what a stage says about a deal. */
import type { Criterion, EvidenceTarget } from './gate.ts'
import { pipelineTemplates } from './pipeline-templates.ts'
import type { RoleId } from './role.ts'

export type Stage = {
  readonly id: string
  readonly pipelineId: string
  readonly key: string
  readonly name: string
  readonly position: number
  /** Percent. */
  readonly probability: number
  readonly minDays: number | null
  readonly maxDays: number | null
  /** S1: 「每个阶段都有其关键活动和监控事项」. */
  readonly activities: string | null
  readonly outcome: string
  /** What must be there before a deal leaves forward, and before it enters. */
  readonly gate: readonly Criterion[]
  readonly entry: readonly Criterion[]
  /** What the customer does meanwhile, where the two are paired. */
  readonly buyerStage: string | null
  readonly roles: StageRoles | null
}

/** S2: who leads in a stage, and who helps. */
export type StageRoles = { readonly lead: readonly RoleId[]; readonly support: readonly RoleId[] }

export type Pipeline = {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly version: number
  /** New deals go into it. Deals under way keep the version they began in. */
  readonly active: boolean
  /** By position. */
  readonly stages: readonly Stage[]
}

/** 「4–8周」, or days where it is no whole number of weeks; undefined without a limit. */
export function usualDuration({ minDays, maxDays }: Stage): string | undefined {
  if (minDays === null || maxDays === null) return undefined
  if (minDays % 7 === 0 && maxDays % 7 === 0) return `${minDays / 7}–${maxDays / 7}周`
  return `${minDays}–${maxDays}天`
}

/** The pipeline's stage of this id. */
export const stageIn = (pipeline: Pipeline, stageId: string): Stage =>
  pipeline.stages.find(({ id }) => id === stageId)!

/** The stage that comes next; undefined behind the last. */
export const nextStage = (pipeline: Pipeline, { position }: Stage): Stage | undefined =>
  pipeline.stages.find((stage) => stage.position > position)

/** What evidence can be given for in any stage. */
export const evidenceTargets = (pipeline: Pipeline): readonly EvidenceTarget[] =>
  pipeline.stages
    .flatMap(({ gate, entry }) => [...entry, ...gate])
    .flatMap(({ definition, params }) => definition.targets(params))

/** Every word a stage goes by, its own name first. */
export function stageWords(pipeline: Pipeline, stage: Stage): readonly string[] {
  const template = pipelineTemplates.find((p) => p.key === pipeline.key)
  const aliases = template?.stages.find((s) => s.key === stage.key)?.aliases ?? []
  return [stage.name, ...aliases]
}
