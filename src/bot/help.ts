/** What a person can say: by their role, about their own records, and about one subject when asked. */
import { helpCard, notUnderstoodCard, topicHelpCard, welcomeCard } from '../../cards/help-card.ts'
import type { Button, Card } from '../../cards/kit/card.ts'
import { mayEver, reachOf, type Viewer } from '../domain/permission.ts'
import { roles } from '../domain/role.ts'
import { exampleRecord } from '../store/example-record.ts'
import type { Store, Tx } from '../store/store.ts'
import { firstTeam, userNames } from '../store/teams.ts'
import type { EngineDeps } from './definitions.ts'
import { type HelpLead, offersTo } from './help-offers.ts'
import { byTopic, topicAbout } from './help-topics.ts'
import { type PhraseId, type PhraseNeed, phraseOf } from './phrases.ts'
import { type OwnNames, retellExample } from './retell-example.ts'
import type { Intent } from './turn.ts'
import { nearestExamples, sharedPairs } from './understand.ts'

type Deps = Pick<EngineDeps, 'intents'>
type Asker = { readonly tx: Tx; readonly dialect: Store['dialect']; readonly viewer: Viewer }

/** What stands for a record in a phrase: its name to be read, and by what a tap finds it again. */
type Named = { readonly name: string; readonly pick: string }

/**
 * What this person can say.
 *
 * @param about what of; everything where left out or where there is no such subject
 */
export async function helpFor(deps: Deps, asker: Asker, about?: string): Promise<Card> {
  const offered = offeredTo(deps.intents, asker.viewer)
  const names = await namesFor(asker)
  return (about && topicHelp(offered, about, names)) || helpCard(helpView(offered, asker, names))
}

/** The first words in a private chat: the same, without the whole of it. */
export async function welcomeFor(deps: Deps, asker: Asker): Promise<Card> {
  const offered = offeredTo(deps.intents, asker.viewer)
  return welcomeCard(helpView(offered, asker, await namesFor(asker)))
}

/**
 * Not understood, with the nearest that this person can say.
 *
 * @param keep the button that keeps the words
 */
export async function notUnderstood(
  deps: Deps,
  asker: Asker,
  said: string,
  keep?: Button,
): Promise<Card> {
  const { viewer } = asker
  const own = ownNames(await namesFor(asker))
  return notUnderstoodCard({
    said,
    nearest: nearestExamples(said, offeredTo(deps.intents, viewer), 3).map((say) =>
      retellExample(say, own),
    ),
    mayLog: mayEver(viewer, 'activity.log'),
    ...(keep && { keep }),
    buttons: [buttonOf('help')],
  })
}

const offeredTo = (intents: readonly Intent[], viewer: Viewer): readonly Intent[] =>
  intents.filter((intent) => intent.what && (intent.offeredTo?.({ viewer }) ?? true))

const exampleOf = (own: OwnNames) => (intent: Intent) => ({
  what: intent.what!,
  say: retellExample(intent.examples[0]!, own),
})

function helpView(offered: readonly Intent[], { viewer }: Asker, names: Names) {
  const offers = offersTo(viewer)
  const isOffered = (id: PhraseId) => offered.some(({ id: of }) => of === phraseOf(id).intent)
  return {
    name: viewer.name,
    role: viewer.roles.map((id) => roles.find((role) => role.id === id)?.title).join('、'),
    lead: offers.leads.map((lead) => leadOf(lead, offered, names)).find(Boolean),
    phrases: offers.phrases
      .filter(isOffered)
      .flatMap((id) => choiceOf(id, names))
      .slice(0, 4),
    buttons: (names.account ? offers.buttons : withoutRecords)
      .filter(isOffered)
      .slice(0, 4)
      .map(buttonOf),
    ...(!names.account && { begin: beginningFor(offered, ownNames(names)) }),
    changes: offered.some(({ id }) => id === 'deal.change'),
    topics: byTopic(offered).map(({ title, intents }) => ({
      title,
      lines: intents.map(exampleOf(ownNames(names))),
    })),
  }
}

/** What examples are told of. */
const ownNames = ({ deal, account, colleague }: Names): OwnNames => ({
  ...(deal && { deal: { name: deal.name, code: deal.pick } }),
  ...(account && { account: account.name }),
  ...(colleague && { colleague: colleague.name }),
})

type Names = { readonly [need in PhraseNeed]?: Named }

/** The viewer's newest record, somebody they lead, a team whose work they may look at. */
async function namesFor({ tx, dialect, viewer }: Asker): Promise<Names> {
  const record = await exampleRecord(tx, { dialect, viewer })
  const colleague = [...viewer.memberIds].filter((id) => id !== viewer.userId).sort()[0]
  const called = await userNames(tx, colleague ? [colleague] : [])
  const sees = reachOf(viewer, 'report.read')
  const team = sees.includes('all')
    ? await firstTeam(tx)
    : sees.includes('team') && (await firstTeam(tx, viewer.userId))
  return {
    ...(record?.deal && { deal: named(record.deal) }),
    ...(record && { account: named(record.account) }),
    ...(colleague && { colleague: { name: called.get(colleague) ?? '', pick: colleague } }),
    ...(team && { team: { name: team.name, pick: team.id } }),
  }
}

const named = ({ code, name }: { readonly code: string; readonly name: string }): Named => ({
  name,
  pick: code,
})

function choiceOf(id: PhraseId, names: Names) {
  const { needs, say } = phraseOf(id)
  const about = needs && names[needs]
  if (needs && !about) return []
  return [
    {
      title: `「${say(about?.name ?? '')}」`,
      action: { a: 'phrase.say', id, v: 1, ...(about && { pick: about.pick }) },
    },
  ]
}

const buttonOf = (id: PhraseId, place = 1): Button => ({
  text: phraseOf(id).what,
  ...(place === 0 && { style: 'primary' as const }),
  action: { a: 'phrase.say', id, v: 1 },
})

function leadOf({ intent, line, say, needs }: HelpLead, offered: readonly Intent[], names: Names) {
  const about = needs && names[needs]
  if ((needs && !about) || !offered.some(({ id }) => id === intent)) return undefined
  return { line, say: say(about?.name ?? '') }
}

/** Buttons that answer something even where there is no record. */
const withoutRecords: readonly PhraseId[] = ['today', 'reminders']

/** In an empty store: what comes first, second, third. */
const beginnings = ['people.set', 'account.create', 'deal.create', 'activity.log']

function beginningFor(offered: readonly Intent[], own: OwnNames) {
  const steps = beginnings.flatMap((wanted) => offered.filter(({ id }) => id === wanted))
  // Who may make nothing has nothing to write a contact down to either.
  return steps[0]?.id === 'activity.log' ? [] : steps.map(exampleOf(own))
}

function topicHelp(offered: readonly Intent[], about: string, names: Names): Card | undefined {
  const own = ownNames(names)
  const title = topicAbout(about)
  const topic = byTopic(offered).find((one) => one.title === title)
  if (!topic) return undefined
  // 「怎么新建客户」 asks for that one before the others of its subject.
  const nearness = ({ what }: Intent) => sharedPairs(about, what!)
  const intents = topic.intents.toSorted((a, b) => nearness(b) - nearness(a))
  return topicHelpCard({
    title: topic.title,
    lines: intents.map(({ what, examples }) => ({
      what: what!,
      says: examples.slice(0, 3).map((say) => retellExample(say, own)),
    })),
    buttons: [buttonOf('help')],
  })
}
