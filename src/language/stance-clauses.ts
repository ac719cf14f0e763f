/** Who is for it and who against, and how much they have to say: 采购张经理反对,技术李总支持. */
import type { Influence, Stance } from '../domain/decision-chain.ts'
import { contactKind } from './activity-words.ts'
import { lex } from './lex.ts'
import type { PersonSaid } from './people-said.ts'
import {
  inOrder,
  likelyPersons,
  oneUnknown,
  type PersonToken,
  type RecordToken,
  recordNames,
  surePersons,
  textOf,
  type UnknownToken,
  unknownName,
} from './record-words.ts'
import type { Clause } from './sentence.ts'
import {
  formerStance,
  isTooTwisted,
  reportingRule,
  type StanceToken,
  stanceFilling,
  stanceRules,
} from './stance-words.ts'
import { earlierSubject, type SubjectMention, subjectIn } from './subject.ts'

export type PersonStance = {
  readonly person: PersonSaid
  readonly stance?: Stance
  readonly influence?: Influence
}

export type StanceReading = {
  readonly clauses: readonly Clause[]
  readonly people: readonly PersonStance[]
  /** Named in these clauses, or earlier in the same message. */
  readonly subject?: SubjectMention
  readonly unknownName?: string
}

type Token = StanceToken | PersonToken | RecordToken | UnknownToken | { readonly kind: 'reported' }

/** The first run of clauses that tells of nothing but this. */
export function readStances(
  all: readonly Clause[],
  free: readonly Clause[],
): StanceReading | undefined {
  for (let start = 0; start < free.length; ) {
    const run = runFrom(free, start)
    // What a run does not tell clearly, no part of it does.
    start += Math.max(1, run.length)
    const clauses = run.map(({ clause }) => clause)
    const tokens = run.flatMap((read) => read.tokens)
    const people = assign(tokens)
    const unknown = oneUnknown(tokens)
    if (!people || unknown === 'too much' || !unknownBeforePerson(tokens)) continue
    // 今天见了李总,他说支持: what was said in a talk belongs to the record of the talk.
    const talk = all.some((clause) => !clauses.includes(clause) && contactKind(clause.text))
    if (talk && tokens.some(({ kind }) => kind === 'reported')) continue
    const subject = subjectIn(clauses) ?? earlierSubject(all, clauses[0]!)
    return {
      clauses,
      people,
      ...(subject && { subject }),
      ...(unknown && { unknownName: unknown }),
    }
  }
  return undefined
}

type Read = { readonly clause: Clause; readonly tokens: readonly Token[] }

function runFrom(free: readonly Clause[], start: number): Read[] {
  const run: Read[] = []
  for (const clause of free.slice(start)) {
    const previous = run.at(-1)
    if (previous && clause.index !== previous.clause.index + 1) break
    const tokens = tokensOf(clause)
    if (!tokens) break
    run.push({ clause, tokens })
  }
  return run
}

function tokensOf(clause: Clause): Token[] | undefined {
  if (clause.asks || clause.dates.length + clause.amounts.length > 0) return undefined
  const text = textOf(clause)
  if (isTooTwisted(text)) return undefined
  const lexed = lex<Token>(text, [
    recordNames(clause),
    ...surePersons,
    formerStance,
    ...stanceRules,
    reportingRule,
    stanceFilling,
    ...likelyPersons(clause),
    unknownName,
  ])
  return lexed && inOrder(lexed)
}

/** 天成张经理反对 speaks of an unknown customer; 支持我们涨价 of something else. */
const unknownBeforePerson = (tokens: readonly Token[]): boolean =>
  tokens.every((token, i) => token.kind !== 'unknown' || tokens[i + 1]?.kind === 'person')

/** Gives each person what is said after them, or before them where it comes first. */
function assign(tokens: readonly Token[]): PersonStance[] | undefined {
  const told = tokens.filter((token) => token.kind !== 'record' && token.kind !== 'unknown')
  const said: { person: PersonSaid; stance?: Stance; influence?: Influence }[] = []
  let group: typeof said = []
  let open = false
  let before: StanceToken | undefined
  for (const token of told) {
    if (token.kind === 'person') {
      if (!open) group = []
      open = true
      const one = { person: token.person }
      group.push(one)
      said.push(one)
      if (before && !give(group, before)) return undefined
    } else if (token.kind === 'reported') {
      // 李总说张经理反对: whose view it is, is not clear enough.
      if (told[told.indexOf(token) + 1]?.kind === 'person') return undefined
    } else if (group.length === 0 || (before && !open)) {
      before = token
    } else if (before) {
      before = token
      open = false
      group = []
    } else {
      if (!give(group, token)) return undefined
      open = false
    }
  }
  const complete = said.every((one) => one.stance ?? one.influence)
  const twice = said.some((one, i) =>
    said.some((other, k) => k > i && isSame(one.person, other.person)),
  )
  if (twice) return undefined
  return said.length > 0 && complete ? said : undefined
}

const isSame = (a: PersonSaid, b: PersonSaid): boolean =>
  a.name === b.name && a.department === b.department

/** False when it contradicts what was said of them before. */
function give(group: { stance?: Stance; influence?: Influence }[], token: StanceToken): boolean {
  for (const one of group) {
    if (token.kind === 'influence') one.influence = token.influence
    else if (one.stance && one.stance !== token.stance) return false
    else one.stance = token.stance
  }
  return true
}
