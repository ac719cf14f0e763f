/** What many people say and tap at a time, and what is known afterwards of all that they did. */
import type { SimMessage, SimulatedFeishu } from '../../src/playground/feishu/types.ts'
import type { Member } from './crowd.ts'
import type { Random } from './random.ts'

export type Said = {
  readonly openId: string
  readonly text: string
  /** As the platform numbers it: nobody says two things in one chat at the same instant. */
  readonly createdMs: number
}

export type Ledger = {
  readonly said: Said[]
  /** Contacts that were reported, each with a word that nothing else has. */
  readonly activities: { readonly member: Member; readonly word: string }[]
  /** Amounts that were asked for and confirmed with a tap, in 万. */
  readonly confirmed: { readonly member: Member; readonly wan: number }[]
  readonly strangers: string[]
  /** Taps, and how many of them had to be made again because no answer came. */
  readonly taps: { made: number; again: number }
  /** What a person should never have been shown. */
  readonly dismay: string[]
}

export type Load = {
  readonly ledger: Ledger
  /** Something that somebody does; resolves when they have done it, however often it takes. */
  readonly act: () => void
  /** Resolves when everybody has done what they began. */
  readonly over: () => Promise<void>
}

type LoadOptions = {
  readonly feishu: SimulatedFeishu
  readonly crowd: readonly Member[]
  /** Colleagues whom the bot has never seen. */
  readonly strangers: readonly string[]
  readonly random: Random
  /** Resolves when the bot listens. */
  readonly up: () => Promise<void>
}

/** Nobody waits so long; it only tells what hangs from what is slow. */
const patienceMs = 1_800_000

export function createLoad(options: LoadOptions): Load {
  const { feishu, random, crowd } = options
  const ledger: Ledger = {
    said: [],
    activities: [],
    confirmed: [],
    strangers: [],
    taps: { made: 0, again: 0 },
    dismay: [],
  }
  const under = new Set<Promise<void>>()
  const changing = new Set<Member>()
  const amounts = new Map<Member, number>()
  const strangers = [...options.strangers]

  const say = async (openId: string, text: string): Promise<void> => {
    const answered = feishu.say({ from: openId, chat: 'private', text })
    const message = feishu.messages(feishu.privateChatOf(openId)).at(-1)!
    ledger.said.push({ openId, text, createdMs: message.createdMs })
    await answered
  }

  const logActivity = async (member: Member) => {
    const word = random.letters(10)
    ledger.activities.push({ member, word })
    await say(member.openId, `拜访了${member.account}王工,聊${word}方案`)
  }

  const changeAmount = async (member: Member) => {
    const wan = (amounts.get(member) ?? 100) + 1
    amounts.set(member, wan)
    changing.add(member)
    await say(member.openId, `${member.dealCode}金额改成${wan}万`)
    const preview = await feishu.until(() => previewOf(feishu, member, wan), patienceMs)
    await confirm(options, ledger, member, preview.id)
    ledger.confirmed.push({ member, wan })
    changing.delete(member)
  }

  const ask = (member: Member) => say(member.openId, `${member.dealCode}现在多少钱`)

  const greet = async (openId: string) => {
    ledger.strangers.push(openId)
    await say(openId, '你好')
  }

  const choose = (): Promise<void> => {
    const stranger = random.chance(0.03) && strangers.pop()
    if (stranger) return greet(stranger)
    const dice = random.next()
    const free = crowd.filter((member) => !changing.has(member))
    if (dice < 0.4 && free.length > 0) return changeAmount(random.pick(free))
    return dice < 0.9 ? logActivity(random.pick(crowd)) : ask(random.pick(crowd))
  }

  return {
    ledger,
    act: () => {
      const doing = choose()
        .catch((error: unknown) => void ledger.dismay.push(String(error)))
        .finally(() => under.delete(doing))
      under.add(doing)
    },
    over: async () => {
      while (under.size > 0) await Promise.all(under)
    },
  }
}

function previewOf(feishu: SimulatedFeishu, member: Member, wan: number): SimMessage | undefined {
  return feishu
    .messages(feishu.privateChatOf(member.openId))
    .find((m) => m.sender.kind === 'bot' && JSON.stringify(m.card).includes(`${wan}万`))
}

/** Taps until an answer is seen, as a person would. */
async function confirm(
  { feishu, up }: LoadOptions,
  ledger: Ledger,
  member: Member,
  messageId: string,
): Promise<void> {
  const open = () => JSON.stringify(feishu.message(messageId)?.card).includes('"确认"')
  for (let tries = 0; open(); tries++) {
    await up()
    // The card may have been brought up to date since.
    if (!open()) return
    ledger.taps.made++
    if (tries > 0) ledger.taps.again++
    const report = await feishu.tap({ by: member.openId, messageId, button: { text: '确认' } })
    if (report.toast?.type === 'error') ledger.dismay.push(report.toast.content)
    const busy = report.toast?.content === '暂时没存上,请再点一次'
    if (report.outcome === 'answered' && !busy) return
  }
}
