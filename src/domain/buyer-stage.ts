/**
 * Where the customer is in its own way of buying, beside where we are in selling. S2: 「對應到客戶內部的
 * 采購流程也是非常明確的,把客戶內部采購流程分為八個階段」.
 */
import type { Pipeline, Stage } from './pipeline.ts'

/** We are ahead of the customer by this many steps: the stage says more than there is. */
const inflatedBy = 2

/** Whether the pipeline pairs its stages with the customer's. */
export const hasBuyerStages = ({ stages }: Pipeline): boolean =>
  stages.some(({ buyerStage }) => buyerStage !== null)

/** 立项 for 项目立项,组建采购小组: what the customer's step is called for short. */
export function buyerStageName(pipeline: Pipeline, position: number): string {
  const whole = pipeline.stages.find((stage) => stage.position === position)?.buyerStage ?? ''
  const [first = ''] = whole.split(',')
  return first.length > 2 ? first.replace(/^项目/u, '') : first
}

/** 「我方在6项目评估,客户在3立项:阶段虚高」; undefined where it is not. */
export function inflatedWords(
  pipeline: Pipeline,
  stage: Stage,
  buyerStage: number | null,
): string | undefined {
  if (buyerStage === null || stage.position - buyerStage < inflatedBy) return undefined
  const customer = `${buyerStage}${buyerStageName(pipeline, buyerStage)}`
  return `我方在${stage.position}${stage.name},客户在${customer}:阶段虚高`
}
