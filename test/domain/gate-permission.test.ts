import { describe, expect, it } from 'vitest'
import { mayDo, type Participation, type Permission } from '../../src/domain/permission.ts'
import type { RoleId } from '../../src/domain/role.ts'

/** Product §5.1, the rows 闸门放行 and 登记里程碑凭证. */
const rows: readonly (readonly [RoleId, Permission, string])[] = [
  ['rep', 'gate.ask-release', 'own'],
  ['rep', 'gate.release', ''],
  ['rep', 'milestone.log', 'own collaborator'],
  ['manager', 'gate.release', 'team'],
  ['manager', 'gate.ask-release', 'own team'],
  ['manager', 'milestone.log', 'own team collaborator'],
  ['director', 'gate.release', 'own team other collaborator called-up'],
  ['director', 'milestone.log', 'own team other collaborator called-up'],
  ['presales', 'milestone.log', 'called-up collaborator'],
  ['commerce', 'milestone.log', 'called-up collaborator'],
  ['finance', 'milestone.log', 'called-up collaborator'],
  ['legal', 'milestone.log', 'called-up collaborator'],
  ['delivery', 'milestone.log', 'called-up collaborator'],
  ['executive', 'gate.release', ''],
  ['executive', 'milestone.log', 'collaborator'],
  ['service', 'milestone.log', 'collaborator'],
  ['marketing', 'milestone.log', 'collaborator'],
  ['operations', 'gate.release', ''],
  ['operations', 'milestone.log', 'collaborator'],
]

const subjects: Readonly<Record<string, { ownerId: string; part?: Participation }>> = {
  own: { ownerId: 'me' },
  team: { ownerId: 'mate' },
  other: { ownerId: 'stranger' },
  collaborator: { ownerId: 'stranger', part: 'collaborator' },
  'called-up': { ownerId: 'stranger', part: 'called-up' },
}

describe('§5.1 who may give evidence and let a deal through', () => {
  it.each(rows)('%s, %s: %s', (role, permission, where) => {
    const viewer = { userId: 'me', name: '我', roles: [role], memberIds: new Set(['mate']) }
    const may = Object.keys(subjects).filter((one) => mayDo(viewer, permission, subjects[one]!))
    expect(may.sort()).toEqual(where.split(' ').filter(Boolean).sort())
  })
})
