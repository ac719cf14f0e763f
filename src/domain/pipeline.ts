/** Pipelines as they are in the store, and what a stage says about a deal. */
import { pipelineTemplates } from './pipeline-templates.ts'

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
}

export type Pipeline = {
  readonly id: string
  readonly key: string
  readonly name: string
  /** By position. */
  readonly stages: readonly Stage[]
}

/** 「4–8周」, or days where it is no whole number of weeks; undefined without a limit. */
export function usualDuration({ minDays, maxDays }: Stage): string | undefined {
  if (minDays === null || maxDays === null) return undefined
  if (minDays % 7 === 0 && maxDays % 7 === 0) return `${minDays / 7}–${maxDays / 7}周`
  return `${minDays}–${maxDays}天`
}

/** What a stage's template asks for before a deal may leave it; nothing for a stage of their own. */
export function exitCriteria(pipelineKey: string, stageKey: string) {
  const template = pipelineTemplates.find((p) => p.key === pipelineKey)
  return template?.stages.find((s) => s.key === stageKey)?.criteria ?? []
}

/** S1: 「每个阶段都有其关键活动和监控事项」; undefined for a stage of their own. */
export function stageActivities(pipelineKey: string, stageKey: string): string | undefined {
  const template = pipelineTemplates.find((p) => p.key === pipelineKey)
  return template?.stages.find((s) => s.key === stageKey)?.activities
}

/** Every word a stage goes by, its own name first. */
export function stageWords(pipeline: Pipeline, stage: Stage): readonly string[] {
  const template = pipelineTemplates.find((p) => p.key === pipeline.key)
  const aliases = template?.stages.find((s) => s.key === stage.key)?.aliases ?? []
  return [stage.name, ...aliases]
}
