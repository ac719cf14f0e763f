/** What people read about who takes part in a record, and what that opens to them. */
import { type Opened, openedBy, participationNames, rightsBy } from '../domain/participation.ts'
import type { Participation, Viewer } from '../domain/permission.ts'
import { type RoleId, roles } from '../domain/role.ts'

const openedWords: Readonly<Record<Opened, string>> = {
  'deal.read': '阶段和日期',
  'deal.read-amount': '金额',
  'contact.read': '联系人',
  'contact.read-phone': '电话',
  'activity.read': '互动记录',
  'activity.log': '记互动',
  'tag.edit': '打标签',
  'account.fill': '补资料',
}

export type RightsWords = {
  /** 看阶段和日期、金额,也能记互动 */
  readonly may: string
  /** What of it stays shut, and what only the owner does: 看金额,也不能改阶段 */
  readonly mayNot: string
}

/** What this part opens to this person, and what it does not. */
export function rightsWords(viewer: Viewer, part: Participation, ownerId: string): RightsWords {
  const { may, mayNot } = rightsBy(viewer, part, ownerId)
  const words = (of: readonly Opened[], among: ReadonlySet<Opened>) =>
    of.filter((one) => among.has(one)).map((one) => openedWords[one])
  const sees = words(openedBy.sees, may)
  const does = words(openedBy.does, may)
  const hidden = words(openedBy.sees, mayNot)
  const cannot = does.length > 0 ? '改阶段、金额、日期' : '改任何内容'
  return {
    may: [`看${sees.join('、')}`, does.join('、')].filter(Boolean).join(',也能'),
    mayNot: [hidden.length > 0 ? `看${hidden.join('、')}` : '', cannot]
      .filter(Boolean)
      .join(',也不能'),
  }
}

/** 销售 · 华东组 */
export const personWords = (of: {
  readonly roles: readonly RoleId[]
  readonly department: string | null
}): string =>
  [
    roles
      .filter(({ id }) => of.roles.includes(id))
      .map(({ title }) => title)
      .join('、'),
    of.department,
  ]
    .filter(Boolean)
    .join(' · ')

/** 协作, 只读, and of a function what it is: 售前. */
export function partWords(part: Participation, roleIds: readonly RoleId[]): string {
  if (part !== 'called-up') return participationNames[part]
  const titles = roles.filter(({ id }) => roleIds.includes(id)).map(({ title }) => title)
  return titles.join('、') || participationNames[part]
}
