/** `npm run seed:demo`: loads the demo organisation into DATABASE_URL. */
import { accounts } from '../../prisma/demo/accounts.ts'
import { activities, tasks } from '../../prisma/demo/activities.ts'
import { approvalSteps, approvals, terms } from '../../prisma/demo/approvals.ts'
import { competitorNotes, competitors } from '../../prisma/demo/competitors.ts'
import { contactRoles, contacts } from '../../prisma/demo/contacts.ts'
import { contracts, quotas } from '../../prisma/demo/contracts.ts'
import { deals, milestones, participants, releases, stageHistory } from '../../prisma/demo/deals.ts'
import { leads } from '../../prisma/demo/leads.ts'
import { bigrams, names } from '../../prisma/demo/names.ts'
import {
  chats,
  identities,
  teamMembers,
  teams,
  userRoles,
  users,
} from '../../prisma/demo/people.ts'
import { demoNow } from '../../prisma/demo/units.ts'
import { loadDotEnv } from '../lib/dot-env.ts'
import { openStore } from '../store/connect.ts'
import { ensurePipelines } from '../store/seed-pipelines.ts'
import type { Store, Tx } from '../store/store.ts'
import { isMain } from './is-main.ts'
import { runCommand } from './run-command.ts'

/** The last number given out of each kind; the next account is CUS8, the next deal D-1008. */
const counters = [
  { name: 'account', last: 7 },
  { name: 'deal', last: 1007 },
  { name: 'lead', last: 202 },
  { name: 'approval', last: 32 },
]

const marker = { key: 'demo-organisation', value: demoNow.toISOString() }

export type SeedResult =
  | { readonly kind: 'seeded' }
  /** It is there, with whatever people have changed since; nothing was written. */
  | { readonly kind: 'already-seeded' }
  /** The database belongs to somebody else; nothing was written. */
  | { readonly kind: 'other-data'; readonly found: readonly string[] }

/**
 * Writes the demo organisation, as of 2026-11-18 10:00 in Shanghai, into an empty database, all of
 * it or nothing. Touches no database that holds anything else.
 */
export async function seedDemo(store: Store): Promise<SeedResult> {
  return await store.write('background', async (tx): Promise<SeedResult> => {
    if (await tx.meta.findUnique({ where: { key: marker.key } })) return { kind: 'already-seeded' }
    const found = await findOtherData(tx)
    if (found.length > 0) return { kind: 'other-data', found }
    const claimed = await tx.$executeRaw`
      INSERT INTO "Meta" ("key", "value") VALUES (${marker.key}, ${marker.value})
      ON CONFLICT DO NOTHING`
    // Zero rows when another instance has seeded since the look above.
    if (claimed === 0) return { kind: 'already-seeded' }
    await ensurePipelines(tx)
    await insertPeople(tx)
    await insertBusiness(tx)
    return { kind: 'seeded' }
  })
}

async function findOtherData(tx: Tx): Promise<string[]> {
  const counts = {
    people: await tx.user.count(),
    teams: await tx.team.count(),
    accounts: await tx.account.count(),
    deals: await tx.deal.count(),
    leads: await tx.lead.count(),
    contracts: await tx.contract.count(),
    counters: await tx.counter.count(),
  }
  return Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []))
}

async function insertPeople(tx: Tx): Promise<void> {
  await tx.user.createMany({ data: users })
  await tx.identity.createMany({ data: identities })
  await tx.userRole.createMany({ data: userRoles })
  await tx.team.createMany({ data: teams })
  await tx.teamMember.createMany({ data: teamMembers })
  await tx.chat.createMany({ data: chats })
  await tx.quota.createMany({ data: quotas })
}

async function insertBusiness(tx: Tx): Promise<void> {
  await tx.account.createMany({ data: accounts })
  await tx.contact.createMany({ data: contacts })
  await tx.contract.createMany({ data: contracts })
  await tx.deal.createMany({ data: deals })
  await tx.stageHistory.createMany({ data: stageHistory })
  await tx.milestone.createMany({ data: milestones })
  await tx.gateRelease.createMany({ data: releases })
  await tx.participant.createMany({ data: participants })
  await tx.contactRole.createMany({ data: contactRoles })
  await tx.activity.createMany({ data: activities })
  await tx.task.createMany({ data: tasks })
  await tx.lead.createMany({ data: leads })
  await tx.competitor.createMany({ data: competitors })
  await tx.competitorNote.createMany({ data: competitorNotes })
  await tx.terms.createMany({ data: terms })
  await tx.approvalRequest.createMany({ data: approvals })
  await tx.approvalStep.createMany({ data: approvalSteps })
  await tx.name.createMany({ data: names })
  await tx.nameBigram.createMany({ data: bigrams })
  await tx.counter.createMany({ data: counters })
}

async function main(): Promise<void> {
  loadDotEnv()
  const databaseUrl = process.env.DATABASE_URL || 'file:./data/dealgate.db'
  const store = await openStore({ databaseUrl })
  try {
    const result = await seedDemo(store)
    console.log(tell(result, withoutPassword(databaseUrl)))
    if (result.kind === 'other-data') process.exitCode = 1
  } finally {
    await store.close()
  }
}

function tell(result: SeedResult, database: string): string {
  switch (result.kind) {
    case 'seeded':
      return `The demo organisation is in ${database}, as of 2026-11-18 10:00 in Shanghai:
  ${users.length} people in ${teams.length} teams, ${accounts.length} accounts with ${contracts.length} contracts,
  ${deals.length} deals, ${leads.length} leads, ${approvals.length} approvals under way.
To try the bot on it without anything of yours: npm run demo`
    case 'already-seeded':
      return `The demo organisation is in ${database} already; nothing was changed.`
    case 'other-data':
      return `${database} holds data of its own (${result.found.join(', ')}); nothing was changed.
Name an empty database: DATABASE_URL=file:./data/demo.db npm run seed:demo`
  }
}

function withoutPassword(databaseUrl: string): string {
  if (databaseUrl.startsWith('file:')) return databaseUrl
  const url = new URL(databaseUrl)
  url.password = ''
  return url.href
}

if (isMain(import.meta.url)) await runCommand(main)
