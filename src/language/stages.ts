/** Stages in a sentence, of any pipeline: which one a deal has is known only with the deal. */
import { foldName } from '../lib/names.ts'
import type { Tagged } from './reading.ts'

/** A stage by one of the words for it. */
export type StageWord = {
  readonly word: string
  /** Database id; the same word may mean a stage in several pipelines. */
  readonly stageId: string
}

export type StageMention = { readonly word: string; readonly stageIds: readonly string[] }

/** Tags the stages' words, the longest first: 需求调研 before 调研. */
export function tagStages(text: string, words: readonly StageWord[]): Tagged<StageMention>[] {
  const byWord = Map.groupBy(words, (w) => w.word)
  const found: Tagged<StageMention>[] = []
  for (const word of [...byWord.keys()].sort((a, b) => b.length - a.length)) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const end = at + word.length
      if (found.some((tag) => at < tag.end && tag.start < end)) continue
      const stageIds = byWord.get(word)!.map((w) => w.stageId)
      found.push({ start: at, end, text: word, found: { word, stageIds } })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The stage name most like what was said: 「商务谈判」 → 提案及谈判; undefined when none is. */
export function nearestStage<S extends { readonly name: string }>(
  said: string,
  stages: readonly S[],
): S | undefined {
  const shared = (name: string) =>
    [...foldName(said)].filter((char) => foldName(name).includes(char)).length
  const [best] = [...stages].sort((a, b) => shared(b.name) - shared(a.name))
  return best && shared(best.name) >= 2 ? best : undefined
}
