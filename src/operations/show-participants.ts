import type { ParticipantsView } from '../../cards/participants-card.ts'
import { participationNames } from '../domain/participation.ts'
import { mayDo, type Participation, type Viewer } from '../domain/permission.ts'
import { type Role, roles } from '../domain/role.ts'
import { type AccountRow, findAccounts } from '../store/accounts.ts'
import type { DealRow } from '../store/deals.ts'
import {
  type Colleague,
  colleaguesById,
  colleaguesWithRoles,
  leadersOf,
  type ParticipantRow,
  participantsIn,
  type SubjectKey,
} from '../store/participants.ts'
import { findViewerById } from '../store/people.ts'
import { userNames } from '../store/teams.ts'
import { permittedAccounts } from './find-account.ts'
import { permittedDeals } from './find-deal.ts'
import type { Act } from './operation.ts'
import { partWords } from './participant-words.ts'

/** What is asked about; the caller has asked whether the viewer may read it. */
export type Shown =
  | { readonly kind: 'deal'; readonly deal: DealRow }
  /** With those of its deals that the viewer reads. */
  | { readonly kind: 'account'; readonly account: AccountRow; readonly deals: readonly DealRow[] }

const mostByRole = 6

/** Who works on a record, and who reads it by role. @param asked those whom it is asked of */
export async function showParticipants(
  act: Act,
  shown: Shown,
  asked: readonly string[] = [],
): Promise<ParticipantsView> {
  const { ownerId } = shown.kind === 'deal' ? shown.deal : shown.account
  const rows = await rowsOf(act, shown)
  const people = await colleaguesById(act.tx, [
    ...new Set([ownerId, ...rows.map(({ userId }) => userId), ...asked]),
  ])
  const owner = people.get(ownerId)
  const answers = await Promise.all(
    asked.flatMap((id) => {
      const person = people.get(id)
      return person ? [answerOf(act, shown, person, rows)] : []
    }),
  )
  return {
    ...headOf(shown),
    answers,
    groups: [
      { label: '负责人', people: [owner?.name ?? '(已离职)'] },
      ...(await accountOwner(act, shown)),
      ...groupsOf(shown, rows, people),
    ],
    byRole: await byRole(act, ownerId, new Set([ownerId, ...rows.map(({ userId }) => userId)])),
    mayShare: await mayShare(act, shown),
  }
}

function headOf(shown: Shown): Pick<ParticipantsView, 'title' | 'subtitle'> {
  if (shown.kind === 'deal') {
    const { code, name, accountShort } = shown.deal
    return { title: `谁在跟 ${name}`, subtitle: `${code} · ${accountShort}` }
  }
  const { code, name, shortName } = shown.account
  return { title: `谁在跟 ${shortName}`, subtitle: `${code} · ${name}` }
}

/** Parts in the record; of a deal also those in its account, where it has none of its own. */
async function rowsOf({ tx }: Act, shown: Shown): Promise<ParticipantRow[]> {
  if (shown.kind === 'account') {
    const deals = shown.deals.map(({ id }): SubjectKey => ({ kind: 'deal', id }))
    const all = await participantsIn(tx, [{ kind: 'account', id: shown.account.id }, ...deals])
    return all.filter(({ userId }) => userId !== shown.account.ownerId)
  }
  const { id, accountId, ownerId } = shown.deal
  const rows = await participantsIn(tx, [
    { kind: 'deal', id },
    { kind: 'account', id: accountId },
  ])
  const own = new Set(rows.flatMap((row) => (row.kind === 'deal' ? [row.userId] : [])))
  return rows.filter(
    (row) => row.userId !== ownerId && (row.kind === 'deal' || !own.has(row.userId)),
  )
}

/** Whose the customer is works on every deal of it, also on a colleague's. */
async function accountOwner({ tx }: Act, shown: Shown): Promise<ParticipantsView['groups']> {
  if (shown.kind === 'account') return []
  const [account] = await findAccounts(tx, [shown.deal.accountId])
  if (!account || account.ownerId === shown.deal.ownerId) return []
  const name = (await userNames(tx, [account.ownerId])).get(account.ownerId)
  return name ? [{ label: '客户负责人', people: [name] }] : []
}

const order: readonly Participation[] = ['collaborator', 'reader', 'called-up']
const groupNames: Readonly<Record<Participation, string>> = {
  ...participationNames,
  'called-up': '职能',
}

function groupsOf(
  shown: Shown,
  rows: readonly ParticipantRow[],
  people: ReadonlyMap<string, Colleague>,
): ParticipantsView['groups'] {
  return order.flatMap((part) => {
    const inIt = rows.filter((row) => row.part === part)
    const names = inIt.flatMap((row) => {
      const person = people.get(row.userId)
      return person ? [nameIn(shown, row, person)] : []
    })
    return names.length > 0 ? [{ label: groupNames[part], people: [...new Set(names)] }] : []
  })
}

/** 周涛(售前,D-1001), 李娜(整个客户): what they are, and where, if that is not the record itself. */
function nameIn(shown: Shown, row: ParticipantRow, { name, roles: roleIds }: Colleague): string {
  const deal = shown.kind === 'account' && shown.deals.find(({ id }) => id === row.id)
  const about = [
    row.part === 'called-up' ? partWords(row.part, roleIds) : '',
    deal ? deal.code : shown.kind === 'deal' && row.kind === 'account' ? '整个客户' : '',
  ].filter(Boolean)
  return about.length > 0 ? `${name}(${about.join(',')})` : name
}

/** Leaders of the owner, and whose role reads everything. */
async function byRole({ tx }: Act, ownerId: string, known: ReadonlySet<string>): Promise<string[]> {
  const all = roles.filter(({ id }) => readsAll(id))
  const found = await colleaguesWithRoles(
    tx,
    all.map(({ id }) => id),
    mostByRole + 1,
  )
  const leaders = await leadersOf(tx, ownerId)
  const names = await userNames(tx, leaders)
  const titleOf = (of: Colleague) => all.find(({ id }) => of.roles.includes(id))?.title ?? ''
  const words = [
    ...leaders.filter((id) => !known.has(id)).map((id) => `${names.get(id) ?? ''}(经理)`),
    ...found
      .filter(({ id }) => !known.has(id) && !leaders.includes(id))
      .map((one) => `${one.name}(${titleOf(one)})`),
  ]
  return words.length > mostByRole ? [...words.slice(0, mostByRole), '等'] : words
}

/** Whether this role alone reads whatever anybody owns. */
const readsAll = (role: Role['id']): boolean =>
  mayDo({ userId: '', name: '', roles: [role], memberIds: new Set() }, 'deal.read', {
    ownerId: 'anybody',
  })

/** 李娜 能看到:协作; 王强 看不到. */
async function answerOf(
  act: Act,
  shown: Shown,
  person: Colleague,
  rows: readonly ParticipantRow[],
): Promise<string> {
  const viewer = await findViewerById(act.tx, act.dialect, person.id)
  const { ownerId } = shown.kind === 'deal' ? shown.deal : shown.account
  const name = person.id === act.viewer.userId ? '你' : person.name
  if (ownerId === person.id) return `${name}是负责人,看得到`
  if (!viewer || !(await reads(act, viewer, shown))) return `${name}看不到`
  const row = rows.find(({ userId }) => userId === person.id)
  return `${name}看得到:${row ? partWords(row.part, person.roles) : '按角色'}`
}

async function reads({ tx }: Act, viewer: Viewer, shown: Shown): Promise<boolean> {
  const act = { tx, viewer }
  const found =
    shown.kind === 'deal'
      ? await permittedDeals(act, 'deal.read', [shown.deal])
      : await permittedAccounts(act, 'deal.read', [shown.account.id])
  return found.length > 0
}

async function mayShare(act: Act, shown: Shown): Promise<boolean> {
  const found =
    shown.kind === 'deal'
      ? await permittedDeals(act, 'participant.edit', [shown.deal])
      : await permittedAccounts(act, 'participant.edit', [shown.account.id])
  return found.length > 0
}

/** At most this many names stand beside the owner's on a card. */
const mostBeside = 3

/** 李娜、周涛(售前)等4人: who works on it beside the owner; undefined where nobody does. */
export async function participantsBeside(act: Act, shown: Shown): Promise<string | undefined> {
  const rows = (await rowsOf(act, shown)).filter(({ part }) => part !== 'reader')
  const people = await colleaguesById(
    act.tx,
    rows.map(({ userId }) => userId),
  )
  const names = [
    ...new Set(
      rows.flatMap(({ userId, part }) => {
        const person = people.get(userId)
        if (!person) return []
        return [
          part === 'called-up' ? `${person.name}(${partWords(part, person.roles)})` : person.name,
        ]
      }),
    ),
  ]
  if (names.length === 0) return undefined
  const more = names.length > mostBeside ? `等${names.length}人` : ''
  return names.slice(0, mostBeside).join('、') + more
}
