/** Answers to questions, tapped or typed: the request is read again with them and goes on. */
import type { Question } from '../../cards/question-card.ts'
import { nameCandidates } from '../language/names.ts'
import { dayIn, minuteOfDayIn } from '../lib/calendar.ts'
import { foldName } from '../lib/names.ts'
import { type AskingBody, changeDraft, type DraftRow } from '../store/drafts.ts'
import { findNames } from '../store/names.ts'
import type { EngineDeps } from './definitions.ts'
import { askingCard } from './drafts.ts'
import { readTurn, type Said, settle } from './settle.ts'
import type { Turn } from './turn.ts'

/**
 * Takes typed words as answers. Undefined when they are none: then they are a request of their own
 * and the question stays open.
 */
export async function answerQuestions(
  deps: EngineDeps,
  turn: Turn,
  draft: DraftRow,
  said: string,
): Promise<Said | undefined> {
  const body = draft.body as AskingBody
  const open = body.questions.filter((question) => body.answers[question.slot] === undefined)
  const given: Record<string, string> = {}
  for (const words of said.split(/[,;。\n]/).filter((part) => part.trim() !== '')) {
    const left = open.filter((question) => given[question.slot] === undefined)
    const answer = await firstAnswer(turn, left, words.trim())
    if (!answer) return undefined
    given[answer.slot] = answer.value
  }
  if (Object.keys(given).length === 0) return undefined
  return { ...(await goOn(deps, turn, draft, given)), replaces: draft.id }
}

async function firstAnswer(turn: Turn, questions: AskingBody['questions'], words: string) {
  for (const question of questions) {
    const index = matchOption(question, words) ?? (await matchName(turn, question, words))
    const value = index === undefined ? undefined : question.options[index]?.value
    if (value !== undefined) return { slot: question.slot, value }
  }
  return undefined
}

const ordinals = ['一', '二', '三', '四', '五']

/** 「2」「第二个」「②」, an option's words, or a part of them that only one option has. */
export function matchOption(
  question: Pick<Question, 'options'>,
  words: string,
): number | undefined {
  const place = /^(?:第)?([1-5一二三四五①②③④⑤])(?:个|项|吧|\.)?$/u.exec(words)?.[1]
  if (place) {
    const index = Math.max('12345'.indexOf(place), ordinals.indexOf(place), '①②③④⑤'.indexOf(place))
    return index < question.options.length ? index : undefined
  }
  const wanted = foldName(words)
  const labels = question.options.map((option) => foldName(option.label))
  const exact = labels.indexOf(wanted)
  if (exact >= 0) return exact
  const close = labels.flatMap((label, i) =>
    wanted.length >= 2 && (label.includes(wanted) || wanted.includes(label)) ? [i] : [],
  )
  return close.length === 1 ? close[0] : undefined
}

/** A name or code that stands for one of the options: 「D-1006 那个」. */
async function matchName(turn: Turn, question: AskingBody['questions'][number], words: string) {
  const hits = await findNames(turn.tx, turn.dialect, nameCandidates(words))
  const ids = new Set(hits.map((hit) => hit.subjectId))
  const places = question.options.flatMap((option, i) => (ids.has(option.value) ? [i] : []))
  return places.length === 1 ? places[0] : undefined
}

/** Puts the answers in; asks for what is still open, or reads the request again with all of them. */
export async function goOn(
  deps: EngineDeps,
  turn: Turn,
  draft: DraftRow,
  given: Readonly<Record<string, string>>,
): Promise<Said> {
  const body = draft.body as AskingBody
  const answers = { ...body.answers, ...given }
  const open = body.questions.some((question) => answers[question.slot] === undefined)
  if (open) {
    const asking = { ...body, answers }
    await changeDraft(turn.tx, draft, { state: 'asking', body: asking })
    const ref = { id: draft.id, version: draft.version + 1 }
    return { card: askingCard(asking, ref), draftId: draft.id }
  }
  const resumed: Turn = {
    ...turn,
    said: body.said,
    saidMs: body.saidMs,
    today: dayIn(deps.zone, body.saidMs),
    minuteOfDay: minuteOfDayIn(deps.zone, body.saidMs),
    answers,
    context: body.context,
  }
  const { claims } = await readTurn(deps, resumed)
  const [claim] = claims
  if (!claim) throw new Error(`draft ${draft.id}: its own words are not understood any more`)
  const reply = await claim.run(resumed)
  const message = {
    platform: draft.platform as 'feishu',
    chat: { kind: 'private' as const, id: draft.chatId },
  }
  const of = { reply, said: body.said, message, waiting: [], into: draft }
  const shown = await settle(deps, resumed, of)
  // The answer led to no change and no further question: nothing of the draft is left to do.
  if (shown.draftId !== draft.id) await changeDraft(turn.tx, draft, { state: 'superseded', body })
  return shown
}
