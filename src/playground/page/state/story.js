import { post } from './api.js'
import { showPerson } from './panes.js'
import { currentState, onChange, personOf, update } from './store.js'

/** An answer that has not come after this long will be late, or has been made to fail. */
const PATIENCE_MS = 6_000

/** Begins a story where the example data begin. */
export async function beginStory(id) {
  await post('reset')
  update({ read: {}, inspected: null, story: { id, step: 0, busy: false, problem: '' } })
  showStep()
}

export const leaveStory = () => update({ story: null })

/** The story under way with the step that comes next; undefined after the last one. */
export function storyNow({ story, stories, people }) {
  const told = story && stories.find(({ id }) => id === story.id)
  if (!told) return undefined
  const step = told.steps[story.step]
  return { ...story, told, step, person: step && personOf(people, openId(step)) }
}

/** Does the step that comes next, as its person would, and waits for the bot to answer. */
export async function takeStep() {
  const { step, person } = storyNow(currentState())
  progress({ busy: true, problem: '' })
  const chat = person.chats[0].id
  const seen = versionOf(chat)
  const problem = await (step.say ? say(person, chat, step.say) : tap(person, chat, step))
  if (!problem) await changed(chat, seen)
  if (!currentState().story) return
  progress({
    busy: false,
    problem: problem ?? '',
    ...(!problem && { step: currentState().story.step + 1 }),
  })
  showStep()
}

const openId = ({ who }) => `ou_${who}`

const progress = (change) => update(({ story }) => ({ story: { ...story, ...change } }))

/** Where the next step is taken has to be seen. */
function showStep() {
  const { person } = storyNow(currentState()) ?? {}
  const { split, panes } = currentState()
  if (!person) return
  const at = panes.findIndex(({ person: id }) => id === person.id)
  if (at >= 0 && (split || at === 0)) update({ focused: at })
  else if (split) update(({ focused }) => ({ focused: 1 - focused }))
  showPerson(person.id)
}

async function say(person, chat, text) {
  const sent = await post('say', { from: person.id, chat, text }).catch(() => undefined)
  return sent ? undefined : '没有发出去，再试一次'
}

async function tap(person, chat, { tap: text, form }) {
  const found = newestButton(currentState().messages[chat] ?? [], text)
  if (!found) return `${person.name} 那里还没有「${text}」，等一下再试`
  const report = await post('tap', { by: person.id, ...found, ...(form && { form }) }).catch(
    () => undefined,
  )
  return report?.outcome === 'answered' ? undefined : '没有点成，再试一次'
}

/** @returns {{ messageId: string, path: string } | undefined} */
function newestButton(messages, text) {
  for (const { id, card } of messages.toReversed()) {
    const path = card && pathOf(card, text)
    if (path !== undefined) return { messageId: id, path }
  }
  return undefined
}

/** The JSON pointer of the button with this text. */
function pathOf(node, text, path = '') {
  if (node === null || typeof node !== 'object') return undefined
  if (node.tag === 'button' && node.text?.content === text && !node.disabled) return path
  for (const [key, child] of Object.entries(node)) {
    const found = pathOf(child, text, `${path}/${key}`)
    if (found !== undefined) return found
  }
  return undefined
}

/** New with every message of the bot, and with every change of a card. */
const versionOf = (chat) =>
  (currentState().messages[chat] ?? [])
    .filter(({ sender }) => sender.kind === 'bot')
    .map(({ id, updatedMs }) => `${id}:${updatedMs}`)
    .join()

function changed(chat, seen) {
  return new Promise((resolve) => {
    const stop = onChange(() => versionOf(chat) !== seen && done())
    const timer = setTimeout(() => done(), PATIENCE_MS)
    function done() {
      clearTimeout(timer)
      stop()
      resolve()
    }
    if (versionOf(chat) !== seen) done()
  })
}
