/** In which records somebody gets or loses a part: a deal, a whole customer, or both asked about. */
import { isFunction } from '../domain/participation.ts'
import type { SharingReading } from '../language/sharing-clauses.ts'
import { permittedDeals } from '../operations/find-deal.ts'
import type { WantedPart } from '../operations/plan-participants.ts'
import type { AccountRow } from '../store/accounts.ts'
import { type DealRow, findDealsOf } from '../store/deals.ts'
import {
  type Colleague,
  participantsIn,
  partsUnder,
  type SubjectKey,
} from '../store/participants.ts'
import type { MeantColleagues } from './meant-colleagues.ts'
import { type AccountPlace, type Place, placeMeant, type Unsettled } from './meant-place.ts'
import type { AskedQuestion, Turn } from './turn.ts'

export type MeantParts =
  | { readonly kind: 'parts'; readonly changes: readonly WantedPart[] }
  | Unsettled

type Wish = { readonly person: Colleague; readonly as: 'collaborator' | 'reader' | 'out' }

/** Every part that is to change, or what has to be asked first. */
export async function partsMeant(
  turn: Turn,
  reading: SharingReading,
  meant: MeantColleagues,
): Promise<MeantParts> {
  const wishes = wishesOf(reading, meant)
  const subjects = reading.subjects.length > 0 ? reading.subjects : [undefined]
  const changes: WantedPart[] = []
  // Of several that are listed none is asked about: an answer would be taken for all of them.
  const at = subjects.length === 1 ? turn : { ...turn, answers: {} }
  for (const subject of subjects) {
    const place = await placeMeant(at, reading, subject)
    if (place.kind === 'ask' || place.kind === 'reply') return place
    if (reading.everyoneOut) {
      changes.push(...(await everyoneIn(turn, place)))
      continue
    }
    const parts =
      place.kind === 'deal'
        ? inDeal(place.deal, wishes)
        : await inAccount(at, reading, place, wishes)
    if (parts.kind !== 'parts') return parts
    changes.push(...parts.changes)
  }
  return { kind: 'parts', changes }
}

function wishesOf({ entries }: SharingReading, { people }: MeantColleagues): Wish[] {
  const said = entries.flatMap((entry) => entry.people.map(() => entry.as))
  return said.flatMap((as, i) => {
    const person = people[i]
    return person ? [{ person, as }] : []
  })
}

/** Whoever was let in; the functions were called up, and not let in. */
async function everyoneIn({ tx }: Turn, place: Place): Promise<WantedPart[]> {
  const rows =
    place.kind === 'deal'
      ? await participantsIn(tx, [{ kind: 'deal', id: place.deal.id }])
      : await participantsIn(tx, [
          { kind: 'account', id: place.account.id },
          ...place.deals.map(({ id }) => ({ kind: 'deal' as const, id })),
        ])
  return rows.flatMap(({ part, ...row }) => (part === 'called-up' ? [] : [{ ...row, part: null }]))
}

const partOf = (as: Wish['as']) => (as === 'out' ? null : as)

const inDeal = (deal: DealRow, wishes: readonly Wish[]): MeantParts => ({
  kind: 'parts',
  changes: wishes.map(({ person, as }) => ({
    kind: 'deal',
    id: deal.id,
    userId: person.id,
    part: partOf(as),
  })),
})

async function inAccount(
  turn: Turn,
  reading: SharingReading,
  place: AccountPlace,
  wishes: readonly Wish[],
): Promise<MeantParts> {
  const leaving = wishes.filter(({ as }) => as === 'out')
  const coming = wishes.filter(({ as }) => as !== 'out')
  const out = await leavesFrom(turn, reading, place, leaving)
  if (out.kind !== 'parts') return out
  const into = comesTo(turn, reading, place, coming)
  if (into.kind !== 'parts') return into
  return { kind: 'parts', changes: [...out.changes, ...into.changes] }
}

const whole = 'account'
const everyDeal = 'all'

/**
 * 华芯 with two deals may be either of them or the customer: asked, unless 客户 or 全部 was said. With
 * one or none it is the customer that was named. A function comes to deals alone (§5.1: S 「only deals
 * I am called up on」).
 */
function comesTo(
  turn: Turn,
  reading: SharingReading,
  { account, deals, only }: AccountPlace,
  wishes: readonly Wish[],
): MeantParts {
  if (wishes.length === 0) return { kind: 'parts', changes: [] }
  const called = wishes.filter(({ person }) => isFunction(person.roles))
  if (called.length > 0 && deals.length === 0) {
    const who = called.map(({ person }) => person.name).join('、')
    const problem = { id: 'FunctionNeedsDeal', who, account: account.shortName } as const
    return { kind: 'reply', reply: { kind: 'problem', problem } }
  }
  const onlyDeals = only || called.length === wishes.length
  const scope = scopeSaid(turn, reading, { deals, onlyDeals })
  if (!scope) return { kind: 'ask', questions: [whichScope(account, deals, onlyDeals)] }
  const named = deals.filter((deal) => scope === whole || scope === everyDeal || deal.id === scope)
  return {
    kind: 'parts',
    changes: wishes.flatMap(({ person, as }) => {
      const entire = scope === whole && !isFunction(person.roles)
      const subjects: SubjectKey[] = entire
        ? [{ kind: 'account', id: account.id }]
        : named.map(({ id }) => ({ kind: 'deal', id }))
      return subjects.map((subject) => ({ ...subject, userId: person.id, part: partOf(as) }))
    }),
  }
}

function scopeSaid(
  { answers }: Turn,
  { scope }: SharingReading,
  { deals, onlyDeals }: { readonly deals: readonly DealRow[]; readonly onlyDeals: boolean },
): string | undefined {
  if (answers.scope) return answers.scope
  if (scope === 'account' || deals.length === 0) return onlyDeals ? everyDeal : whole
  if (deals.length > 1) return undefined
  return scope === 'deal' || onlyDeals ? deals[0]!.id : whole
}

function whichScope(
  { shortName }: AccountRow,
  deals: readonly DealRow[],
  onlyDeals: boolean,
): AskedQuestion {
  return {
    slot: 'scope',
    text: onlyDeals ? '加到哪个商机?' : '整个客户,还是其中一个商机?',
    options: [
      onlyDeals
        ? { label: '都加', detail: `${shortName}的 ${deals.length} 个商机`, value: everyDeal }
        : { label: `整个客户 ${shortName}`, detail: '全部商机、联系人和互动', value: whole },
      ...deals.slice(0, 4).map(({ id, code, name }) => ({ label: name, detail: code, value: id })),
    ],
  }
}

/** 李娜不跟华芯了: from wherever they are there; from several only what was said, or asked. */
async function leavesFrom(
  turn: Turn,
  { scope }: SharingReading,
  { account, deals, only }: AccountPlace,
  wishes: readonly Wish[],
): Promise<MeantParts> {
  if (wishes.length === 0) return { kind: 'parts', changes: [] }
  const people = wishes.map(({ person }) => person.id)
  const rows = await partsUnder(turn.tx, account.id, people)
  const dealIds = rows.flatMap((row) => (row.kind === 'deal' ? [row.id] : []))
  const found = await findDealsOf(turn.tx, { dealIds, accountIds: [] })
  const seen = await permittedDeals(turn, 'participant.edit', found)
  const subjects: SubjectKey[] = [
    { kind: 'account', id: account.id },
    ...seen.map(({ id }) => ({ kind: 'deal' as const, id })),
  ]
  const places = subjects.filter(({ id }) => rows.some((row) => row.id === id))
  const answer = turn.answers.scope
  const settled = answer ?? (scope === 'account' || places.length <= 1 ? everyDeal : undefined)
  if (!settled) {
    return { kind: 'ask', questions: [whichToLeave(account, seen, places)] }
  }
  const wanted = places.filter(({ id, kind }) => {
    if (settled === everyDeal) return true
    return settled === whole ? kind === 'account' : id === settled
  })
  // Of somebody who is nowhere in it that is said: of the record that the viewer reads.
  const none =
    only && deals[0] ? [{ kind: 'deal' as const, id: deals[0].id }] : subjects.slice(0, 1)
  const from = wanted.length > 0 ? wanted : none
  return {
    kind: 'parts',
    changes: from.flatMap((subject) =>
      wishes
        .filter(({ person }) => wanted.length === 0 || isIn(rows, subject, person))
        .map(({ person }) => ({ ...subject, userId: person.id, part: null })),
    ),
  }
}

const isIn = (
  rows: readonly { id: string; userId: string }[],
  { id }: SubjectKey,
  who: Colleague,
) => rows.some((row) => row.id === id && row.userId === who.id)

/** Who leaves the whole customer leaves it whole: a deal alone is offered beside all of it. */
function whichToLeave(
  { shortName }: AccountRow,
  deals: readonly DealRow[],
  places: readonly SubjectKey[],
): AskedQuestion {
  const named = deals.filter(({ id }) => places.some((place) => place.id === id))
  return {
    slot: 'scope',
    text: '从哪里移除?',
    options: [
      { label: '全部移除', detail: `${shortName}和它的商机`, value: everyDeal },
      ...named.slice(0, 4).map(({ id, code, name }) => ({ label: name, detail: code, value: id })),
    ],
  }
}
