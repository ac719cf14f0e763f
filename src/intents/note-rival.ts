import { asTyped } from '../bot/as-typed.ts'
import type { Asked } from '../bot/read-value.ts'
import { notFound } from '../bot/resolve-deal.ts'
import { dealFought, placeHeard } from '../bot/resolve-rival-place.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { rivalsMeant } from '../bot/which-rival.ts'
import { mayEver } from '../domain/permission.ts'
import { readDate } from '../language/date.ts'
import { type RivalReading, readRivals } from '../language/rival-clauses.ts'
import { permittedDeal } from '../operations/find-deal.ts'
import type { SaidCompetitor } from '../operations/known-competitor.ts'
import { type LinkRival, linkRival } from '../operations/link-rival.ts'
import { type NoteRival, noteRival } from '../operations/note-rival.ts'

/** What was heard of a rival, and which deal is fought against it: saved at once. */
export const noteRivalIntent: Intent = {
  id: 'competitor.note',
  what: '记竞品',
  examples: [
    '环测最近报价降了8%',
    '竞品环测 报价降8% 交期快',
    '听说广测在华芯检测报了250万',
    '华芯检测的对手是环测',
    '环测也在跟立辰',
    '把环测加到商机',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'competitor.log'),
  operations: [noteRival, linkRival],
  inPieces: true,
  read: ({ clauses }, free) => {
    const reading = readRivals(clauses, free)
    return reading && claim(reading)
  },
}

const claim = (reading: RivalReading): Claim => ({
  clauses: reading.clauses,
  ...(saidOf(reading) && { said: saidOf(reading) }),
  run: (turn) => run(turn, reading),
})

/** With the deal it is about, where that was named in an earlier part. */
function saidOf({ clauses, earlier, fought }: RivalReading): string | undefined {
  const words = clauses.map((clause) => clause.text.trim()).join(',')
  return earlier && fought ? `${earlier.words}那边${words}` : undefined
}

async function run(turn: Turn, reading: RivalReading): Promise<Reply> {
  const asked: Asked = { questions: [], refused: undefined }
  const isLink = reading.notes.length === 0
  const place = await (isLink ? dealFought : placeHeard)(turn, reading)
  if (place.kind === 'reply') return place.reply
  if (place.kind === 'ask') asked.questions.push(place.question)
  const deal = place.kind === 'deal' ? place.deal : undefined
  // Who may only read the deal is asked nothing about it.
  if (deal && !(await permittedDeal(turn, 'competitor.log', deal.id))) {
    return notFound(turn, reading.clauses)
  }
  if (place.kind === 'nowhere' && !mayEver(turn.viewer, 'competitor.log')) {
    return { kind: 'problem', problem: { id: 'NotAllowed' } }
  }
  const rivals = await rivalsMeant(turn, reading, { asked, deal })
  if (rivals === 'nobody') return { kind: 'unclear' }
  if (asked.questions.length > 0) return { kind: 'ask', questions: asked.questions }
  const [first, ...others] = rivals.map(({ id, name }): SaidCompetitor => ({ id, name }))
  if (!first) return { kind: 'unclear' }
  const all = [first, ...others].slice(0, mostRivals)
  if (isLink) {
    if (!deal) return { kind: 'unclear' }
    const body: LinkRival = { dealId: deal.id, rivals: all, how: 'add' }
    return { kind: 'propose', operation: linkRival, body, how: 'at-once' }
  }
  const body: NoteRival = {
    rivals: all,
    ...notesOf(turn, reading),
    ...(deal && { dealId: deal.id }),
    ...(place.kind === 'account' && { accountId: place.accountId }),
  }
  return { kind: 'propose', operation: noteRival, body, how: 'at-once' }
}

const mostRivals = 4
/** Characters of a note. */
const longest = 200

/** What was heard, in the characters that were typed, and the day; a day not told exactly stays in it. */
function notesOf(turn: Turn, { notes, date }: RivalReading): Pick<NoteRival, 'notes' | 'onDate'> {
  const { today, minuteOfDay } = turn
  const read = date && readDate(date.found, { today, minuteOfDay, field: 'past' })
  const isVague = date?.found.when.kind === 'vague' || date?.found.when.kind === 'clock'
  const day = read?.kind === 'value' && read.value.precision === 'day' ? read.value.day : undefined
  const words = date && !day && !isVague ? date.text : ''
  return {
    notes: notes.map((note, i) => ({
      ...note,
      text: (i === 0 ? words : '').concat(asTyped(turn, note.text)).slice(0, longest),
    })),
    onDate: day ?? today,
  }
}
