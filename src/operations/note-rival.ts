import * as z from 'zod'
import { type RivalNotedView, rivalNotedCard } from '../../cards/rival-noted-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { type NoteKind, noteKinds } from '../domain/competitor.ts'
import { isDay } from '../lib/calendar.ts'
import { writeAudit } from '../store/audit.ts'
import { insertNotes, linkCompetitor, type NewNote, undoNotes } from '../store/competitors.ts'
import { competitorFor, knownCompetitor, rivalBody } from './known-competitor.ts'
import { type NotedRival, type NotePlace, notedView, placeOfNote } from './noted-rival-view.ts'
import { type Act, defineOperation } from './operation.ts'
import { dropNewRivals, unlinkUndone } from './undo-rivals.ts'

const noteBody = z.strictObject({
  kind: z.enum(Object.keys(noteKinds) as [NoteKind, ...NoteKind[]]),
  text: z.string().min(1).max(200),
  changeBp: z.number().int().optional(),
})

const body = z.strictObject({
  rivals: z.array(rivalBody).min(1).max(4),
  notes: z.array(noteBody).min(1).max(12),
  /** The customer it was heard at, and the deal of it that is fought against them. */
  accountId: z.string().optional(),
  dealId: z.string().optional(),
  onDate: z.string().refine(isDay),
})

export type NoteRival = z.infer<typeof body>

const undoBody = z.strictObject({
  noteIds: z.array(z.string()),
  accountId: z.string().optional(),
  dealId: z.string().optional(),
  /** Competitors that this brought in, and those that it put down against the deal. */
  newRivalIds: z.array(z.string()),
  newLinkIds: z.array(z.string()),
})

type Undo = z.infer<typeof undoBody>

/**
 * Keeps what was heard of competitors, by kind, with the day and who heard it. Additive, so it is
 * saved at once. E1: 「competitor{product, price, service notes} dated + author」.
 */
export const noteRival = defineOperation<NoteRival, RivalNotedView, Undo>({
  id: 'competitor.note',
  body,
  undoBody,
  plan: async (act, wish) => {
    const place = await placeOfNote(act, wish)
    if ('problem' in place) return { ok: false, problem: place.problem }
    const names = await Promise.all(wish.rivals.map((said) => knownCompetitor(act, said)))
    const rivals = wish.rivals.map(({ name }, i) => ({
      id: names[i]?.id ?? '',
      name: names[i]?.name ?? name,
      isNew: names[i] === undefined,
    }))
    return { ok: true, view: await notedView(act, wish, { place, rivals }), subject: place.subject }
  },
  apply: async (act, wish) => {
    const place = await placeOfNote(act, wish)
    if ('problem' in place) return { kind: 'problem', problem: place.problem }
    const rivals: NotedRival[] = []
    for (const said of wish.rivals) rivals.push(await competitorFor(act, said))
    const notes = rivals.flatMap((rival) => notesFor(act, wish, { place, rival }))
    await insertNotes(act.tx, notes)
    const newLinkIds = await linkAll(act, place, rivals)
    await audit(act, notes)
    return {
      kind: 'done',
      view: await notedView(act, wish, { place, rivals }),
      undo: {
        noteIds: notes.map(({ id }) => id),
        ...(place.accountId && { accountId: place.accountId }),
        ...(place.deal && { dealId: place.deal.id }),
        newRivalIds: rivals.filter(({ isNew }) => isNew).map(({ id }) => id),
        newLinkIds,
      },
      ...(place.subject && { subject: place.subject }),
    }
  },
  undo: async (act, undo) => {
    const place = await placeOfNote(act, undo)
    if ('problem' in place) return { kind: 'problem', problem: place.problem }
    const refused = await unlinkUndone(act, undo.dealId, undo.newLinkIds)
    if (refused) return { kind: 'problem', problem: refused }
    await undoNotes(act.tx, undo.noteIds, act.now)
    await writeAudit(
      act,
      undo.noteIds.map((subjectId) => ({
        action: 'competitor.note-undone',
        subjectKind: 'competitor-note',
        subjectId,
      })),
    )
    await dropNewRivals(act, undo.newRivalIds)
    const what = `${undo.noteIds.length} 条竞品记录`
    const now = undo.newLinkIds.length > 0 ? '记录和商机上的对手都已撤回。' : '记录已撤回。'
    return { kind: 'undone', card: undoneCard(what, now) }
  },
  // Additive, so it is never previewed; a preview would look like what is saved.
  previewCard: (view, draft) => rivalNotedCard(view, draft, false),
  doneCard: rivalNotedCard,
})

const notesFor = (
  act: Act,
  wish: NoteRival,
  { place, rival }: { readonly place: NotePlace; readonly rival: NotedRival },
): NewNote[] =>
  wish.notes.map((note) => ({
    ...note,
    id: act.ids.next(),
    competitorId: rival.id,
    ...(place.accountId && { accountId: place.accountId }),
    ...(place.deal && { dealId: place.deal.id }),
    onDate: wish.onDate,
    byUserId: act.viewer.userId,
    createdAt: act.now,
  }))

/** A deal that is over is fought against nobody any more. */
async function linkAll(
  act: Act,
  { deal }: NotePlace,
  rivals: readonly NotedRival[],
): Promise<string[]> {
  if (deal?.outcome !== 'open') return []
  const added: NotedRival[] = []
  for (const rival of rivals) {
    const link = { dealId: deal.id, competitorId: rival.id, createdAt: act.now }
    if (await linkCompetitor(act.tx, link)) added.push(rival)
  }
  await writeAudit(
    act,
    added.map(({ name }) => ({
      action: 'competitor.link',
      subjectKind: 'deal',
      subjectId: deal.id,
      newValue: name,
    })),
  )
  return added.map(({ id }) => id)
}

const audit = (act: Act, notes: readonly NewNote[]) =>
  writeAudit(
    act,
    notes.map(({ id, kind, text }) => ({
      action: 'competitor.note',
      subjectKind: 'competitor-note',
      subjectId: id,
      field: kind,
      newValue: text,
    })),
  )
