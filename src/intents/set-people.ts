import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { type Role, roles } from '../domain/role.ts'
import type { Clause } from '../language/sentence.ts'
import { arrangeTeam } from '../operations/arrange-team.ts'
import { assignRole } from '../operations/assign-role.ts'
import type { Operation } from '../operations/operation.ts'

/** Who has which role, who leads which team and who belongs to it: the administrators' words. */
export const setPeopleIntent: Intent = {
  id: 'people.set',
  what: '设置角色和团队',
  examples: ['李娜是销售经理', '刘洋带华东组', '王强加入华东组', '取消周涛的售前角色'],
  offeredTo: ({ viewer }) => mayEver(viewer, 'people.configure'),
  operations: [assignRole, arrangeTeam],
  read: (_sentence, free) => {
    for (const clause of free) {
      const wish = readWish(clause)
      if (wish) return claim(clause, wish)
    }
    return undefined
  },
}

type Wish =
  | { readonly kind: 'role'; readonly role: Role; readonly given: boolean }
  | { readonly kind: 'team'; readonly team: string; readonly as: 'leader' | 'member' }

/** Role words, the longest first: 销售总监 before 总监. */
const roleWords = roles
  .flatMap((role) => [role.title, ...role.words].map((word) => ({ word, role })))
  .sort((a, b) => b.word.length - a.word.length)

const teamName = /([\p{Script=Han}A-Za-z0-9]{1,12}?(?:组|团队|大区|事业部|分部|销售部))/u
const leads = /^(?:来|去)?(?:带|带领|负责|管|管理|领导|是)/u
const leadsAfter = /(?:的)?(?:负责人|经理|组长|主管|队长|头)(?:是|为|换成|改成|由)?$/u
const joins = /^(?:加入|进入?|属于|归|在|去|到|分到|调到|划到|转到)/u
const takes = /取消|去掉|撤掉|撤销|移除|不再是|不是/u
const gives = /是|为|设|当|做|任|成|给|授|加|改/u

/** Needs one colleague by name, and a role or a team beside it. */
function readWish(clause: Clause): Wish | undefined {
  const person = clause.names.find(isPerson)
  if (!person) return undefined
  const before = clause.text.slice(0, person.start - clause.start)
  const after = clause.text.slice(person.end - clause.start)
  const rest = after.trim()
  const team = teamName.exec(rest.replace(leads, '').replace(joins, ''))?.[1]
  if (team && joins.test(rest)) return { kind: 'team', team, as: 'member' }
  if (team && leads.test(rest)) return { kind: 'team', team, as: 'leader' }
  const led = teamName.exec(before)?.[1]
  if (led && leadsAfter.test(before.trim())) return { kind: 'team', team: led, as: 'leader' }
  const said = roleWords.find(({ word }) => rest.includes(word) || before.includes(word))
  if (!said) return undefined
  const around = clause.text
  if (takes.test(around)) return { kind: 'role', role: said.role, given: false }
  return gives.test(around) ? { kind: 'role', role: said.role, given: true } : undefined
}

const isPerson = (tag: Clause['names'][number]) => tag.found.hits.some((h) => h.kind === 'user')

const claim = (clause: Clause, wish: Wish): Claim => ({
  clauses: [clause],
  run: (turn) => run(turn, clause, wish),
})

async function run(turn: Turn, clause: Clause, wish: Wish): Promise<Reply> {
  if (!mayEver(turn.viewer, 'people.configure')) {
    return { kind: 'problem', problem: { id: 'NotAllowed' } }
  }
  const hits = clause.names.find(isPerson)!.found.hits.filter((hit) => hit.kind === 'user')
  const ids = turn.answers.user ? [turn.answers.user] : hits.map((hit) => hit.subjectId)
  const [userId, ...others] = [...new Set(ids)]
  if (others.length > 0) return whichPerson(turn, [userId!, ...others])
  const proposal: { operation: Operation; body: unknown } =
    wish.kind === 'role'
      ? { operation: assignRole, body: { userId, role: wish.role.id, given: wish.given } }
      : { operation: arrangeTeam, body: { userId, team: wish.team, as: wish.as } }
  return { kind: 'propose', ...proposal, how: 'preview' }
}

async function whichPerson(turn: Turn, ids: readonly string[]): Promise<Reply> {
  const users = await turn.tx.user.findMany({ where: { id: { in: [...ids] }, active: true } })
  const options = users.slice(0, 5).map(({ id, name, department }) => ({
    label: name,
    detail: department ?? '',
    value: id,
  }))
  return { kind: 'ask', questions: [{ slot: 'user', text: '哪一位?', options }] }
}
