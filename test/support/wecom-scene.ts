/**
 * The same scene on WeCom: what is said and tapped in the tests' words, and what came back as a
 * reader sees it. What is different there, and only there:
 *
 * - Buttons answer with nothing on top: what Feishu shows as a toast comes as a text.
 *   https://developer.work.weixin.qq.com/document/path/90240
 * - A card holds six facts and no table: what does not fit comes as a text before it, read as part of
 *   it here. https://developer.work.weixin.qq.com/document/path/90236
 * - Choices are a vote or a select with one button to send it.
 * - No card has a field to type into: what a test fills in is said as a reply.
 * - A card that cannot be changed any more is followed by a line or by a new one.
 *   https://developer.work.weixin.qq.com/document/path/94888
 */
import { openStage, type StageOptions } from '../../src/cli/demo-stage.ts'
import type { MovableClock } from '../../src/lib/clock.ts'
import type {
  SimMessage as FeishuMessage,
  SimulatedFeishu,
  TapReport,
} from '../../src/playground/feishu/types.ts'
import type { JsonObject } from '../../src/playground/json.ts'
import { objectAt, objectsAt } from '../../src/playground/wecom/card/tree.ts'
import type { SimMessage } from '../../src/playground/wecom/types.ts'
import type { Store } from '../../src/store/store.ts'
import type { Scene } from './stage.ts'

type Client = Pick<SimulatedFeishu, 'messages' | 'message' | 'privateChatOf'>

/** @param who are demo ids: `zhangwei`, on WeCom their userid */
export async function openWecomScene(
  {
    store,
    databaseUrl,
    close,
  }: { readonly store: Store; readonly databaseUrl: string; readonly close: () => Promise<void> },
  clock: MovableClock,
  options: Partial<StageOptions>,
): Promise<Scene> {
  const stage = await openStage({ store, clock, ...options, wecom: true })
  const wecom = stage.wecom!
  await wecom.until(() => wecom.bot!.isConnected())
  const settled = async () => {
    await wecom.settled()
    await stage.bot.engine.settled()
  }
  /** What Feishu shows on top and forgets. */
  const toasts = new Set<string>()
  const read = (who: string) => asRead(wecom.messages(who).filter(({ id }) => !toasts.has(id)))
  /** Whoever says or taps the same twice in one second has done it once. */
  const aSecondLater = () => clock.moveTo(clock.business() + 1_000)
  const whoOf = (chat: string) => chat.replace(/^app\//, '')
  const client: Client = {
    privateChatOf: (openId) => `app/${openId.replace(/^ou_/, '')}`,
    messages: (chat) => read(whoOf(chat)),
    message: (id) => {
      const found = wecom.message(id)
      return found && read(whoOf(found.chatId)).find((message) => message.id === id)
    },
  }
  const say: Scene['say'] = async (who, text) => {
    aSecondLater()
    const before = new Set(read(who).map(({ id }) => id))
    const report = await wecom.say({ from: who, text })
    await settled()
    const answers = read(who).filter(({ id, sender }) => !before.has(id) && sender.kind === 'bot')
    return { report: report as never, answers }
  }
  return {
    ...stage,
    feishu: missing(client),
    store,
    clock,
    databaseUrl,
    say,
    tap: async (who, messageId, text, form = {}) => {
      const before = new Set(wecom.messages(who).map(({ id }) => id))
      const card = wecom.message(messageId)?.card
      if (!card) throw new Error(`${who} sees no card ${messageId}`)
      const { button, selected, typed } = pressed(card, text, form)
      aSecondLater()
      const report = await wecom.tap({ by: who, card: { messageId }, button, selected })
      await settled()
      const told = wecom
        .messages(who)
        .filter(({ id, card: drawn, text: words }) => !before.has(id) && !drawn && isLine(words))
      for (const { id } of told) toasts.add(id)
      const content = told.map(({ text: words }) => plain(words)).join('\n')
      for (const words of typed) await say(who, words)
      const toast = content ? { toast: { type: 'info', content } } : {}
      return { outcome: report.outcome, ...toast } as TapReport
    },
    read: (message) => message?.text ?? '',
    finish: async () => {
      await stage.close()
      await close()
    },
  }
}

/** What a test does with Feishu that has no twin here says so. */
function missing(client: Client): SimulatedFeishu {
  return new Proxy(client as SimulatedFeishu, {
    get: (target, name) => {
      if (name in target) return target[name as keyof SimulatedFeishu]
      throw new Error(`the scene on WeCom has no ${String(name)}`)
    },
  })
}

/** A title and no more. */
const isLine = (text: string): boolean => /^【[^\n]*】[\u200b-\u200d\u2060]*$/.test(text)

const plain = (text: string) => text.replace(/[\u200b-\u200d\u2060]/g, '')

/** The messages with what stands beside a card as part of it. */
function asRead(messages: readonly SimMessage[]): FeishuMessage[] {
  const shown: FeishuMessage[] = []
  let beside: SimMessage[] = []
  const flush = () => {
    for (const message of beside) shown.push(asMessage(message, plain(message.text)))
    beside = []
  }
  for (const message of messages) {
    if (message.sender.kind === 'person') {
      flush()
      shown.push(asMessage(message, message.text))
    } else if (!message.card) {
      beside.push(message)
    } else {
      const title = String(objectAt(message.card.main_title)?.title ?? '').replace(/…$/, '')
      const at = beside.findIndex(({ text }) => text.startsWith(`【${title}`))
      const own = at < 0 ? [] : beside.splice(at)
      flush()
      const words = [...own.map(({ text }) => plain(text)), ...cardWords(message)]
      shown.push(asMessage(message, words.join('\n')))
    }
  }
  flush()
  return shown
}

const asMessage = ({ id, chatId, sender, createdMs, card }: SimMessage, text: string) =>
  ({
    id,
    chatId,
    sender: { ...sender, kind: sender.kind === 'person' ? 'person' : 'bot' },
    createdMs,
    text,
    ...(card && { card }),
  }) as FeishuMessage

const questionsOf = (card: JsonObject): JsonObject[] =>
  [objectAt(card.button_selection), objectAt(card.checkbox), ...objectsAt(card.select_list)].filter(
    (question) => question !== undefined,
  )

function cardWords({ card = {}, replacedButton }: SimMessage): string[] {
  const facts = objectsAt(card.horizontal_content_list)
  const submit = objectAt(card.submit_button)
  const buttons = [
    ...objectsAt(card.button_list),
    ...(submit ? [submit] : []),
    ...objectsAt(objectAt(card.action_menu)?.action_list),
  ]
  const spent = replacedButton ?? card.replace_text
  return [
    objectAt(card.source)?.desc,
    objectAt(card.main_title)?.title,
    objectAt(card.main_title)?.desc,
    card.sub_title_text,
    ...facts.flatMap(({ keyname, value }) => [keyname, value]),
    ...questionsOf(card).flatMap((question) => [
      question.title,
      ...objectsAt(question.option_list).map(({ text }) => text),
    ]),
    ...(spent === undefined ? buttons.map(({ text }) => text) : [spent]),
  ].flatMap((words) => (words === undefined ? [] : [String(words)]))
}

/** The button of this text, or the option of it with the button that sends it. */
function pressed(card: JsonObject, text: string, form: Readonly<Record<string, unknown>>) {
  const submit = objectAt(card.submit_button)
  const buttons = [
    ...objectsAt(card.button_list),
    ...(submit ? [submit] : []),
    ...objectsAt(objectAt(card.action_menu)?.action_list),
  ]
  const questions = questionsOf(card)
  const selected: Record<string, string[]> = {}
  const typed: string[] = []
  for (const [name, value] of Object.entries(form)) {
    if (questions.some(({ question_key }) => question_key === name))
      selected[name] = [String(value)]
    else typed.push(String(value))
  }
  const isCalled = (words: unknown) => {
    const shown = String(words).replace(/^\d+\. /, '')
    return shown === text || (shown.endsWith('…') && text.startsWith(shown.slice(0, -1)))
  }
  const button = buttons.find((one) => isCalled(one.text))
  if (button) return { button: String(button.key), selected, typed }
  for (const question of questions) {
    const option = objectsAt(question.option_list).find((one) => isCalled(one.text))
    if (!option) continue
    selected[String(question.question_key)] = [String(option.id)]
    return { button: String((submit ?? buttons[0])?.key), selected, typed }
  }
  throw new Error(`no ${text} on the card ${JSON.stringify(card).slice(0, 400)}`)
}
