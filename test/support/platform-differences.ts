/**
 * Where the same conversation goes another way on WeCom, and why. A test that is named here is held
 * on Feishu alone; what stands in its place is named beside the reason.
 */
import { it as everywhere } from 'vitest'
import type { Place } from './stage.ts'

const reasons = {
  /** A card changes once per tap alone (…/path/94888): what words have overtaken keeps its look. */
  redrawn: 'wecom.test.ts',
  /** Nothing shows on top of a card: that it went well is what the card shows. */
  toast: 'wecom.test.ts',
  /** Facts stand behind the text, the longer ones before the card (…/path/90236). */
  order: 'render-card.test.ts and its golden files',
  /** Speaks of what only Feishu has: the notification's line, a forged callback, its client. */
  ofFeishu: 'receive.test.ts',
  /** Groups are the smart bot's. */
  groups: 'wecom-group.test.ts',
  /** No card has a field: what belongs there is said. */
  form: 'wecom-words.test.ts',
  /** Twenty messages a minute are all that the bot sends to one member. */
  paced: 'limits in send.test.ts',
  /** Who is on both is told on Feishu of what nobody asked for. */
  unasked: 'two platforms in wecom.test.ts',
} as const

const differs: Readonly<Record<string, keyof typeof reasons>> = {
  'A2 U6 an account at a glance': 'order',
  'goes through everyone, and the deal has the price that they saw': 'redrawn',
  'X6 a tap by who is not asked, or on terms that have changed since, changes nothing': 'ofFeishu',
  'the director lets it through with a reason': 'redrawn',
  'U13 is refused while terms are decided on, kept, and comes back when they are': 'form',
  'which customer is asked and remembered: %s, then %s': 'order',
  'U7 tapped in either order: %s, then %s': 'redrawn',
  'U7 typed: %j': 'redrawn',
  'U7 an answer that was not offered counts too': 'redrawn',
  'a request of its own is not taken for an answer; the question waits': 'redrawn',
  'without a name it asks with the latest deals, and goes on with any answer': 'redrawn',
  'X17 X4 one changed by somebody else since: nothing is saved, both are shown anew': 'redrawn',
  'U28 all of them back: the reason is asked once': 'ofFeishu',
  'a rival that got the deal is a loss, previewed': 'order',
  'asked for in a group it is told in private: whether all see the same would tell of others':
    'groups',
  'a list shows each by a tap': 'ofFeishu',
  'U11 in a group it is said that it was told in private': 'groups',
  'U11 the notification does not show it': 'ofFeishu',
  '§5.1 twenty a day, then no more until tomorrow': 'paced',
  'A1 only the name is needed; a missing field is filled in by a form, and taken back': 'form',
  'U18 is asked for which deal, told how it stands now, and can be taken back': 'toast',
  'U27 refused with what is missing, kept, and back as a fresh preview hours later': 'order',
  'what is missing is asked for, and the move begun from there': 'ofFeishu',
  'U27 asked for with a reason, let through, visible on the deal': 'order',
  '「补电话」 opens a form; a wrong number is told, a right one kept': 'form',
  'the lesson may be written into the card': 'form',
  'comes once when its time has come, and can be put off or ticked off': 'unasked',
  'what was moved, deleted or done before its time does not come then': 'form',
  'nobody else’s can be tapped, and what it was about is not told once it may not be read':
    'redrawn',
  'U19 is saved at once, the amount of the deal untouched, and can be taken back': 'toast',
  'U14 two tags are put on at once, by their proper names, each with its review': 'order',
}

/** vitest's `it` for this place: without those that differ there. */
export function itOn(place: Place): Pick<typeof everywhere, 'each'> & typeof everywhere {
  if (place !== 'WeCom') return everywhere
  const held = (name: string) => !(name in differs)
  const one = (name: string, ...rest: never[]) => {
    if (held(name)) (everywhere as unknown as (...all: unknown[]) => void)(name, ...rest)
  }
  const each = (...cases: never[]) => {
    const run = (everywhere.each as unknown as (...all: unknown[]) => (...all: unknown[]) => void)(
      ...cases,
    )
    return (name: string, ...rest: unknown[]) => {
      if (held(name)) run(name, ...rest)
    }
  }
  return Object.assign(one, { each }) as unknown as typeof everywhere
}
