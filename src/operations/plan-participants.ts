/** What a change of who takes part comes to: what moves, and what is so already. */
import type { SharingView } from '../../cards/sharing-card.ts'
import { opensNothing, partFor } from '../domain/participation.ts'
import type { Participation, Viewer } from '../domain/permission.ts'
import type { Problem } from '../domain/problem.ts'
import {
  type Colleague,
  colleaguesById,
  participantsIn,
  partsUnder,
  type SubjectKey,
} from '../store/participants.ts'
import { findViewerById } from '../store/people.ts'
import { readableDeals } from './find-deal.ts'
import { recordToShare, type SharedRecord } from './find-records.ts'
import type { Act } from './operation.ts'
import { partWords, personWords, rightsWords } from './participant-words.ts'

export type WantedPart = SubjectKey & {
  readonly userId: string
  readonly part: Participation | null
}

/** One person in one record, as it is and as it is to be. */
export type PlannedPart = SubjectKey & {
  readonly userId: string
  readonly before: Participation | null
  readonly after: Participation | null
  readonly record: SharedRecord
  readonly person: Colleague
  /** With the person's own rights. */
  readonly viewer: Viewer
}

export type PlannedSharing = {
  readonly changed: readonly PlannedPart[]
  /** Why nothing changes for the others. */
  readonly notes: readonly string[]
  /** Somebody of a function who was to be a collaborator or a reader. */
  readonly asFunction: readonly PlannedPart[]
}

type Loaded = PlannedPart & { readonly onAccount: Participation | null }

/** Reads rights, people and parts; a problem where the viewer may not, or somebody is not there. */
export async function loadParts(
  act: Act,
  wanted: readonly WantedPart[],
): Promise<readonly Loaded[] | { readonly problem: Problem }> {
  const records = new Map<string, SharedRecord>()
  for (const { kind, id } of wanted) {
    if (records.has(`${kind}:${id}`)) continue
    const record = await recordToShare(act, { kind, id })
    if ('problem' in record) return record
    records.set(`${kind}:${id}`, record)
  }
  const people = await colleaguesById(act.tx, [...new Set(wanted.map(({ userId }) => userId))])
  const viewers = new Map<string, Viewer>()
  for (const { userId } of wanted) {
    const viewer = viewers.get(userId) ?? (await findViewerById(act.tx, act.dialect, userId))
    if (!viewer || !people.has(userId)) return { problem: { id: 'PersonUnknown', said: '' } }
    viewers.set(userId, viewer)
  }
  const accounts = [...records.values()].map(
    ({ accountId: id }) => ({ kind: 'account', id }) as const,
  )
  const rows = await participantsIn(act.tx, [...wanted, ...accounts])
  const partIn = (kind: string, id: string, userId: string) =>
    rows.find((row) => row.kind === kind && row.id === id && row.userId === userId)?.part ?? null
  // Who leaves the whole customer leaves its deals with it.
  const leaves = (accountId: string, userId: string) =>
    wanted.some(
      (one) => one.kind === 'account' && one.id === accountId && one.userId === userId && !one.part,
    )
  return wanted.map(({ kind, id, userId, part }) => {
    const record = records.get(`${kind}:${id}`)!
    const person = people.get(userId)!
    return {
      kind,
      id,
      userId,
      before: partIn(kind, id, userId),
      after: part && partFor(person.roles, part),
      record,
      person,
      viewer: viewers.get(userId)!,
      onAccount:
        kind === 'deal' && !leaves(record.accountId, userId)
          ? partIn('account', record.accountId, userId)
          : null,
    }
  })
}

/** A problem where nothing would change at all. */
export async function planParts(
  act: Act,
  wanted: readonly WantedPart[],
): Promise<PlannedSharing | { readonly problem: Problem }> {
  const loaded = await loadParts(act, wanted)
  if ('problem' in loaded) return loaded
  const unenrolled = loaded.find(({ after, person }) => after && person.roles.length === 0)
  if (unenrolled) return { problem: { id: 'ColleagueNotEnrolled', name: unenrolled.person.name } }
  const judged = loaded.map((one) => ({ one, why: whyNot(act, one) }))
  const changed = judged.flatMap(({ one, why }) => (why === undefined ? [one] : []))
  const notes = [...new Set(judged.flatMap(({ why }) => why ?? []))]
  if (changed.length === 0) return { problem: { id: 'ParticipantsUnchanged', why: notes } }
  const asFunction = loaded.filter(
    ({ after }, i) => after === 'called-up' && wanted[i]!.part !== 'called-up',
  )
  return { changed, notes: [...notes, ...(await apartNotes(act, changed))], asFunction }
}

/** A part in a deal counts before one in its account: who has another there keeps it. */
async function apartNotes(act: Act, changed: readonly PlannedPart[]): Promise<string[]> {
  const notes: string[] = []
  for (const { kind, id, userId, after, person } of changed) {
    if (kind !== 'account' || after === null) continue
    const rows = await partsUnder(act.tx, id, [userId])
    const apart = rows.filter((row) => row.kind === 'deal' && row.part !== after)
    const dealIds = apart.map((row) => row.id)
    for (const deal of await readableDeals(act, { dealIds, accountIds: [] })) {
      const part = apart.find((row) => row.id === deal.id)!.part
      notes.push(
        `${person.name}在 ${deal.code} ${deal.name} 单独设过${partWords(part, person.roles)},那里不变`,
      )
    }
  }
  return notes
}

/** Why nothing changes for this one; undefined where something does. */
function whyNot(act: Act, one: Loaded): string | undefined {
  const { record, person, viewer, before, after, onAccount } = one
  const who = person.id === act.viewer.userId ? '你' : person.name
  if (record.ownerId === person.id) {
    return after
      ? `${who}就是 ${record.name} 的负责人`
      : `${who}是 ${record.name} 的负责人,不能移除`
  }
  if (after !== null) return whyNotIn(one, who)
  if (onAccount) {
    const part = partWords(onAccount, person.roles)
    return `${who}是整个客户 ${record.accountShort} 的${part},只从这个商机移除还是看得到;要移除,说「把${person.name}从${record.accountShort}客户移除」`
  }
  if (before !== null) return undefined
  return opensNothing(viewer, 'reader', record.ownerId)
    ? `${who}不是 ${record.name} 的参与人,是按角色能看到的`
    : `${who}本来就不在 ${record.name} 里`
}

function whyNotIn({ record, person, viewer, before, after, onAccount }: Loaded, who: string) {
  const words = partWords(after!, person.roles)
  if (before === after) return `${who}已经在 ${record.name} 里了(${words})`
  if (before === null && onAccount === after) {
    return `${who}已经能看到 ${record.name}:是整个客户 ${record.accountShort} 的${words}`
  }
  if (before === null && opensNothing(viewer, after!, record.ownerId)) {
    return `${who}按角色已经能看到 ${record.name},不用加`
  }
  return undefined
}

/** As the cards show it. */
export function wordsOfPlan(act: Act, { changed, notes, asFunction }: PlannedSharing): SharingView {
  const records = [...new Map(changed.map(({ record }) => [record.title, record])).values()]
  const several = records.length > 1
  const word = (part: Participation | null, { person }: PlannedPart) =>
    part === null ? '未参与' : partWords(part, person.roles)
  return {
    records: records.map(({ title }) => title),
    about: [
      ...new Set(
        records.map(({ kind, accountShort, ownerName }) =>
          [kind === 'deal' ? accountShort : '', `负责人 ${ownerName}`].filter(Boolean).join(' · '),
        ),
      ),
    ].join(';'),
    wholeAccount: records.some(({ kind }) => kind === 'account'),
    changes: changed.map((one) => ({
      label: several ? `${one.person.name}·${one.record.name}` : one.person.name,
      from: word(one.before, one),
      to: one.after === null ? '移除' : word(one.after, one),
      note: personWords(one.person),
    })),
    rights: rightsLines(changed),
    notes: [...functionNotes(asFunction), ...notes],
    opens: changed.some(({ after }) => after !== null),
    editable: changed.some(({ after }) => after !== null && after !== 'called-up'),
    told: [
      ...new Set(
        changed.flatMap(({ after, person }) =>
          after !== null && person.id !== act.viewer.userId ? [person.name] : [],
        ),
      ),
    ],
  }
}

/** What opens, once for all who get the same. */
function rightsLines(changed: readonly PlannedPart[]): SharingView['rights'] {
  const lines = changed.flatMap(({ after, person, viewer, record }) =>
    after === null ? [] : [{ name: person.name, ...rightsWords(viewer, after, record.ownerId) }],
  )
  const groups = Map.groupBy(lines, ({ may, mayNot }) => `${may}|${mayNot}`)
  return [...groups.values()].map((of) => ({
    who: [...new Set(of.map(({ name }) => name))].join('、'),
    may: of[0]!.may,
    mayNot: of[0]!.mayNot,
  }))
}

const functionNotes = (people: readonly PlannedPart[]): string[] => {
  const names = [...new Set(people.map(({ person }) => person.name))]
  return names.length > 0 ? [`${names.join('、')}按职能参与,能看什么以职能为限`] : []
}
