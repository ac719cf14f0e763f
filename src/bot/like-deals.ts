/**
 * Deals and accounts whose names are like what was said: a slip, a part of the name, another
 * spelling of a sound. They are offered, never chosen; what the viewer may not read is not among
 * them, nor does it keep others out.
 */
import { mayDo } from '../domain/permission.ts'
import {
  accountLikeness,
  barelyAlike,
  dealLikeness,
  saidName,
  surelyAlike,
} from '../language/likeness.ts'
import { foldName, pinyinKeys } from '../lib/names.ts'
import { permittedAccounts } from '../operations/find-account.ts'
import { readableDeals } from '../operations/find-deal.ts'
import type { AccountRow } from '../store/accounts.ts'
import { type KnownName, namesSharing, ownNames } from '../store/alike-names.ts'
import type { DealRow } from '../store/deals.ts'
import { findNames } from '../store/names.ts'
import { seenNames } from './hide-names.ts'
import type { Turn } from './turn.ts'

type Asker = Pick<Turn, 'tx' | 'dialect' | 'viewer'>

/** Names that are looked through: one's own, and the nearest of everybody's. */
const mostOwn = 2000
const mostShared = 120
/** Records that are read because their names are the likeliest. */
const mostRead = 40
const maxOffered = 3

/**
 * Open deals that may be meant, the likeliest first: at most three, and only those that are surely
 * alike where there are some.
 *
 * @param near deals that the rest of the message is about
 */
export async function likeDeals(
  asker: Asker,
  said: string,
  near: readonly DealRow[] = [],
): Promise<DealRow[]> {
  const wanted = saidName(said)
  const likest = await likestNames(asker, said, 'deal')
  const sounding = await soundingNames(asker, said)
  const dealIds = [...new Set([...likest, ...sounding.dealIds])]
  const read = await readableDeals(asker, { dealIds, accountIds: sounding.accountIds })
  const all = [...new Map([...near, ...read].map((deal) => [deal.id, deal])).values()]
  return offered(
    all.filter((deal) => deal.outcome === 'open'),
    ({ name, accountShort }) => dealLikeness(wanted, { name, short: accountShort }),
  )
}

/** Accounts that may be meant, likewise. */
export async function soundingAccounts(asker: Asker, said: string): Promise<AccountRow[]> {
  const wanted = saidName(said)
  const likest = await likestNames(asker, said, 'account')
  const { accountIds } = await soundingNames(asker, said)
  const accounts = await permittedAccounts(asker, 'deal.read', [
    ...new Set([...likest, ...accountIds]),
  ])
  return offered(accounts, ({ name, shortName }) =>
    accountLikeness(wanted, { name, short: shortName }),
  )
}

function offered<T>(all: readonly T[], likenessOf: (one: T) => number): T[] {
  const scored = all
    .map((one) => ({ one, likeness: likenessOf(one) }))
    .filter(({ likeness }) => likeness >= barelyAlike)
    .sort((a, b) => b.likeness - a.likeness)
  const sure = scored.filter(({ likeness }) => likeness >= surelyAlike)
  return (sure.length > 0 ? sure : scored).slice(0, maxOffered).map(({ one }) => one)
}

async function likestNames(
  asker: Asker,
  said: string,
  kind: KnownName['kind'],
): Promise<readonly string[]> {
  const wanted = saidName(said)
  const likenessOf = kind === 'deal' ? dealLikeness : accountLikeness
  return (await namesAround(asker, said))
    .filter((known) => known.kind === kind)
    .map((known) => ({ id: known.id, likeness: likenessOf(wanted, known) }))
    .filter(({ likeness }) => likeness >= barelyAlike)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, mostRead)
    .map(({ id }) => id)
}

/** All of the viewer's own; and of everybody's, where the viewer reads beyond them. */
async function namesAround(asker: Asker, said: string): Promise<KnownName[]> {
  const own = await ownNames(asker, mostOwn + 1)
  const readsAll = mayDo(asker.viewer, 'deal.read', { ownerId: '' })
  return readsAll || own.length > mostOwn
    ? [...own, ...(await namesSharing(asker, said, mostShared))]
    : own
}

/** 华新 for 华芯: names of deals and accounts with the pinyin of what was said or of how it begins. */
async function soundingNames(asker: Asker, said: string) {
  const text = foldName(said)
  const beginnings = [2, 3, 4, 5, 6].filter((end) => end < text.length)
  const keys = [text, ...beginnings.map((end) => text.slice(0, end))].flatMap(
    (part) => pinyinKeys(part)?.full ?? [],
  )
  const hits = await seenNames(asker, await findNames(asker, [...new Set(keys)]))
  const idsOf = (kind: string) => [
    ...new Set(hits.flatMap((hit) => (hit.kind === kind ? [hit.subjectId] : []))),
  ]
  return { dealIds: idsOf('deal'), accountIds: idsOf('account') }
}
