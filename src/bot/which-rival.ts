/** Which competitor is meant, where nobody was named or the name is in no list. */
import { isRivalLike, type SaidRival } from '../language/rivals.ts'
import { pinyinKeys } from '../lib/names.ts'
import type { SaidCompetitor } from '../operations/known-competitor.ts'
import {
  type CompetitorRow,
  competitorsOfDeal,
  findCompetitor,
  findCompetitorCalled,
  latestCompetitors,
} from '../store/competitors.ts'
import type { DealRow } from '../store/deals.ts'
import { findNames } from '../store/names.ts'
import type { Asked } from './read-value.ts'
import type { AskedQuestion, Turn } from './turn.ts'

/** The answer that there was none. */
export const noRival = 'none'

/** The competitor of this id, or a new one of this name. */
export async function rivalAnswered(
  turn: Turn,
  answer: string,
): Promise<SaidCompetitor | undefined> {
  const known = await findCompetitor(turn.tx, answer)
  if (known) return known
  return isRivalLike(answer) ? { name: answer } : undefined
}

/** Offers those that were said; else those of the deal and the latest of all. */
export async function whichRival(
  turn: Turn,
  of: {
    readonly text: string
    readonly said: readonly SaidRival[]
    readonly deal?: DealRow
    /** Whether it may have been none. */
    readonly nobody: boolean
  },
): Promise<AskedQuestion> {
  const said = of.said.map(({ ids, name }) => ({ id: ids[0] ?? name, name }))
  const known = of.deal ? await competitorsOfDeal(turn.tx, of.deal.id) : []
  const more = said.length > 1 ? [] : await latestCompetitors(turn.tx, 4)
  const all = [...new Map([...said, ...known, ...more].map((one) => [one.id, one])).values()]
  return {
    slot: 'rival',
    text: of.text,
    options: [
      ...all.slice(0, 4).map(({ id, name }) => ({ label: name, value: id })),
      ...(of.nobody ? [{ label: '无', value: noRival }] : []),
    ],
  }
}

/** What was said of rivals, as far as it says who they are. */
export type SaidRivals = {
  /** None where only 竞品 or 对手 was said. */
  readonly rivals: readonly SaidRival[]
  /** A word in no list that may as well be somebody else. */
  readonly unsure: boolean
}

/**
 * The competitors that are meant. Who sounds like one that is known, or may be nobody's rival, is
 * asked about; `nobody` where the answer was that it is none.
 */
export async function rivalsMeant(
  turn: Turn,
  { rivals, unsure }: SaidRivals,
  { asked, deal }: { readonly asked: Asked; readonly deal?: DealRow },
): Promise<SaidCompetitor[] | 'nobody'> {
  if (rivals.length === 0) {
    const { rival: answer } = turn.answers
    if (answer === noRival) return 'nobody'
    const meant = answer && (await rivalAnswered(turn, answer))
    if (meant) return [meant]
    asked.questions.push(
      await whichRival(turn, { text: '哪家竞品?', said: [], deal, nobody: false }),
    )
    return []
  }
  const meant: SaidCompetitor[] = []
  for (const [index, said] of rivals.entries()) {
    const one = await rivalSaid(turn, said, { unsure, slot: `rival${index}`, asked })
    if (one === 'nobody') return one
    if (one) meant.push(one)
  }
  return meant
}

const isNewOne = 'new'

async function rivalSaid(
  turn: Turn,
  { ids, name }: SaidRival,
  of: { readonly unsure: boolean; readonly slot: string; readonly asked: Asked },
): Promise<SaidCompetitor | 'nobody' | undefined> {
  const known = ids[0] ? await findCompetitor(turn.tx, ids[0]) : undefined
  const called = known ?? (await findCompetitorCalled(turn.tx, name))
  if (called) return called
  const answer = turn.answers[of.slot]
  if (answer === noRival) return 'nobody'
  if (answer) return answer === isNewOne ? { name } : rivalAnswered(turn, answer)
  const alike = await soundsLike(turn, name)
  if (!alike && !of.unsure) return { name }
  of.asked.questions.push(
    alike
      ? {
          slot: of.slot,
          text: `没找到竞品“${name}”。是指 ${alike.name} 吗?`,
          options: [
            { label: '是', value: alike.id },
            { label: '不是,是新竞品', value: isNewOne },
          ],
        }
      : {
          slot: of.slot,
          text: `“${name}”是竞争对手吗?`,
          options: [
            { label: '是', value: isNewOne },
            { label: '不是', value: noRival },
          ],
        },
  )
  return undefined
}

/** 欢测 for 环测: dictated names are offered, never chosen. */
async function soundsLike(turn: Turn, name: string): Promise<CompetitorRow | undefined> {
  const sound = pinyinKeys(name)?.full
  const hits = sound ? await findNames(turn, [sound]) : []
  const hit = hits.find(({ kind }) => kind === 'competitor')
  return hit && findCompetitor(turn.tx, hit.subjectId)
}
