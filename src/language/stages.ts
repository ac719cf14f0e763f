/** Stages in a sentence, of any pipeline: which one a deal has is known only with the deal. */
import { foldName } from '../lib/names.ts'
import type { Tagged } from './reading.ts'

/** A stage by one of the words for it. */
export type StageWord = {
  readonly word: string
  /** Database id; the same word may mean a stage in several pipelines. */
  readonly stageId: string
}

export type StageMention = {
  readonly word: string
  readonly stageIds: readonly string[]
  /** 下一阶段, 退一步: counted from the stage there is; no ids then. */
  readonly step?: 1 | -1
}

type Words = ReadonlyMap<string, readonly string[]>

/** Tags the stages' words, the longest first: 需求调研 before 调研. */
export function tagStages(text: string, words: readonly StageWord[]): Tagged<StageMention>[] {
  const byWord = wordsOf(words)
  const found: Tagged<StageMention>[] = []
  const add = (start: number, mention: StageMention) => {
    const end = start + mention.word.length
    if (found.some((tag) => start < tag.end && tag.start < end)) return
    found.push({ start, end, text: text.slice(start, end), found: mention })
  }
  for (const word of byWord.keys()) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      add(at, { word, stageIds: byWord.get(word)! })
    }
  }
  for (const { at, mention } of stepsIn(text)) add(at, mention)
  for (const { at, mention } of shortened(text, byWord)) add(at, mention)
  return found.sort((a, b) => a.start - b.start)
}

const wordMaps = new WeakMap<readonly StageWord[], Words>()

/** By word, the longest first. */
function wordsOf(words: readonly StageWord[]): Words {
  const have = wordMaps.get(words)
  if (have) return have
  const made = new Map(
    [...Map.groupBy(words, (w) => w.word)]
      .sort(([a], [b]) => b.length - a.length)
      .map(([word, hits]) => [word, hits.map((hit) => hit.stageId)]),
  )
  wordMaps.set(words, made)
  return made
}

const steps =
  /(?:(?<![拿签定接留剩])下一?|(?<![往向朝])后一|上一?|(?<![往向朝])前一)个?(?:阶段|环节|步)|(?<=[推进走升退回挪移]了?|[往向朝][前后])一(?:个阶段|个环节|步|格|级)/gu

function* stepsIn(text: string): Generator<{ at: number; mention: StageMention }> {
  for (const { 0: word, index } of text.matchAll(steps)) {
    const lead = text.slice(Math.max(0, index - 6), index)
    const back = /^[上前]/u.test(word) || (word.startsWith('一') && /[退回后]/u.test(lead))
    yield { at: index, mention: { word, stageIds: [], step: back ? -1 : 1 } }
  }
}

const shortAfterMotion =
  /(?<=[到进至回入为成])(\p{Script=Han}{2})(?=阶段|环节|[了吧啦哈中]|[\s,;。!]|$)/gu

/** 退到方案: the first two characters of a stage's name, where only a stage can follow. */
function* shortened(text: string, words: Words): Generator<{ at: number; mention: StageMention }> {
  for (const { 1: word, index } of text.matchAll(shortAfterMotion)) {
    const full = [...words.keys()].filter((name) => name.length === 4 && name.startsWith(word!))
    const stageIds = [...new Set(full.flatMap((name) => words.get(name)!))]
    if (stageIds.length > 0) yield { at: index, mention: { word: word!, stageIds } }
  }
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
