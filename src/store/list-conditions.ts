/** What a list asks of deals `d` and accounts `a`, as SQL. Rights are `reach.ts`. */
import { lateBefore } from '../domain/cadence.ts'
import { grades } from '../domain/grade.ts'
import type { DayRange, ListQuery } from '../domain/list-query.ts'
import type { Pipeline } from '../domain/pipeline.ts'
import { addDays, type Day } from '../lib/calendar.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { type Asker, mayToAccount, mayToDeal, nothing } from './reach.ts'
import { inTexts } from './sql.ts'

/** Who asks for it, and when. */
export type Listing = Asker & {
  readonly today: Day
  readonly pipelines: readonly Pipeline[]
  /** The instant at which a day of the workspace begins. */
  readonly startOf: (day: Day) => Date
}

export const allOf = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? Prisma.sql`1 = 1` : Prisma.join([...conditions], ' AND ')

const anyOf = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? nothing : Prisma.sql`(${Prisma.join([...conditions], ' OR ')})`

const column = (name: string) => Prisma.raw(name)

function isIn(asker: Asker, name: string, values: readonly string[] | undefined): Prisma.Sql[] {
  return values ? [Prisma.sql`${column(name)} IN ${inTexts(asker.dialect, values)}`] : []
}

function within(name: string, range: DayRange | undefined): Prisma.Sql[] {
  return [
    ...(range?.from ? [Prisma.sql`${column(name)} >= ${range.from}`] : []),
    ...(range?.to ? [Prisma.sql`${column(name)} <= ${range.to}`] : []),
  ]
}

/** Instants on these days. */
function createdWithin(name: string, range: DayRange | undefined, { startOf }: Listing) {
  return [
    ...(range?.from ? [Prisma.sql`${column(name)} >= ${startOf(range.from)}`] : []),
    ...(range?.to ? [Prisma.sql`${column(name)} < ${startOf(addDays(range.to, 1))}`] : []),
  ]
}

/** What is asked of the deal itself. */
export function dealConditions(query: ListQuery, listing: Listing): Prisma.Sql[] {
  const { today, pipelines } = listing
  return [
    ...outcomeConditions(query.outcome),
    ...isIn(listing, 'd."accountId"', query.accountIds),
    ...isIn(listing, 'd."stageId"', query.stageIds),
    ...isIn(listing, 'd."pipelineId"', query.pipelineIds),
    ...within('d."closeDate"', query.closeDate),
    ...within('d."closedDate"', query.closedDate),
    ...createdWithin('d."createdAt"', query.createdDate, listing),
    ...amountConditions(query, listing),
    ...(query.stageSince ? [Prisma.sql`d."stageEnteredDate" <= ${query.stageSince}`] : []),
    ...(query.stageOverdue ? [stageOverdue(pipelines, today)] : []),
    ...(query.noNextStep ? [noNextStep] : []),
    ...(query.noun === 'deal' ? contactConditions(query, listing, dealContacts) : []),
  ]
}

function outcomeConditions(outcome: ListQuery['outcome']): Prisma.Sql[] {
  if (outcome === 'any') return []
  if (outcome === 'closed') return [Prisma.sql`d."outcome" IN ('won', 'lost')`]
  return [Prisma.sql`d."outcome" = ${outcome}`]
}

/** An amount that the viewer may not see is not compared either: the answer would tell it. */
function amountConditions({ amount, order }: ListQuery, listing: Listing): Prisma.Sql[] {
  const ordered = order === 'amount-most' || order === 'amount-least'
  if (!amount && !ordered) return []
  const may = mayToDeal(listing, 'deal.read-amount')
  const given = Prisma.sql`d."amountFen" IS NOT NULL`
  if (!amount) return [may, given]
  const { currency, minFen, maxFen, above, below } = amount
  return [
    may,
    Prisma.sql`d."currency" = ${currency}`,
    ...(minFen
      ? [Prisma.sql`d."amountFen" ${above ? Prisma.sql`>` : Prisma.sql`>=`} ${BigInt(minFen)}`]
      : []),
    ...(maxFen
      ? [Prisma.sql`d."amountFen" ${below ? Prisma.sql`<` : Prisma.sql`<=`} ${BigInt(maxFen)}`]
      : []),
    ...(ordered ? [given] : []),
  ]
}

/** Longer in its stage than the stage's limit; a stage without one is never overdue. */
function stageOverdue(pipelines: readonly Pipeline[], today: Day): Prisma.Sql {
  const stages = pipelines.flatMap((pipeline) => pipeline.stages)
  return anyOf(
    stages.flatMap(({ id, maxDays }) =>
      maxDays === null
        ? []
        : [
            Prisma.sql`(d."stageId" = ${id}
              AND d."stageEnteredDate" < ${addDays(today, -maxDays)})`,
          ],
    ),
  )
}

/** Nothing to do is open for the deal, nor for its account as a whole: by `Task(accountId, doneAt)`. */
const noNextStep = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "Task" t
  WHERE t."accountId" = d."accountId" AND t."doneAt" IS NULL AND t."cancelledAt" IS NULL
    AND (t."dealId" = d."id" OR t."dealId" IS NULL))`

const dealContacts = Prisma.sql`x."accountId" = d."accountId"
  AND (x."dealId" = d."id" OR x."dealId" IS NULL)`
const accountContacts = Prisma.sql`x."accountId" = a."id"`

/** Notes of one's own are no contact. By `Activity(accountId, onDate)`. */
function contactConditions(query: ListQuery, listing: Listing, of: Prisma.Sql): Prisma.Sql[] {
  const contact = Prisma.sql`SELECT 1 FROM "Activity" x
    WHERE ${of} AND x."undoneAt" IS NULL AND x."kind" <> 'note'`
  const { contacted, silentSince, noun } = query
  const onDay = contacted ? allOf([contact, ...within('x."onDate"', contacted)]) : undefined
  return [
    ...(onDay ? [Prisma.sql`EXISTS (${onDay})`] : []),
    ...(silentSince && noun === 'deal'
      ? [Prisma.sql`NOT EXISTS (${contact} AND x."onDate" >= ${silentSince})`]
      : []),
    ...(silentSince && noun === 'account' ? [lastContactBefore(silentSince, listing)] : []),
    ...(query.silentTooLong ? [silentTooLong(listing)] : []),
  ]
}

/** An account without any contact counts from the day it came in. */
const lastContactBefore = (day: Day, { startOf }: Listing) =>
  Prisma.sql`(a."lastActivityDate" < ${day}
    OR (a."lastActivityDate" IS NULL AND a."createdAt" < ${startOf(day)}))`

function silentTooLong(listing: Listing): Prisma.Sql {
  return anyOf(
    grades.map((grade) => {
      const before = lastContactBefore(lateBefore(grade, listing.today), listing)
      return Prisma.sql`(a."grade" = ${grade} AND ${before})`
    }),
  )
}

/** What is asked of the account, in a list of accounts or of their deals. */
export function accountConditions(query: ListQuery, listing: Listing): Prisma.Sql[] {
  const tagged = query.tags?.map(
    (tag) => Prisma.sql`EXISTS (
      SELECT 1 FROM "AccountTag" g WHERE g."accountId" = a."id" AND g."tag" = ${tag})`,
  )
  return [
    ...isIn(listing, 'a."grade"', query.grades),
    ...isIn(listing, 'a."region"', query.regions),
    ...isIn(listing, 'a."industry"', query.industries),
    ...isIn(listing, 'a."scale"', query.scales),
    ...(tagged ? [mayToAccount(listing, 'tag.read'), ...tagged] : []),
    ...(query.noun === 'account' ? contactConditions(query, listing, accountContacts) : []),
    ...(query.noun === 'account' ? createdWithin('a."createdAt"', query.createdDate, listing) : []),
  ]
}
