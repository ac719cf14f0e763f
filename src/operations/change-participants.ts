import * as z from 'zod'
import {
  type SharingView,
  sharedWithYouCard,
  sharingDoneCard,
  sharingPreviewCard,
} from '../../cards/sharing-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { isFunction, participationNames } from '../domain/participation.ts'
import type { Participation } from '../domain/permission.ts'
import { writeAudit } from '../store/audit.ts'
import { raiseVersion, type SubjectKey, setPart, versionsOf } from '../store/participants.ts'
import {
  type Act,
  defineOperation,
  type Guard,
  type News,
  type RootAt,
  rootsOf,
} from './operation.ts'
import { partWords, rightsWords } from './participant-words.ts'
import {
  loadParts,
  type PlannedPart,
  type PlannedSharing,
  planParts,
  wordsOfPlan,
} from './plan-participants.ts'

const parts = Object.keys(participationNames) as [Participation, ...Participation[]]
const subject = { kind: z.enum(['account', 'deal']), id: z.string() }

const body = z.strictObject({
  changes: z
    .array(
      z.strictObject({
        ...subject,
        userId: z.string(),
        /** Null takes somebody out. */
        part: z.enum(parts).nullable(),
      }),
    )
    .min(1)
    .max(50),
})

export type ChangeParticipants = z.infer<typeof body>

const undoBody = z.strictObject({
  rows: z.array(
    z.strictObject({
      ...subject,
      userId: z.string(),
      before: z.enum(parts).nullable(),
      after: z.enum(parts).nullable(),
    }),
  ),
})

/**
 * Opens accounts and deals to colleagues, narrows what they may do there, or takes them out. It opens
 * data, so it is previewed; the records' versions guard it. N6, F6: 「确保团队成员之间的信息共享」.
 */
export const changeParticipants = defineOperation<
  ChangeParticipants,
  SharingView,
  z.infer<typeof undoBody>
>({
  id: 'participant.change',
  body,
  undoBody,
  plan: async (act, wish) => {
    const planned = await planParts(act, wish.changes)
    if ('problem' in planned) return { ok: false, problem: planned.problem }
    const versions = await versionsOf(act.tx, act.dialect, subjectsOf(planned), { lock: false })
    return {
      ok: true,
      view: wordsOfPlan(act, planned),
      guard: guardOf(subjectsOf(planned), versions),
      subject: onlySubject(planned),
    }
  },
  apply: async (act, wish, guard) => {
    const versions = await versionsOf(act.tx, act.dialect, distinct(wish.changes), { lock: true })
    const planned = await planParts(act, wish.changes)
    if ('problem' in planned) return { kind: 'problem', problem: planned.problem }
    const subjects = subjectsOf(planned)
    if (!isAsShown(subjects, versions, guard)) return { kind: 'stale' }
    const raised = await raiseAll(act, subjects, versions)
    for (const one of planned.changed) await setPart(act.tx, { ...rowKey(one), part: one.after })
    await audit(act, planned.changed)
    return {
      kind: 'done',
      view: wordsOfPlan(act, planned),
      undo: {
        rows: planned.changed.map((one) => ({
          ...rowKey(one),
          before: one.before,
          after: one.after,
        })),
      },
      guard: guardOf(subjects, raised),
      subject: onlySubject(planned),
      news: newsOf(act, planned.changed),
    }
  },
  undo: async (act, { rows }) => {
    const subjects = distinct(rows)
    const versions = await versionsOf(act.tx, act.dialect, subjects, { lock: true })
    const wanted = rows.map((row) => ({ ...rowKey(row), part: row.before }))
    const loaded = await loadParts(act, wanted)
    if ('problem' in loaded) return { kind: 'problem', problem: loaded.problem }
    // Only these rows are put back: what else changed on the record since stays as it is.
    if (loaded.some(({ before }, i) => before !== rows[i]!.after)) {
      const reason = '谁能参与之后又有改动'
      return { kind: 'problem', problem: { id: 'UndoRefused', reason } }
    }
    const back = loaded.map((one, i) => ({ ...one, after: rows[i]!.before }))
    await raiseAll(act, subjects, versions)
    for (const one of back) await setPart(act.tx, { ...rowKey(one), part: one.after })
    await audit(act, back)
    return { kind: 'undone', card: takenBackCard(back), news: newsOf(act, back) }
  },
  merge: (earlier, later) => mergeChanges(earlier, later),
  form: {
    fields: (_act, { changes }) => [
      {
        type: 'select',
        name: 'part',
        label: '可以做什么',
        value: changes.find(({ part }) => part !== null)?.part ?? 'collaborator',
        required: true,
        options: [
          { text: '协作:能看,也能记互动、打标签、补资料', value: 'collaborator' },
          { text: '只读:只能看', value: 'reader' },
        ],
      },
    ],
    read: (_act, { changes }, form) => {
      const part = form.part === 'reader' ? 'reader' : 'collaborator'
      return {
        ok: true,
        body: { changes: changes.map((one) => (one.part === null ? one : { ...one, part })) },
      }
    },
  },
  previewCard: sharingPreviewCard,
  doneCard: sharingDoneCard,
})

const keyOf = ({ kind, id }: SubjectKey) => `${kind}:${id}`
const rowKey = ({ kind, id, userId }: SubjectKey & { userId: string }) => ({ kind, id, userId })

const distinct = (of: readonly SubjectKey[]): SubjectKey[] => [
  ...new Map(of.map(({ kind, id }) => [keyOf({ kind, id }), { kind, id }])).values(),
]

const subjectsOf = ({ changed }: PlannedSharing): SubjectKey[] => distinct(changed)

const onlySubject = (planned: PlannedSharing) => {
  const [only, ...others] = subjectsOf(planned)
  return others.length === 0 ? only : undefined
}

function guardOf(subjects: readonly SubjectKey[], versions: ReadonlyMap<string, number>): Guard {
  const [first, ...also] = subjects.map(({ kind, id }): RootAt => {
    const version = versions.get(keyOf({ kind, id }))!
    return kind === 'deal' ? { dealId: id, version } : { accountId: id, version }
  })
  return { ...first!, ...(also.length > 0 && { also }) }
}

function isAsShown(
  subjects: readonly SubjectKey[],
  versions: ReadonlyMap<string, number>,
  guard: Guard | undefined,
): boolean {
  const shown = new Map(
    rootsOf(guard).map((root) => [
      'dealId' in root ? `deal:${root.dealId}` : `account:${root.accountId}`,
      root.version,
    ]),
  )
  return (
    shown.size === subjects.length &&
    subjects.every((one) => shown.get(keyOf(one)) === versions.get(keyOf(one)))
  )
}

/** The versions that the records have now. They are held: none of them can have moved on. */
async function raiseAll(
  { tx, now }: Act,
  subjects: readonly SubjectKey[],
  versions: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const raised = new Map<string, number>()
  for (const { kind, id } of subjects) {
    const version = versions.get(keyOf({ kind, id })) ?? 0
    if (!(await raiseVersion(tx, { kind, id, version, now }))) {
      throw new Error(`${kind} ${id} moved on inside the transaction that holds it`)
    }
    raised.set(keyOf({ kind, id }), version + 1)
  }
  return raised
}

const audit = (act: Act, changed: readonly PlannedPart[]) =>
  writeAudit(
    act,
    changed.map(({ kind, id, userId, before, after }) => ({
      action: 'participant.change',
      subjectKind: kind,
      subjectId: id,
      field: userId,
      oldValue: before,
      newValue: after,
    })),
  )

/** Whoever comes in is told in private; what somebody was told before holds no more. */
function newsOf(act: Act, changed: readonly PlannedPart[]): News {
  return {
    withdraw: changed.flatMap(({ kind, id, userId, before }) =>
      before === null ? [] : [{ userId, subject: { kind, id } }],
    ),
    tell: changed.flatMap(({ kind, id, userId, after, record, viewer }) => {
      if (after === null || userId === act.viewer.userId) return []
      const card = sharedWithYouCard({
        by: act.viewer.name,
        kind,
        id,
        title: record.title,
        account: record.accountShort,
        owner: record.ownerName,
        part: after,
        isFunction: isFunction(viewer.roles),
        ...rightsWords(viewer, after, record.ownerId),
      })
      return [{ userId, subject: { kind, id }, card }]
    }),
  }
}

function takenBackCard(back: readonly PlannedPart[]) {
  const lines = back.map(({ person, record, after }) =>
    after === null
      ? `${person.name}不再参与 ${record.name}`
      : `${person.name}在 ${record.name} 又是${partWords(after, person.roles)}`,
  )
  const what = [...new Set(back.map(({ record }) => record.title))].join('、')
  return undoneCard(what, `${lines.join(';')}。`)
}

/** 「周涛也加上」 while 李娜 waits: both. Of two parts for one person the later is meant. */
function mergeChanges(
  earlier: ChangeParticipants,
  later: ChangeParticipants,
): ChangeParticipants | undefined {
  const records = new Set(earlier.changes.map(keyOf))
  const all = [...earlier.changes, ...later.changes]
  // Somebody who is taken out leaves what is there, not what is yet to come.
  const oneWay = new Set(all.map(({ part }) => part === null)).size === 1
  if (!oneWay || later.changes.some((one) => !records.has(keyOf(one)))) return undefined
  const byRow = new Map(all.map((one) => [`${keyOf(one)}:${one.userId}`, one]))
  return { changes: [...byRow.values()] }
}
