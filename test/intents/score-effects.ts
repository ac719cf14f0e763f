/** What a message did or would do: each with the expected parts that it fulfils. */
import type { Part } from './score-expect.ts'
import type { Change, Outcome, Preview, Row } from './score-scene.ts'

export type Effect = {
  /** This is what the part means. */
  readonly fits: (part: Part) => boolean
  /** This may come along with it: a new contact with an activity. */
  readonly allows: (part: Part) => boolean
}

export function readEffects(outcome: Outcome): readonly Effect[] {
  const previews = outcome.previews.flatMap((preview) => previewEffects(outcome, preview))
  const rows = Object.entries(outcome.changes)
    .filter(([table]) => !(table in wholes))
    .flatMap(([table, changes]) => changes.map((change) => rowEffect(table, change)))
  const whole = Object.entries(wholes).flatMap(([table, effectsOf]) => {
    const changes = outcome.changes[table] ?? []
    return changes.length > 0 ? effectsOf(outcome, changes) : []
  })
  return [...previews, ...rows, ...whole]
}

/** Whether the store says already what the part wants: then there is nothing to write. */
export const isSoAlready = (outcome: Outcome, part: Part): boolean =>
  part.kind === 'stance' && standSo(outcome, outcome.roles, part)

const no = () => false
const isKind = (kinds: readonly string[]) => (part: Part) => kinds.includes(part.kind)

// ── previews ──

function previewEffects(outcome: Outcome, preview: Preview): Effect[] {
  const { operation, body } = preview
  if (/create/u.test(operation)) return [creation(outcome, preview)]
  const changed = recordsWith(body, ['dealId'])
  if (/lose|lost|close/u.test(operation)) return changed.map((one) => loss(one))
  const values = changed.filter((one) => ['stageId', 'amount', 'closeDate'].some((key) => one[key]))
  if (values.length > 0) return values.map((one) => dealChange(outcome, one))
  return [{ fits: (part) => mentions(outcome, body, part), allows: no }]
}

/** The innermost objects that have one of these keys. */
function recordsWith(node: unknown, keys: readonly string[]): Row[] {
  if (Array.isArray(node)) return node.flatMap((one) => recordsWith(one, keys))
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.values(node).flatMap((one) => recordsWith(one, keys))
  return inner.length > 0 ? inner : keys.some((key) => key in node) ? [node as Row] : []
}

const codeOf = (id: unknown) => String(id).toUpperCase()
const yuanOf = (amount: unknown) => {
  const fen = (amount as { fen?: string } | undefined)?.fen
  return fen === undefined ? undefined : String(Number(fen) / 100)
}
const dayOf = (close: unknown) =>
  typeof close === 'string' ? close : (close as { day?: string } | undefined)?.day

/** Every value that is named is right; of a change also nothing else is changed. */
function sameValues(outcome: Outcome, body: Row, { facts }: Part, wholly: boolean): boolean {
  const found: Record<string, string | undefined> = {
    stage: body.stageId ? outcome.stages.get(String(body.stageId)) : undefined,
    amount: yuanOf(body.amount),
    date: dayOf(body.closeDate),
  }
  const named = ['stage', 'amount', 'date'].filter((key) => facts[key] !== undefined)
  if (named.length === 0) return true
  return ['stage', 'amount', 'date'].every(
    (key) => found[key] === facts[key] || (!wholly && facts[key] === undefined),
  )
}

const dealChange = (outcome: Outcome, body: Row): Effect => ({
  fits: (part) =>
    part.kind === 'change' &&
    part.words[0] === codeOf(body.dealId) &&
    sameValues(outcome, body, part, true),
  allows: no,
})

const loss = (body: Row): Effect => ({
  fits: ({ kind, words, facts }) =>
    kind === 'lost' &&
    words[0] === codeOf(body.dealId) &&
    (facts.reason === undefined || JSON.stringify(body).includes(`"${facts.reason}"`)) &&
    (facts.competitor === undefined || JSON.stringify(body).includes(facts.competitor)),
  allows: no,
})

const creation = (outcome: Outcome, { operation, body }: Preview): Effect => ({
  fits: (part) => {
    const { facts } = part
    if (part.kind === 'create account') return nameHas(body, facts.name)
    if (part.kind !== 'create deal' || !/deal/u.test(operation)) return false
    const sameAccount =
      facts.account === undefined || codeOf((body as Row).accountId) === facts.account
    return sameAccount && sameValues(outcome, body as Row, part, false)
  },
  allows: no,
})

const nameHas = (body: unknown, name: string | undefined) =>
  name === undefined || JSON.stringify(body).includes(name)

/** Whatever else is shown before it is saved: the record and every fact are in it. */
function mentions(outcome: Outcome, body: unknown, { kind, words, facts }: Part): boolean {
  if (!previewable.includes(kind)) return false
  const people = [...outcome.contacts].filter(([id]) => JSON.stringify(body).includes(`"${id}"`))
  const text = `${JSON.stringify(body)} ${people.map(([, row]) => row.name).join(' ')}`
  const wanted = [
    ...words.flatMap((word) => word.split(',')),
    ...Object.keys(facts).filter((k) => k !== 'budget'),
  ]
  return wanted.every((word) => text.includes(word) || text.includes(word.toLowerCase()))
}

const previewable = [
  'stance',
  'contact',
  'preference',
  'collaborator',
  'tag',
  'untag',
  'requirement',
]

// ── rows ──

function rowEffect(table: string, change: Change): Effect {
  const row = change.after ?? change.before!
  return {
    fits: (part) => rowFits[table]?.({ change, row, part }) ?? false,
    allows: isKind(companions[table] ?? []),
  }
}

/** What may come along, by table. */
const companions: Readonly<Record<string, readonly string[]>> = {
  task: ['log', 'remind'],
  contact: ['log', 'create account', 'stance', 'contact', 'preference'],
  account: ['log', 'create account', 'tag'],
  competitor: ['competitor', 'lost', 'log'],
}

type RowView = {
  readonly change: Change
  readonly row: Row
  readonly part: Part
}

const rowFits: Readonly<Record<string, (view: RowView) => boolean>> = {
  activity: ({ row, change, part: { kind, words, facts } }) =>
    kind === 'log' &&
    change.before === undefined &&
    words[0] === codeOf(row.accountId) &&
    (facts.date === undefined || facts.date === row.onDate) &&
    (facts.kind === undefined || facts.kind === row.kind) &&
    (facts.next === undefined || facts.next === row.nextDate) &&
    (facts.deal === undefined || facts.deal === codeOf(row.dealId)),
  task: ({ row, change, part: { kind, words } }) =>
    kind === 'remind' && change.before === undefined && isDue(row, words[0] ?? ''),
  account: ({ change, part: { kind, facts } }) =>
    kind === 'create account' && change.before === undefined && nameHas(change.after, facts.name),
  contact: ({ row, part: { kind, words } }) =>
    (kind === 'contact' || kind === 'preference') && words[0] === row.name,
  requirementVersion: ({ row, part: { kind, words, facts } }) =>
    kind === 'requirement' &&
    words[0] === codeOf(row.dealId) &&
    (facts.budget === undefined || Number(facts.budget) * 100 === Number(row.budgetFen)),
  participant: ({ row, part: { kind, words } }) =>
    kind === 'collaborator' && words[0] === codeOf(row.subjectId) && words[1] === row.userId,
}

function isDue(row: Row, expected: string): boolean {
  const [day, time] = expected.split('T')
  if (row.dueDate !== day) return false
  if (!time) return true
  const at = new Date(row.dueAt as Date | string)
  // Shanghai is eight hours ahead all year.
  const shanghai = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  return shanghai.slice(0, 16) === `${day}T${time}`
}

// ── what is one thing although it is several rows ──

function byAccount(changes: readonly Change[]): Change[][] {
  const groups = Map.groupBy(changes, ({ before, after }) => (after ?? before)!.accountId)
  return [...groups.values()]
}

const tagEffect = (changes: readonly Change[]): Effect => ({
  fits: ({ kind, words }) => {
    const row = (changes[0]!.after ?? changes[0]!.before)!
    if (words[0] !== codeOf(row.accountId)) return false
    if (kind === 'untag') return changes.some(({ after }) => after === undefined)
    const tags = changes.flatMap(({ after }) => (after ? [String(after.tag)] : []))
    return (
      kind === 'tag' &&
      (words[1] === undefined || tags.sort().join() === words[1].split(',').sort().join())
    )
  },
  allows: no,
})

const stanceEffect = (outcome: Outcome): Effect => ({
  fits: (part) => part.kind === 'stance' && standSo(outcome, outcome.roles, part),
  allows: isKind(['log', 'contact']),
})

const standSo = (outcome: Outcome, roles: readonly Row[], { words, facts }: Part): boolean =>
  Object.entries(facts).every(([name, stance]) =>
    roles.some(
      (role) =>
        role.stance === stance &&
        codeOf(role.dealId) === words[0] &&
        outcome.contacts.get(String(role.contactId))?.name === name,
    ),
  )

const competitorEffect = (outcome: Outcome): Effect => ({
  fits: ({ kind, words }) => kind === 'competitor' && textOf(outcome).includes(words[0] ?? ''),
  allows: isKind(['log', 'lost']),
})

const textOf = ({ answers }: Outcome) => answers.map(({ text }) => text).join(' ')

/** Tables of which several rows are one thing that was done. */
const wholes: Readonly<
  Record<string, (outcome: Outcome, changes: readonly Change[]) => readonly Effect[]>
> = {
  accountTag: (_outcome, changes) => byAccount(changes).map(tagEffect),
  contactRole: (outcome) => [stanceEffect(outcome)],
  competitorNote: (outcome) => [competitorEffect(outcome)],
  dealCompetitor: () => [{ fits: no, allows: isKind(['competitor', 'lost', 'log']) }],
}
