/** A text with everything in it that the store knows and this person may know of. */
import type { EvidenceTarget } from '../domain/gate.ts'
import { evidenceTargets, type Pipeline, stageWords } from '../domain/pipeline.ts'
import { nameCandidates } from '../language/names.ts'
import { parseSentence, type Sentence } from '../language/sentence.ts'
import type { StageWord } from '../language/stages.ts'
import { findNames } from '../store/names.ts'
import { callColleagues } from './call-colleagues.ts'
import { sortNames } from './hide-names.ts'
import type { Turn } from './turn.ts'

/** Longer texts are looked through for names only this far. */
const namesWithin = 400

/** @param said normalised */
export async function parseSaid(turn: Turn, said: string): Promise<Sentence> {
  const keys = nameCandidates(said.slice(0, namesWithin))
  const { seen, hidden } = await sortNames(turn, await findNames(turn, keys))
  const names = [...seen, ...(await callColleagues({ ...turn, said }, seen))]
  return parseSentence(said, {
    names,
    stages: stagesOf(turn.pipelines),
    hidden,
    evidence: evidenceOf(turn.pipelines),
  })
}

const stageLists = new WeakMap<readonly Pipeline[], readonly StageWord[]>()

/** The words for every stage; made once, as the pipelines are. */
function stagesOf(pipelines: readonly Pipeline[]): readonly StageWord[] {
  const have = stageLists.get(pipelines)
  if (have) return have
  const made = pipelines.flatMap((pipeline) =>
    pipeline.stages.flatMap((stage) =>
      stageWords(pipeline, stage).map((word) => ({ word, stageId: stage.id })),
    ),
  )
  stageLists.set(pipelines, made)
  return made
}

const evidenceLists = new WeakMap<readonly Pipeline[], readonly EvidenceTarget[]>()

/** What evidence can be given for; made once likewise. */
function evidenceOf(pipelines: readonly Pipeline[]): readonly EvidenceTarget[] {
  const have = evidenceLists.get(pipelines)
  if (have) return have
  const made = pipelines.flatMap(evidenceTargets)
  evidenceLists.set(pipelines, made)
  return made
}
