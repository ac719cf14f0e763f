/**
 * One message, inside the one transaction that applies it: who is this, what was meant, may they,
 * do it, and every word that goes out.
 */
import type { Card } from '../../cards/kit/card.ts'
import { notTextCard } from '../../cards/not-text-card.ts'
import { withNote, withWaiting } from '../../cards/with-note.ts'
import type { Viewer } from '../domain/permission.ts'
import { MAX_TEXT, tidy } from '../language/normalise.ts'
import type { Clause } from '../language/sentence.ts'
import { codeOfNothing } from '../language/subject.ts'
import { minuteOfDayIn } from '../lib/calendar.ts'
import { maskPhones } from '../lib/phone.ts'
import { simplify } from '../lib/simplified.ts'
import type { InboundMessage } from '../platforms/port.ts'
import { countWaiting, type DraftRow, findWaitingDrafts } from '../store/drafts.ts'
import { findSentCard, lastCardTo, type SentCard } from '../store/outbox.ts'
import type { Tx } from '../store/store.ts'
import { startAct } from './act.ts'
import { answerQuestions, isOther } from './answer.ts'
import { asTyped } from './as-typed.ts'
import type { EngineDeps } from './definitions.ts'
import { helpFor } from './help.ts'
import { notEnrolledCard } from './not-enrolled.ts'
import { offerToLog } from './offer-to-log.ts'
import { type Answered, joinProposals, sayWhichIsSaved, takeApart } from './one-message.ts'
import { answerOpenly } from './open-answer.ts'
import { notFound } from './resolve-deal.ts'
import { keptAnswers, sentIn } from './sent-file.ts'
import { readTurn, type Said, settle } from './settle.ts'
import type { Claim, Turn } from './turn.ts'
import { askedFor, tapWithWords, wantedBy } from './words-for-tap.ts'

/** How long the bot's last message is what 「它」 means. Product rule: ten minutes. */
const contextMs = 10 * 60_000

/** What the bot says to a message, in order. Throws only bugs and `StoreBusy`. */
export async function converse(
  deps: EngineDeps,
  tx: Tx,
  heard: { readonly message: InboundMessage; readonly viewer: Viewer },
): Promise<Said[]> {
  const { message, viewer } = heard
  if (viewer.roles.length === 0) {
    const { platform, sender: person } = message
    return [{ card: await notEnrolledCard(deps, tx, { platform, person }) }]
  }
  const sent = sentIn(deps, message, viewer)
  if (message.content.type !== 'text' && !sent) {
    const asker = { tx, dialect: deps.store.dialect, viewer }
    return [{ card: await notText(deps, asker, message.content) }]
  }
  if (sent && 'card' in sent) return [sent]
  const whole = sent ? sent.said : tidy((message.content as { text: string }).text)
  const typed = whole.slice(0, MAX_TEXT)
  const said = simplify(typed)
  const act = await startAct(deps, tx, { viewer, eventKey: message.eventKey })
  const context = await contextOf(act.tx, message, act.now.getTime())
  const turn: Turn = {
    ...act,
    minuteOfDay: minuteOfDayIn(deps.zone, act.now.getTime()),
    said,
    typed,
    saidMs: act.now.getTime(),
    answers: sent ? await keptAnswers(act, sent) : {},
    context,
    mentions: message.mentions,
    platform: message.platform,
  }
  if (!sent && !/[\p{L}\p{N}]/u.test(said)) return [{ card: await helpFor(deps, turn) }]
  const waiting = await findWaitingDrafts(tx, {
    userId: viewer.userId,
    groupId: message.chat.kind === 'group' ? message.chat.id : undefined,
    now: act.now,
  })
  const shown =
    (sent ? undefined : await takeWords(deps, turn, message)) ??
    (sent ? undefined : await resume(deps, turn, { waiting, message, quoted: context.draftId })) ??
    (await hear(deps, turn, message, waiting))
  return mentionWaiting(turn, whole.length > MAX_TEXT ? noteCut(shown) : shown)
}

/** What was left out of a long text is said. */
function noteCut(said: readonly Said[]): Said[] {
  return said.map((one, index) =>
    index > 0 ? one : { ...one, card: withNote(one.card, `太长了,只看了前 ${MAX_TEXT} 字`) },
  )
}

/** Cards that end a message say what else waits, if anything does. */
async function mentionWaiting(turn: Turn, said: readonly Said[]): Promise<Said[]> {
  const last = said.at(-1)
  if (!last || last.openly) return [...said]
  const except = last.draftId ?? ''
  const waiting = await countWaiting(turn.tx, turn.viewer.userId, turn.now, except)
  return [...said.slice(0, -1), { ...last, card: withWaiting(last.card, waiting) }]
}

type Context = Turn['context'] & { readonly draftId?: string }

/** Where the bot has spoken to this person: in private also by their own id. */
const heardIn = ({ chat, sender }: InboundMessage) =>
  chat.kind === 'private' ? [chat.id, sender.externalId] : [chat.id]

/** What the message may refer to: the quoted card, else the bot's last one here. */
async function contextOf(tx: Tx, message: InboundMessage, nowMs: number): Promise<Context> {
  const card: SentCard | undefined = message.replyTo
    ? await findSentCard(tx, message.replyTo)
    : await lastCardTo(tx, heardIn(message), nowMs - contextMs)
  if (!card) return {}
  return {
    draftId: message.replyTo ? (card.draftId ?? undefined) : undefined,
    dealId: card.subjectKind === 'deal' ? (card.subjectId ?? undefined) : undefined,
    accountId: card.subjectKind === 'account' ? (card.subjectId ?? undefined) : undefined,
    approvalId: card.subjectKind === 'approval' ? (card.subjectId ?? undefined) : undefined,
    ...(message.replyTo && { quoted: true }),
  }
}

/** Takes the words as the answer to what was asked, if they are one. */
async function resume(
  deps: EngineDeps,
  turn: Turn,
  asked: {
    readonly waiting: readonly DraftRow[]
    readonly message: InboundMessage
    readonly quoted?: string
  },
): Promise<Said[] | undefined> {
  const asking = asked.waiting.find(
    (draft) =>
      draft.body.kind === 'asking' && (asked.quoted === undefined || draft.id === asked.quoted),
  )
  if (!asking || !(await isFresh(turn, asked, asking))) return undefined
  const answered = await answerQuestions(deps, turn, asking, turn.said)
  return answered && [answered]
}

/** A code is of a request or a record of its own. */
const anyCode = /(?<![A-Za-z])(?:AP|[DL])-?\d{1,7}(?!\d)/iu

/** The words that a button still needs, unless they say something else. */
async function takeWords(
  deps: EngineDeps,
  turn: Turn,
  message: InboundMessage,
): Promise<Said[] | undefined> {
  const asked = message.chat.kind === 'private' ? await askedFor(deps, turn) : undefined
  if (!asked || anyCode.test(turn.said)) return undefined
  const { claims } = await readTurn(deps, turn)
  return claims.some(isOther) ? undefined : tapWithWords(deps, turn, message, asked)
}

/**
 * Whether a question still stands in the room: quoted, asked lately, or the last thing that was said.
 * A customer's name typed in the evening is no answer to what was asked in the morning.
 */
async function isFresh(
  { tx, now }: Turn,
  { message, quoted }: { readonly message: InboundMessage; readonly quoted?: string },
  asking: DraftRow,
): Promise<boolean> {
  if (quoted !== undefined || asking.createdAt.getTime() >= now.getTime() - contextMs) return true
  return (await lastCardTo(tx, heardIn(message), 0))?.draftId === asking.id
}

/** Reads a fresh request. */
async function hear(
  deps: EngineDeps,
  turn: Turn,
  message: InboundMessage,
  waiting: readonly DraftRow[],
): Promise<Said[]> {
  const { claims, rest } = await readTurn(deps, turn)
  // Whatever was meant by it: of a record that is not there nothing can be done.
  const reply = claims.length === 0 && codeOfNothing(rest) ? await notFound(turn, rest) : undefined
  if (reply) return [await settle(deps, turn, { reply, said: turn.typed, message, waiting })]
  if (claims.length === 0) {
    const wanted = await wantedBy(deps, turn, heardIn(message))
    const tapped = wanted && (await tapWithWords(deps, turn, message, wanted))
    return tapped ?? [await offerToLog(deps, turn, message, rest)]
  }
  const openly = await answerOpenly(deps, turn, message, { claims, rest })
  if (openly) return [openly]
  const replies: Answered[] = []
  for (const claim of claims) {
    const words = claim.clauses.map((clause) => clause.text.trim()).join(',')
    const said = asTyped(turn, claim.said ?? (words || turn.said))
    replies.push({ reply: await claim.run(standingAlone(turn, claim, rest)), said })
  }
  const shown: Said[] = []
  for (const { reply, said } of await takeApart(turn, joinProposals(replies))) {
    shown.push(await settle(deps, turn, { reply, said, message, waiting }))
  }
  return mentionLeft(turn, sayWhichIsSaved(shown), rest)
}

/**
 * Words before it that nobody understood may have named another record: then what has no name of its
 * own is not said of the last one.
 */
function standingAlone(turn: Turn, { clauses }: Claim, rest: readonly Clause[]): Turn {
  const from = clauses[0]?.start ?? 0
  const unread = rest.some((clause) => clause.start < from && clause.text.trim().length > 1)
  return unread ? { ...turn, context: {} } : turn
}

/** What no intent took is said to have been left alone. */
function mentionLeft(turn: Turn, shown: readonly Said[], rest: readonly Clause[]): Said[] {
  const left = rest.map((clause) => clause.text.trim()).filter((text) => text.length > 1)
  if (left.length === 0) return [...shown]
  const note = `这部分没听懂,没有处理:“${maskPhones(asTyped(turn, left.join(','))).slice(0, 60)}”`
  return [...shown.slice(0, -1), { ...shown.at(-1)!, card: withNote(shown.at(-1)!.card, note) }]
}

type Wordless = Exclude<InboundMessage['content'], { type: 'text' }>

/** A sticker says nothing that could be taken for something else: help is all there is to say. */
async function notText(
  deps: EngineDeps,
  asker: Parameters<typeof helpFor>[1],
  content: Wordless,
): Promise<Card> {
  switch (content.type) {
    case 'file':
      return notTextCard({ what: 'file', name: content.name })
    case 'image':
      return notTextCard({ what: 'image' })
    case 'other':
      return content.what === 'sticker' ? helpFor(deps, asker) : notTextCard({ what: content.what })
  }
}
