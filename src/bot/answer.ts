/** Answers to questions, tapped or typed: the request is read again with them and goes on. */
import { pickOption } from '../language/pick-option.ts'
import { isRecordName } from '../language/subject.ts'
import { dayIn, minuteOfDayIn } from '../lib/calendar.ts'
import { simplify } from '../lib/simplified.ts'
import { type AskingBody, changeDraft, type DraftRow } from '../store/drafts.ts'
import type { EngineDeps } from './definitions.ts'
import { askingCard } from './drafts.ts'
import { readTurn, type Said, settle } from './settle.ts'
import type { Reply, Turn } from './turn.ts'
import { rivalAnswer, typedAnswer } from './typed-answer.ts'
import type { Understood } from './understand.ts'

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
  const given =
    (await reasonGiven(deps, turn, open, body.said)) ?? (await valuesGiven(turn, open, said))
  return given && { ...(await goOn(deps, turn, draft, given)), replaces: draft.id }
}

/** A reason may be given in any words that mean nothing else. */
async function reasonGiven(
  deps: EngineDeps,
  turn: Turn,
  open: AskingBody['questions'],
  asked: string,
) {
  const [question, ...others] = open
  const slots = ['reason', 'reasonWords', 'rival']
  if (!question || !slots.includes(question.slot)) return undefined
  if (others.length > 0 || turn.said.length > 60) return undefined
  const labels = question.options.map(({ label }) => label)
  const index = pickOption(labels, turn.said)
  if (index !== undefined) return { [question.slot]: question.options[index]!.value }
  const { claims, rest } = await readTurn(deps, turn)
  const meansMore = claims.some(meansMoreThan(question.slot))
  // What names somebody who was not spoken of is said of them.
  const names = rest.flatMap((clause) => clause.names.filter(isRecordName))
  if (meansMore || names.some(({ text }) => !asked.includes(text))) return undefined
  const words = question.slot === 'rival' ? rivalAnswer(turn.said) : turn.typed
  return words === undefined ? undefined : { [question.slot]: words }
}

type Understands = (claim: Understood['claims'][number]) => boolean

/** Whether what was typed is a request of its own rather than the answer to this. */
function meansMoreThan(slot: string): Understands {
  if (slot === 'reasonWords') return isOther
  // A company's name alone would be looked up; here it is the answer.
  return ({ intent }) => slot === 'reason' || intent.id !== 'record.show'
}

/** Asked for a sentence, one gets a sentence: only a command or a record's name means another thing. */
export const isOther: Understands = ({ intent, clauses }) =>
  /^(?:draft|help)\./.test(intent.id) || clauses.some((clause) => clause.names.some(isRecordName))

type Given = Readonly<Record<string, string>>

/** Every part of the message answers one of the questions, or none of it does. */
async function valuesGiven(turn: Turn, open: AskingBody['questions'], said: string) {
  let given: Given = {}
  for (const words of said
    .split(/(?<!\d),|,(?!\d)|[;。\n]/u)
    .filter((part) => part.trim() !== '')) {
    const left = open.filter((question) => given[question.slot] === undefined)
    const more = await givenBy(turn, left, words.trim())
    if (!more) return undefined
    given = { ...given, ...more }
  }
  return Object.keys(given).length > 0 ? given : undefined
}

/** One answer, or two side by side: 检测那个300万. */
async function givenBy(
  turn: Turn,
  left: AskingBody['questions'],
  words: string,
): Promise<Given | undefined> {
  const whole = await firstAnswer(turn, left, words)
  if (whole) return { [whole.slot]: whole.value }
  if (left.length < 2) return undefined
  for (const at of cutsIn(words)) {
    const first = await firstAnswer(turn, left, words.slice(0, at).trim())
    if (!first) continue
    const others = left.filter(({ slot }) => slot !== first.slot)
    const second = await firstAnswer(turn, others, words.slice(at).trim())
    if (second) return { [first.slot]: first.value, [second.slot]: second.value }
  }
  return undefined
}

/** Nobody says more than a few words to answer two questions. */
const longestPair = 24

/** Where one answer may end and the next begin: at a blank, behind 那个, before a number. */
function cutsIn(words: string): number[] {
  if (words.length > longestPair) return []
  const places = [...words.matchAll(/\s|(?<=[个的])|(?<!\d)(?=[\d一二两三四五六七八九十百])/gu)]
  return places.map(({ index }) => index).filter((at) => at > 0 && at < words.length)
}

async function firstAnswer(turn: Turn, questions: AskingBody['questions'], words: string) {
  for (const question of questions) {
    const value = await typedAnswer(turn, question, words)
    if (value !== undefined) return { slot: question.slot, value }
  }
  return undefined
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
    said: simplify(body.said),
    typed: body.said,
    saidMs: body.saidMs,
    today: dayIn(deps.zone, body.saidMs),
    minuteOfDay: minuteOfDayIn(deps.zone, body.saidMs),
    answers,
    context: body.context,
  }
  const { claims } = await readTurn(deps, resumed)
  // Words that are not understood any more spoke of something the person may no longer read.
  const gone: Reply = { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
  const reply = (await claims[0]?.run(resumed)) ?? gone
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
