import type { RoleId } from '../../src/domain/role.ts'
import type { Prisma } from '../../src/store/generated/sqlite/client.ts'
import { at } from './units.ts'

type Person = {
  readonly id: string
  readonly name: string
  readonly honorific?: string
  readonly department: string
  readonly role: RoleId
  readonly managerId?: string
}

/** A person's id is also their WeCom userid, and `ou_` + id their Feishu open_id. */
export const people: readonly Person[] = [
  { id: 'zhangwei', name: '张伟', department: '华东组', role: 'rep', managerId: 'chenjing' },
  { id: 'lina', name: '李娜', department: '华东组', role: 'rep', managerId: 'chenjing' },
  { id: 'wangqiang', name: '王强', department: '华南组', role: 'rep', managerId: 'liuyang' },
  {
    id: 'chenjing',
    name: '陈静',
    honorific: '陈经理',
    department: '华东组',
    role: 'manager',
    managerId: 'zhaomin',
  },
  {
    id: 'liuyang',
    name: '刘洋',
    honorific: '刘经理',
    department: '华南组',
    role: 'manager',
    managerId: 'zhaomin',
  },
  {
    id: 'zhaomin',
    name: '赵敏',
    honorific: '赵总',
    department: '销售部',
    role: 'director',
    managerId: 'qianli',
  },
  { id: 'zhoutao', name: '周涛', department: '售前部', role: 'presales', managerId: 'zhaomin' },
  { id: 'sunli', name: '孙丽', department: '商务部', role: 'commerce', managerId: 'qianli' },
  { id: 'wufang', name: '吴芳', department: '财务部', role: 'finance', managerId: 'qianli' },
  { id: 'zhengkai', name: '郑凯', department: '法务部', role: 'legal', managerId: 'qianli' },
  { id: 'gaoyuan', name: '高远', department: '交付部', role: 'delivery', managerId: 'qianli' },
  { id: 'qianli', name: '钱立', honorific: '钱总', department: '总经办', role: 'executive' },
  { id: 'helei', name: '何磊', department: '销售运营部', role: 'operations', managerId: 'zhaomin' },
]

export const users = people.map(({ role: _role, managerId, ...person }) => ({
  ...person,
  managerId: managerId ?? null,
  createdAt: at('2023-01-03 09:00'),
})) satisfies Prisma.UserCreateManyInput[]

export const userRoles = people.map(({ id, role }) => ({
  userId: id,
  role,
})) satisfies Prisma.UserRoleCreateManyInput[]

export const identities = people.flatMap(({ id }) => [
  { platform: 'feishu', externalId: `ou_${id}`, userId: id },
  { platform: 'wecom', externalId: id, userId: id },
]) satisfies Prisma.IdentityCreateManyInput[]

export const teams = [
  { id: 'huadong', name: '华东组', managerId: 'chenjing' },
  { id: 'huanan', name: '华南组', managerId: 'liuyang' },
] satisfies Prisma.TeamCreateManyInput[]

export const teamMembers = teams.flatMap((team) =>
  people
    .filter((person) => person.department === team.name)
    .map((person) => ({ teamId: team.id, userId: person.id })),
) satisfies Prisma.TeamMemberCreateManyInput[]

export const chats = teams.flatMap(({ id, name }) => [
  { platform: 'feishu', externalId: `oc_${id}`, name, teamId: id },
  { platform: 'wecom', externalId: id, name, teamId: id },
]) satisfies Prisma.ChatCreateManyInput[]
