import { type Asked, readChoice } from '../bot/read-value.ts'
import type { Turn } from '../bot/turn.ts'
import type { Pipeline, Stage } from '../domain/pipeline.ts'
import type { ChangeParts } from '../language/change-clause.ts'
import { nearestStage, type StageMention } from '../language/stages.ts'
import type { DealRow } from '../store/deals.ts'

export type SaidStage = Pick<Stage, 'id' | 'name'> & { readonly backward: boolean }

/** The stage of the deal's own pipeline that is meant; two different ones are asked about. */
export function readDealStage(
  turn: Turn,
  parts: readonly ChangeParts[],
  deal: DealRow | undefined,
  asked: Asked,
): SaidStage | undefined {
  const mentions = parts.flatMap((part) => part.stages.map((tag) => tag.found))
  const words = [...new Set(mentions.map(({ word }) => word))]
  if (words.length === 0) return undefined
  const word =
    words.length === 1
      ? words[0]
      : readChoice(turn, asked, { slot: 'stage', text: '两个阶段冲突,要哪个?', options: words })
  const mention = mentions.find((one) => one.word === word)
  if (!deal || !mention) return undefined
  const pipeline = turn.pipelines.find((p) => p.id === deal.pipelineId)!
  const current = pipeline.stages.find((stage) => stage.id === deal.stageId)!
  const stage = stageIn(pipeline, current, mention)
  if (!stage) {
    asked.refused ??= unknownStage(pipeline, current, mention)
    return undefined
  }
  return { id: stage.id, name: stage.name, backward: stage.position < current.position }
}

function stageIn(pipeline: Pipeline, current: Stage, { stageIds, step }: StageMention) {
  if (step === undefined) return pipeline.stages.find((stage) => stageIds.includes(stage.id))
  const inOrder = [...pipeline.stages].sort((a, b) => a.position - b.position)
  return inOrder[inOrder.indexOf(current) + step]
}

function unknownStage(pipeline: Pipeline, current: Stage, { word, step }: StageMention) {
  const nearest = step === undefined ? nearestStage(word, pipeline.stages) : undefined
  return {
    id: 'StageUnknown',
    pipeline: pipeline.name,
    stage: word,
    nearest: nearest?.name,
    current: current.name,
    alreadyThere: nearest?.id === current.id,
  } as const
}
