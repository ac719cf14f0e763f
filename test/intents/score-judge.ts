/** Whether what happened is what a line expects. */
import { accounts } from '../../prisma/demo/accounts.ts'
import { activities } from '../../prisma/demo/activities.ts'
import { contacts } from '../../prisma/demo/contacts.ts'
import { deals } from '../../prisma/demo/deals.ts'
import { type Effect, isSoAlready, readEffects } from './score-effects.ts'
import { type Part, readExpect } from './score-expect.ts'
import type { Outcome } from './score-scene.ts'

export const verdicts = ['right', 'asked', 'not understood', 'refused', 'wrong'] as const
export type Verdict = (typeof verdicts)[number]

/** What happened, beside what any of the ways expects. */
export function judge(expect: string, outcome: Outcome): Verdict {
  const ways = readExpect(expect)
  const effects = readEffects(outcome)
  if (ways.some((parts) => fits(parts, effects, outcome))) return 'right'
  const harmless = ways.some((parts) => effects.every((e) => parts.some((p) => e.fits(p))))
  if (!harmless) return 'wrong'
  if (outcome.asks || asksInWords(outcome)) return 'asked'
  if (isUnclear(outcome) || textOf(outcome).includes('这部分没听懂')) return 'not understood'
  return isRefusal(outcome) ? 'refused' : 'wrong'
}

/** Every part is there, and nothing that no part speaks of. */
function fits(parts: readonly Part[], effects: readonly Effect[], outcome: Outcome): boolean {
  const writes = parts.filter((part) => !(part.kind in answerKinds))
  const rest = [...effects]
  for (const part of writes) {
    const at = rest.findIndex((effect) => effect.fits(part))
    if (at < 0 && !isSoAlready(outcome, part)) return false
    if (at >= 0) rest.splice(at, 1)
  }
  const more = rest.filter((effect) => !writes.some((part) => effect.allows(part)))
  if (more.length > 0 && !parts.some(({ kind }) => kind === 'undo')) return false
  return parts
    .filter((part) => part.kind in answerKinds)
    .every((part) => answerKinds[part.kind]!(outcome, part))
}

type Look = (outcome: Outcome, part: Part) => boolean
type Sight = (outcome: Outcome) => boolean

const textOf = ({ answers }: Outcome) => answers.map(({ text }) => text).join(' ')
const titlesOf = ({ answers }: Outcome) => answers.map(({ title }) => title).join(' ')

const says =
  (pattern: RegExp): Look =>
  (outcome) =>
    isAnswer(outcome) && pattern.test(textOf(outcome))

const isHelp: Sight = (outcome) => /能帮你做什么/u.test(titlesOf(outcome))
const isUnclear: Sight = (outcome) => /没听懂/u.test(titlesOf(outcome))
const isPolite: Sight = (outcome) => /不客气|你好|还只看文字/u.test(titlesOf(outcome))
const isDenied: Sight = (outcome) => /没有权限或不存在/u.test(textOf(outcome))
const asksInWords: Sight = ({ answers }) =>
  answers.some(
    ({ title, text }) =>
      /[?？]$/u.test(title) || /还差名字/u.test(title) || /[?？]\s/u.test(text.slice(0, 60)),
  )
const isRefusal: Sight = (outcome) =>
  !isUnclear(outcome) &&
  outcome.answers.length > 0 &&
  outcome.answers.every(({ tone }) => /attention|neutral|danger/u.test(tone))
/** Neither help nor a no. */
const isAnswer: Sight = (outcome) =>
  outcome.answers.length > 0 && !isUnclear(outcome) && !isHelp(outcome) && !isDenied(outcome)

const isAbout = (outcome: Outcome, code: string | undefined) =>
  outcome.answers.some(({ subject, text }) => subject === code || names(text, code))

const spelled = new Map<string, readonly string[]>([
  ...accounts.map(({ code, name, shortName }) => [code, [code, name, shortName]] as const),
  ...deals.map(({ code, name }) => [code, [code, name]] as const),
])

const names = (text: string, code: string | undefined) =>
  (spelled.get(code ?? '') ?? [code ?? '']).some((spelling) => text.includes(spelling))

const about =
  (pattern: RegExp): Look =>
  (outcome, part) =>
    isAnswer(outcome) && isAbout(outcome, part.words[0]) && pattern.test(textOf(outcome))

/** The days of the account's last contacts: an account at a glance shows but one. */
const showsHistory: Look = (outcome, { words: [code = ''] }) => {
  const accountId = deals.find((deal) => deal.code === code)?.accountId ?? code.toLowerCase()
  const days = activities.filter((one) => one.accountId === accountId).map(({ onDate }) => onDate)
  const shown = days.filter(
    (day) => textOf(outcome).includes(day) || textOf(outcome).includes(day.slice(5)),
  )
  return isAnswer(outcome) && shown.length >= Math.min(2, days.length)
}

const showsPeople: Look = (outcome, { words: [code = ''] }) => {
  const accountId = deals.find((deal) => deal.code === code)?.accountId ?? code.toLowerCase()
  const people = contacts.filter((one) => one.accountId === accountId)
  return isAnswer(outcome) && people.every(({ name }) => textOf(outcome).includes(name))
}

const showsPhone: Look = (outcome, { words: [name] }) => {
  const digits = textOf(outcome).replace(/[\s-]/gu, '')
  const phones = contacts.filter((one) => one.name === name).map(({ phone }) => phone)
  return phones.some((phone) =>
    phone ? digits.includes(phone) : /没有.*电话|缺电话|没记|没有登记/u.test(digits),
  )
}

/** Just these records, no others; with none named, a list of some kind. */
const lists =
  (known: readonly { readonly code: string; readonly name: string }[]): Look =>
  (outcome, { words: [codes] }) => {
    if (!isAnswer(outcome) || outcome.asks) return false
    let text = textOf(outcome)
    if (!codes) return /商机|客户|没有|在谈/u.test(text)
    const found = [...known]
      .sort((a, b) => b.name.length - a.name.length)
      .filter(({ code, name }) => {
        const there = text.includes(code) || text.includes(name)
        text = text.replaceAll(name, '')
        return there
      })
      .map(({ code }) => code)
    return found.sort().join() === codes.split(',').sort().join()
  }

/** What is read off the answer. Everything else is read off the store. */
const answerKinds: Readonly<Record<string, Look>> = {
  ask: (outcome) => outcome.asks || (asksInWords(outcome) && !isUnclear(outcome)),
  denied: isDenied,
  refuse: (outcome) => isRefusal(outcome) && !outcome.asks,
  unclear: (outcome) => isUnclear(outcome) || isHelp(outcome) || isPolite(outcome),
  help: (outcome) => isHelp(outcome) || isPolite(outcome),
  dm: says(/已私信你/u),
  undo: says(/已撤销|已撤回/u),
  cancel: says(/已取消|没有改/u),
  'show account': about(/负责人|级/u),
  'show deal': about(/阶段|停留|预计|签约/u),
  history: showsHistory,
  brief: (outcome, part) => about(/拜访前|简报|上次/u)(outcome, part),
  chain: (outcome, part) => says(/决策链|关键人/u)(outcome, part) && showsPeople(outcome, part),
  contacts: showsPeople,
  'show requirement': about(/需求/u),
  'show competitor': (outcome, { words: [name = ''] }) =>
    isAnswer(outcome) && !outcome.asks && textOf(outcome).includes(name),
  'who-changed': about(/改|推进|记录|登记/u),
  phone: showsPhone,
  'list deals': lists(deals),
  'list accounts': lists(accounts),
  list: says(/./u),
  overdue: about(/超期|天/u),
  funnel: says(/漏斗|需求调研.*¥|商务谈判.*¥|提案及谈判.*¥/u),
  agenda: says(/先做|今天|今日|待办|跟进/u),
  todo: says(/待办|待处理|今天/u),
  week: says(/本周|这周|上周|小结/u),
  collaborators: says(/协作|负责人/u),
}
