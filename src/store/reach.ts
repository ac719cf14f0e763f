/**
 * The permission matrix as conditions: what `mayDo` says of one record, said of all of them at once.
 * Every list, count and sum is cut down here and nowhere else. `test/store/reach.test.ts` holds the
 * two to each other.
 *
 * At a million deals nobody's own list reads them all: owners are looked up by
 * `Deal(ownerId, outcome)`, what one takes part in by `Participant(userId, subjectKind)` and from
 * there by the deal's id or by `Deal(accountId, outcome)`. Only who may read everything and asks for
 * everything reads everything.
 */
import {
  ownersWorkOnDeals,
  type Participation,
  type Permission,
  partsOf,
  type Reach,
  reachOf,
  type Viewer,
} from '../domain/permission.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { inTexts } from './sql.ts'
import type { Store } from './store.ts'

export type Asker = { readonly dialect: Store['dialect']; readonly viewer: Viewer }

function ownersIn(viewer: Viewer, reach: readonly Reach[]): string[] {
  return [
    ...new Set([
      ...(reach.includes('own') ? [viewer.userId] : []),
      ...(reach.includes('team') ? viewer.memberIds : []),
    ]),
  ]
}

export const nothing: Prisma.Sql = Prisma.sql`1 = 0`
const everything: Prisma.Sql = Prisma.sql`1 = 1`

/** Whether the viewer may do this to the deal `d`. */
export function mayToDeal({ dialect, viewer }: Asker, permission: Permission): Prisma.Sql {
  const reach = reachOf(viewer, permission)
  if (reach.includes('all')) return everything
  const owners = ownersIn(viewer, reach)
  const either: Prisma.Sql[] = []
  if (owners.length > 0) either.push(Prisma.sql`d."ownerId" IN ${inTexts(dialect, owners)}`)
  const parts = partsOf(viewer, permission)
  if (parts.length > 0) {
    either.push(Prisma.sql`d."id" IN (${dealIdsOfParts({ dialect, viewer }, parts)})`)
  }
  return either.length === 0 ? nothing : Prisma.sql`(${Prisma.join(either, ' OR ')})`
}

/** Deals in which the viewer has one of these parts, those of their own customers included. */
function dealIdsOfParts(asker: Asker, parts: readonly Participation[]): Prisma.Sql {
  const { userId, roles } = asker.viewer
  const given = dealIdsGiven(asker, parts)
  const works = parts.includes('collaborator') && roles.some((r) => ownersWorkOnDeals.includes(r))
  if (!works) return given
  return Prisma.sql`${given}
    UNION
    SELECT x."id" AS "id" FROM "Account" o CROSS JOIN "Deal" x
    WHERE o."ownerId" = ${userId} AND x."accountId" = o."id"`
}

/** A part in the deal itself counts before one in its account. */
function dealIdsGiven({ dialect, viewer }: Asker, parts: readonly string[]): Prisma.Sql {
  const { userId } = viewer
  return Prisma.sql`
    SELECT p."subjectId" AS "id" FROM "Participant" p
    WHERE p."userId" = ${userId} AND p."subjectKind" = 'deal' AND p."part" IN ${inTexts(dialect, parts)}
    UNION
    SELECT x."id" AS "id" FROM "Participant" p CROSS JOIN "Deal" x
    WHERE p."userId" = ${userId} AND p."subjectKind" = 'account'
      AND p."part" IN ${inTexts(dialect, parts)}
      AND x."accountId" = p."subjectId" AND NOT EXISTS (
        SELECT 1 FROM "Participant" q
        WHERE q."subjectKind" = 'deal' AND q."subjectId" = x."id" AND q."userId" = ${userId})`
}

const accountIdsOfParts = ({ dialect, viewer }: Asker, parts: readonly string[]) => Prisma.sql`
  SELECT p."subjectId" AS "id" FROM "Participant" p
  WHERE p."userId" = ${viewer.userId} AND p."subjectKind" = 'account'
    AND p."part" IN ${inTexts(dialect, parts)}`

const everyPart: readonly Participation[] = ['collaborator', 'reader', 'called-up']

/** Whether the viewer may do this to the account `a`. */
export function mayToAccount(asker: Asker, permission: Permission): Prisma.Sql {
  const { dialect, viewer } = asker
  const reach = reachOf(viewer, permission)
  if (reach.includes('all')) return everything
  const owners = ownersIn(viewer, reach)
  const parts = partsOf(viewer, permission)
  const either = [
    ...(owners.length > 0 ? [Prisma.sql`a."ownerId" IN ${inTexts(dialect, owners)}`] : []),
    ...(parts.length > 0 ? [Prisma.sql`a."id" IN (${accountIdsOfParts(asker, parts)})`] : []),
  ]
  return either.length === 0 ? nothing : Prisma.sql`(${Prisma.join(either, ' OR ')})`
}

/**
 * Whether the viewer may read the note `n` on a competitor. What was heard at a customer is read by
 * whoever may read what was talked about there, or about the one deal of it that it is of; what was
 * heard at none, by anybody.
 */
export function mayReadNote(asker: Asker): Prisma.Sql {
  return Prisma.sql`(n."accountId" IS NULL AND n."dealId" IS NULL OR EXISTS (
      SELECT 1 FROM "Account" a
      WHERE a."id" = n."accountId" AND ${mayToAccount(asker, 'activity.read')})
    OR EXISTS (
      SELECT 1 FROM "Deal" d WHERE d."id" = n."dealId" AND ${mayToDeal(asker, 'activity.read')}))`
}

/**
 * `FROM` and the first conditions of a query over deals `d`, only those to which the viewer may do
 * this and which these people own or these accounts have.
 */
export function dealsInReach(
  { dialect, viewer }: Asker,
  permission: Permission,
  of: {
    readonly ownerIds?: readonly string[]
    readonly accountIds?: readonly string[]
    /** Only those in which the viewer takes part. */
    readonly shared?: boolean
  },
): { from: Prisma.Sql; where: Prisma.Sql } {
  const reach = reachOf(viewer, permission)
  const all = reach.includes('all')
  const { ownerIds, accountIds } = of
  const ownedBy = ownerIds ? Prisma.sql`d."ownerId" IN ${inTexts(dialect, ownerIds)}` : everything
  if (of.shared) {
    const may = mayToDeal({ dialect, viewer }, permission)
    const also = accountIds
      ? Prisma.sql`${ownedBy} AND d."accountId" IN ${inTexts(dialect, accountIds)} AND ${may}`
      : Prisma.sql`${ownedBy} AND ${may}`
    return fromIds([dealIdsGiven({ dialect, viewer }, everyPart)], { also })
  }
  // A few accounts hold fewer deals than a team: from them it is the shorter way.
  if (accountIds) {
    const accounts = inTexts(dialect, accountIds)
    const may = mayToDeal({ dialect, viewer }, permission)
    return fromIds([Prisma.sql`SELECT "id" FROM "Deal" WHERE "accountId" IN ${accounts}`], {
      also: Prisma.sql`${ownedBy} AND ${may}`,
    })
  }
  if (all && !ownerIds) return { from: Prisma.sql`"Deal" d`, where: everything }
  const reached = ownersIn(viewer, reach)
  const owners = ownerIds ? ownerIds.filter((id) => all || reached.includes(id)) : reached
  const parts = all ? [] : partsOf(viewer, permission)
  const branches = [
    ...(owners.length > 0
      ? [Prisma.sql`SELECT "id" FROM "Deal" WHERE "ownerId" IN ${inTexts(dialect, owners)}`]
      : []),
    ...(parts.length > 0 ? [dealIdsOfParts({ dialect, viewer }, parts)] : []),
  ]
  return fromIds(branches, { also: ownedBy })
}

/** Deals by their ids. CROSS JOIN keeps SQLite from beginning with everybody's. */
function fromIds(branches: readonly Prisma.Sql[], { also }: { readonly also: Prisma.Sql }) {
  if (branches.length === 0) return { from: Prisma.sql`"Deal" d`, where: nothing }
  return {
    from: Prisma.sql`(${Prisma.join([...branches], ' UNION ')}) AS mine CROSS JOIN "Deal" d`,
    where: Prisma.sql`d."id" = mine."id" AND ${also}`,
  }
}

/** The same for accounts `a`, the archived ones left out. */
export function accountsInReach(
  { dialect, viewer }: Asker,
  permission: Permission,
  of: { readonly ownerIds?: readonly string[]; readonly shared?: boolean } = {},
): { from: Prisma.Sql; where: Prisma.Sql } {
  const reach = reachOf(viewer, permission)
  const ownedBy = of.ownerIds
    ? Prisma.sql`a."ownerId" IN ${inTexts(dialect, of.ownerIds)} AND a."archivedAt" IS NULL`
    : Prisma.sql`a."archivedAt" IS NULL`
  if (of.shared) {
    const may = mayToAccount({ dialect, viewer }, permission)
    return {
      from: Prisma.sql`(${accountIdsOfParts({ dialect, viewer }, everyPart)}) AS mine
        CROSS JOIN "Account" a`,
      where: Prisma.sql`a."id" = mine."id" AND ${ownedBy} AND ${may}`,
    }
  }
  if (reach.includes('all')) return { from: Prisma.sql`"Account" a`, where: ownedBy }
  const owners = ownersIn(viewer, reach).filter((id) => of.ownerIds?.includes(id) ?? true)
  const parts = partsOf(viewer, permission)
  const branches = [
    ...(owners.length > 0
      ? [Prisma.sql`SELECT "id" FROM "Account" WHERE "ownerId" IN ${inTexts(dialect, owners)}`]
      : []),
    ...(parts.length > 0 ? [accountIdsOfParts({ dialect, viewer }, parts)] : []),
  ]
  if (branches.length === 0) return { from: Prisma.sql`"Account" a`, where: nothing }
  return {
    from: Prisma.sql`(${Prisma.join(branches, ' UNION ')}) AS mine CROSS JOIN "Account" a`,
    where: Prisma.sql`a."id" = mine."id" AND ${ownedBy}`,
  }
}

/**
 * The open deals that the viewer's people own or the viewer takes part in, as a subselect of these
 * columns. The CROSS JOINs begin at the few parts: told with an OR, SQLite begins at all open deals.
 */
export function ownOpenDeals({ dialect, viewer }: Asker, columns: Prisma.Sql): Prisma.Sql {
  const owners = inTexts(dialect, [viewer.userId, ...viewer.memberIds])
  const mine = Prisma.sql`"Participant" p CROSS JOIN "Deal" d
    WHERE p."userId" = ${viewer.userId} AND d."outcome" = 'open'`
  return Prisma.sql`(
    SELECT ${columns} FROM "Deal" d WHERE d."outcome" = 'open' AND d."ownerId" IN ${owners}
    UNION
    SELECT ${columns} FROM ${mine} AND p."subjectKind" = 'deal' AND d."id" = p."subjectId"
    UNION
    SELECT ${columns} FROM ${mine} AND p."subjectKind" = 'account' AND d."accountId" = p."subjectId"
  )`
}
