import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { roles } from '../domain/role.ts'
import type { Clause } from '../language/sentence.ts'
import { surnames } from '../language/surnames.ts'

/** 李雷是销售总监, of somebody by their whole name whom nobody here knows. */
export const unknownColleagueIntent: Intent = {
  id: 'people.unknown',
  examples: ['李雷是销售总监'],
  read: (_sentence, free) => {
    for (const clause of free) {
      const name = readStranger(clause)
      if (name) return claim(clause, name)
    }
    return undefined
  },
}

const roleWords = new Set(roles.flatMap((role) => [role.title, ...role.words]))

const becomes = '(?:是|当|做|任|设为|设成|改为|改成|成为)(?:我们的?|公司的?)?'

const strangersRole = new RegExp(
  `^((?:${surnames})\\p{Script=Han}{1,2}?)${becomes}(.{1,8}?)(?:了|吧)?$`,
  'u',
)

function readStranger(clause: Clause): string | undefined {
  if (clause.names.length > 0) return undefined
  const [, name, role] = strangersRole.exec(clause.text.trim()) ?? []
  return role && roleWords.has(role) ? name : undefined
}

const claim = (clause: Clause, name: string): Claim => ({
  clauses: [clause],
  run: async (turn) => asUnknown(turn, name),
})

function asUnknown(turn: Turn, said: string): Reply {
  if (!mayEver(turn.viewer, 'people.configure')) return { kind: 'unclear' }
  return { kind: 'problem', problem: { id: 'PersonUnknown', said } }
}
