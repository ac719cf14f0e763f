/** What must hold for one request after any number of people reached for it at once. */
import type { Store } from '../../src/store/store.ts'
import { priceAfter, priceBefore, type RaceCase, shownHash } from './race-cast.ts'
import type { Deed, Tapped } from './race-round.ts'
import type { TapAnswered } from './signed-tap.ts'

const verdicts: Readonly<Record<Deed, string>> = {
  approve: 'approved',
  reject: 'rejected',
  return: 'returned',
  withdraw: 'withdrawn',
  renew: 'superseded',
}

export type Outcome = {
  readonly state: string
  /** One sentence for everything that does not hold. */
  readonly broken: readonly string[]
}

/** How an answer counts. `again`: nothing was done, and the person was told to tap once more. */
export type AnswerKind = 'done' | 'repeated' | 'again' | 'refused' | 'failed'

export function kindOf({ tone, text }: TapAnswered): AnswerKind {
  if (tone === 'success') return 'done'
  if (text === '已完成') return 'repeated'
  if (text.includes('再点一次')) return tone === 'error' ? 'failed' : 'again'
  return tone === 'warning' || tone === 'info' ? 'refused' : 'failed'
}

export async function judge(
  store: Store,
  one: RaceCase,
  taps: readonly Tapped[],
): Promise<Outcome> {
  const facts = await factsOf(store, one)
  const state = standing(facts.request)
  const checks =
    state === anew
      ? [handedInAnew]
      : [stepsAgree, decisionsAgree, dealAgrees, trailAgrees, answersAgree, nobodyLost]
  const broken = checks.flatMap((check) => check(facts, one, taps))
  return { state, broken: broken.map((what) => `${one.code} (${state}): ${what}`) }
}

const anew = 'handed in anew'

/** What became of the handing-in that was raced for. */
export const standing = ({ state, round }: { readonly state: string; readonly round: number }) =>
  round > 1 ? anew : state

/** Sent back, and by the time the requester tapped the same request with other terms. */
const handedInAnew: Check = ({ request, decisions, terms, deal, pending }, _one, taps) => {
  const last = decisions.at(-1)
  return [
    ...(request.round === 2 && request.state === 'pending' && hasRenewed(taps) ? [] : ['rounds']),
    ...(last?.verdict === 'returned' && last.round === 1 ? [] : [`ended as ${last?.verdict}`]),
    ...(terms.state === 'void' ? [] : [`the terms are ${terms.state}`]),
    ...(deal.amountFen === priceBefore && pending === 1 ? [] : ['the deal']),
  ]
}

const hasRenewed = (taps: readonly Tapped[]) =>
  taps.some((tap) => tap.deed === 'renew' && verdictOf(tap) === 'done')

type Facts = Awaited<ReturnType<typeof factsOf>>
type Check = (facts: Facts, one: RaceCase, taps: readonly Tapped[]) => string[]

async function factsOf({ db }: Store, { approvalId: id, dealId, termsId, team }: RaceCase) {
  const request = await db.approvalRequest.findUniqueOrThrow({
    where: { id },
    include: { steps: true, decisions: { orderBy: { id: 'asc' } } },
  })
  const ofApproval = { subjectKind: 'approval', subjectId: id }
  return {
    request,
    steps: request.steps,
    decisions: request.decisions.filter(({ verdict }) => verdict !== 'submitted'),
    terms: await db.terms.findUniqueOrThrow({ where: { id: termsId } }),
    deal: await db.deal.findUniqueOrThrow({ where: { id: dealId } }),
    pending: await db.approvalRequest.count({ where: { dealId, state: 'pending' } }),
    trail: await db.audit.findMany({ where: ofApproval }),
    priced: await db.audit.count({
      where: { subjectKind: 'deal', subjectId: dealId, action: 'deal.change' },
    }),
    names: new Map(Object.values(team).map(({ userId, name }) => [userId, name])),
  }
}

/** Nobody is still asked once it is over, and whose turn it is while it is not. */
const stepsAgree: Check = ({ request: { state }, steps }) => {
  const count = (...states: string[]) => steps.filter((step) => states.includes(step.state)).length
  const waiting = count('open', 'waiting')
  const lowest = Math.min(...steps.filter((s) => isPending(s.state)).map(({ rank }) => rank))
  const broken: string[] = []
  if ((state === 'pending') !== waiting > 0) broken.push(`${waiting} steps still wait`)
  if (state === 'approved' && count('approved') < steps.length) broken.push('not all have agreed')
  for (const verdict of ['rejected', 'returned'] as const) {
    if (count(verdict) !== (state === verdict ? 1 : 0)) broken.push(`steps ${verdict}`)
  }
  for (const step of steps.filter((s) => isPending(s.state))) {
    const should = step.rank === lowest ? 'open' : 'waiting'
    if (step.state !== should) broken.push(`${step.slot} is ${step.state}, not ${should}`)
  }
  return broken
}

const isPending = (state: string) => state === 'open' || state === 'waiting'
const isDecided = (state: string) => ['approved', 'rejected', 'returned'].includes(state)

/** Exactly one decision a step, by who had to, on the terms that the card showed; one end. */
const decisionsAgree: Check = ({ request: { state }, steps, decisions }) => {
  const broken: string[] = []
  const left = [...decisions]
  for (const step of steps.filter((s) => isDecided(s.state))) {
    const at = left.findIndex((d) => d.userId === step.decidedById && d.verdict === step.state)
    if (at < 0 || !step.decidedAt) broken.push(`no decision for the step of ${step.approverId}`)
    else left.splice(at, 1)
  }
  const endedOtherwise = state === 'withdrawn' || state === 'superseded'
  const expected = endedOtherwise ? [state] : []
  if (left.map(({ verdict }) => verdict).join() !== expected.join()) {
    broken.push(`decisions too many: ${left.map((d) => `${d.userId} ${d.verdict}`)}`)
  }
  for (const { termsHash } of decisions) if (termsHash !== shownHash) broken.push('other terms')
  return broken
}

const dealAgrees: Check = ({ request: { state }, terms, deal, pending, priced }, _one, taps) => {
  const termsState = state === 'pending' || state === 'approved' ? state : 'void'
  const price = state === 'approved' ? priceAfter : priceBefore
  // After a rejection the requester may ask for something else, under another code.
  const isAsked = state === 'rejected' && hasRenewed(taps)
  const under = state === 'pending' || state === 'superseded' || isAsked ? 1 : 0
  return [
    ...(terms.state === termsState ? [] : [`the terms are ${terms.state}`]),
    ...(deal.amountFen === price ? [] : [`the deal has ${deal.amountFen}`]),
    ...(pending === under ? [] : [`${pending} requests of the deal wait`]),
    ...(priced === (state === 'approved' ? 1 : 0) ? [] : [`${priced} changes of the price`]),
  ]
}

/** Every decision and every attempt that was refused has its one line. */
const trailAgrees: Check = ({ decisions, trail }, _one, taps) => {
  const count = (action: string) => trail.filter((line) => line.action === action).length
  const broken: string[] = []
  for (const [verdict, all] of Map.groupBy(decisions, (d) => d.verdict)) {
    if (count(`approval.${verdict}`) !== all.length) broken.push(`audit rows of ${verdict}`)
  }
  const written = trail.filter((line) => line.action !== 'approval.denied').length
  if (written !== decisions.length) broken.push(`${written} audit rows of changes`)
  const refused = taps.filter(
    (tap) => tap.deed !== 'renew' && verdictOf(tap) === 'refused' && !isSettled(tap),
  )
  if (count('approval.denied') !== refused.length) {
    broken.push(`${count('approval.denied')} denials written, ${refused.length} told`)
  }
  return broken
}

/** A preview that was void before anything was tried is no attempt. */
const isSettled = ({ answers }: Tapped) => answers.some(({ text }) => text.includes('最新一张'))

/** Of the answers to copies of one request one counts; the others say that it was done. */
function verdictOf({ answers }: Tapped): AnswerKind {
  const kinds = answers.map(kindOf)
  return kinds.find((kind) => kind !== 'repeated') ?? 'repeated'
}

/** Who was told that it is done did it; who was refused was told who was first. */
const answersAgree: Check = (facts, one, taps) => {
  const broken: string[] = []
  for (const tap of taps) {
    const others = tap.answers.map(kindOf).filter((kind) => kind !== 'repeated').length
    if (others > 1) broken.push(`one tap had ${others} effects`)
    if (verdictOf(tap) === 'failed') broken.push(`an error was shown: ${tap.answers[0]?.text}`)
    if (verdictOf(tap) === 'refused' && tap.deed !== 'renew') {
      broken.push(...unexplained(facts, one, tap))
    }
  }
  const done = taps.filter(
    (tap) =>
      verdictOf(tap) === 'done' && (tap.deed !== 'renew' || facts.request.state === 'superseded'),
  )
  const told = done.map(({ by, deed }) => `${one.team[by].userId} ${verdicts[deed]}`).sort()
  const made = facts.decisions.map(({ userId, verdict }) => `${userId} ${verdict}`).sort()
  if (told.join() !== made.join()) broken.push(`told done: ${told}; written: ${made}`)
  return broken
}

function unexplained({ request, steps, names }: Facts, one: RaceCase, tap: Tapped): string[] {
  const text = tap.answers.find((answer) => kindOf(answer) === 'refused')!.text
  const { userId } = one.team[tap.by]
  const step = steps.find(({ approverId }) => approverId === userId)
  const first = names.get(request.decidedById ?? '')
  const isFair =
    (tap.by === 'outsider' && text.includes('没有权限或不存在')) ||
    (tap.by === 'rep' && tap.deed === 'approve' && text.includes('是你提交的')) ||
    (text.startsWith('已由') && first !== undefined && text.includes(`由${first}于`)) ||
    (step?.state === 'approved' && text.includes('已经同意过了')) ||
    (tap.by === 'director' && /还在等 .+,他们之后才轮到你/.test(text)) ||
    (!step && text.includes('你不是当前审批人(当前:')) ||
    (tap.deed === 'withdraw' && request.state !== 'withdrawn')
  return isFair ? [] : [`${tap.by} ${tap.deed} was told: ${text}`]
}

/** Whoever had to decide and did is counted, unless it was over before. */
const nobodyLost: Check = ({ request: { state }, steps }, one, taps) =>
  state !== 'pending'
    ? []
    : taps
        .filter((tap) => tap.by === 'manager' || tap.by === 'finance')
        .filter((tap) => ['done', 'refused'].includes(verdictOf(tap)))
        .filter(({ by }) => {
          const step = steps.find(({ approverId }) => approverId === one.team[by].userId)
          return !step || !isDecided(step.state)
        })
        .map(({ by }) => `the decision of ${by} is lost`)
