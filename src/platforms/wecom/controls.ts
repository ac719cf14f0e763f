/** What can be tapped on a card, in the one type of template card that holds it. */
import type { ActionValue, Button } from '../../../cards/kit/card.ts'
import { actionKey, chooseKey, chosenQuestion } from './action-key.ts'
import type { Parts, Select } from './card-parts.ts'
import type { Limits } from './limits.ts'
import { cut, plain } from './plain.ts'
import type {
  ButtonCard,
  CardButton,
  Select as DrawnSelect,
  MultipleCard,
  Option,
  VoteCard,
} from './template-card.ts'

export type Controls = {
  /** What could not be drawn, or not in full. */
  readonly rest: readonly string[]
} & (
  | { readonly type: 'none'; readonly shown?: undefined }
  | {
      readonly type: 'button_interaction'
      readonly shown: Pick<ButtonCard, 'button_list' | 'button_selection' | 'action_menu'>
    }
  | {
      readonly type: 'vote_interaction'
      readonly shown: Pick<VoteCard, 'checkbox' | 'submit_button'>
    }
  | {
      readonly type: 'multiple_interaction'
      readonly shown: Pick<MultipleCard, 'select_list' | 'submit_button'>
    }
)

type Drawn<T> = { readonly drawn: T; readonly rest: readonly string[] }

/** Something that stands for an action, whether it was a button or a choice. */
type Entry = { readonly text: string; readonly full: string; readonly action: ActionValue }

export function createControls(parts: Parts, limits: Limits): Controls {
  const { buttons, choices } = parts
  const names = new Set<string>()
  const first = parts.selects.filter(({ name }) => !names.has(name) && names.add(name))
  const selects = first.flatMap((select) => drawSelect(select, limits))
  const rest = selects.flatMap((select) => select.rest)
  const drawn = selects.map((select) => select.drawn)
  if (buttons.length === 0 && choices.length === 0) return { type: 'none', rest }
  const isDrawn = (select: Select) =>
    first.includes(select) && drawn.some(({ question_key }) => question_key === select.name)
  const undrawn = parts.selects.filter((select) => !isDrawn(select))
  const said = [...rest, ...undrawn.map(howToSay)]
  const entries = choices.map(
    ({ title, detail, action }, index): Entry => ({
      text: `${index + 1}. ${plain(title)}`,
      full: `${index + 1}. ${plain(title)}${detail ? `（${plain(detail)}）` : ''}`,
      action,
    }),
  )
  if (drawn.length > 1 || (drawn.length === 1 && choices.length > 0)) {
    // What is filled in is for the buttons: they come first, so that sending does what the first says.
    return drawMultiple(drawn, [...buttons.map(entryOf), ...entries], { said, limits })
  }
  if (choices.length === 0) return drawButtons(buttons, drawn[0], { said, limits })
  if (buttons.length === 0) return drawVote(entries, { said, limits })
  const { drawn: options, rest: others } = drawOptions(entries, {
    most: limits.options,
    text: limits.optionText,
    idBytes: limits.optionIdBytes,
  })
  const selection = { question_key: chosenQuestion, title: '选一个', option_list: options }
  return drawButtons(buttons, options.length > 0 ? selection : undefined, {
    said: [...said, ...others],
    limits,
  })
}

/** What is said beside it, and what it may hold. */
type Around = { readonly said: readonly string[]; readonly limits: Limits }

function drawVote(entries: readonly Entry[], { said, limits }: Around): Controls {
  const { drawn: option_list, rest } = drawOptions(entries, {
    most: limits.votes,
    text: limits.voteText,
    idBytes: limits.optionIdBytes,
  })
  if (option_list.length === 0) return { type: 'none', rest: [...said, ...rest] }
  return {
    type: 'vote_interaction',
    shown: {
      checkbox: { question_key: chosenQuestion, mode: 0, option_list },
      submit_button: { text: '选定', key: chooseKey },
    },
    rest: [...said, ...rest],
  }
}

const styles = { primary: 1, danger: 2, default: 4 } as const

function drawButtons(
  buttons: readonly Button[],
  selection: DrawnSelect | undefined,
  { said, limits }: Around,
): Controls {
  const keyOf = uniqueKeys()
  const isChoice = selection?.question_key === chosenQuestion
  const chooser: CardButton[] = isChoice ? [{ text: '选定', style: 1, key: chooseKey }] : []
  const drawn = buttons.map(({ text, style = 'default', action }) => ({
    text: cut(plain(text) || '—', limits.buttonText),
    full: plain(text),
    style: styles[style],
    key: keyOf(action),
  }))
  const tappable = drawn.filter(({ key }) => Buffer.byteLength(key) <= limits.keyBytes)
  const room = limits.buttons - chooser.length
  const menu = tappable.slice(room, room + limits.menuItems)
  const button_list = [
    ...chooser,
    ...tappable.slice(0, room).map(({ text, style, key }) => ({ text, style, key })),
  ]
  const lost = [
    ...drawn.filter((b) => !tappable.includes(b)),
    ...tappable.slice(room + menu.length),
  ]
  const short = tappable.filter(({ full, text }) => full !== text && full !== '')
  const rest = [...said, ...named([...new Set([...lost, ...short])])]
  if (button_list.length === 0) return { type: 'none', rest }
  return {
    type: 'button_interaction',
    shown: {
      button_list,
      ...(selection && { button_selection: selection }),
      ...(menu.length > 0 && {
        action_menu: { desc: '更多', action_list: menu.map(({ text, key }) => ({ text, key })) },
      }),
    },
    rest,
  }
}

function named(buttons: readonly { readonly full: string }[]): string[] {
  return buttons.length === 0 ? [] : [buttons.map(({ full }) => `〔${full}〕`).join(' ')]
}

function entryOf({ text, action }: Button): Entry {
  return { text: plain(text), full: `〔${plain(text)}〕`, action }
}

/** There is one button to send them all with: what it does is one thing more to select. */
function drawMultiple(
  selects: readonly DrawnSelect[],
  entries: readonly Entry[],
  { said, limits }: Around,
): Controls {
  const [only, ...others] = entries
  const single = only && others.length === 0 ? actionKey(only.action) : undefined
  const shownSelects = selects.slice(0, limits.selects - (single ? 0 : 1))
  const left = selects
    .slice(shownSelects.length)
    .map(
      ({ title, option_list }) =>
        `${title}：请直接回复（${option_list.map(({ text }) => text).join('、')}）`,
    )
  const options = single
    ? { drawn: [], rest: [] }
    : drawOptions(entries, {
        most: limits.options,
        text: limits.optionText,
        idBytes: limits.optionIdBytes,
      })
  const doing = {
    question_key: chosenQuestion,
    title: '然后',
    selected_id: options.drawn[0]?.id,
    option_list: options.drawn,
  }
  const rest = [...said, ...left, ...options.rest]
  if (!single && options.drawn.length === 0) return { type: 'none', rest }
  const text = single ? cut(only!.text || '—', limits.buttonText) : '提交'
  return {
    type: 'multiple_interaction',
    shown: {
      select_list: single ? shownSelects : [...shownSelects, doing],
      submit_button: { text, key: single ?? chooseKey },
    },
    rest,
  }
}

/** Entries as options; what is longer than an option is said in full, and what is too many as well. */
function drawOptions(
  entries: readonly Entry[],
  limit: { readonly most: number; readonly text: number; readonly idBytes: number },
): Drawn<readonly Option[]> {
  const keyOf = uniqueKeys()
  const all = entries.map((entry) => ({ ...entry, id: keyOf(entry.action) }))
  const able = all.filter(({ id }) => Buffer.byteLength(id) <= limit.idBytes)
  const shown = able.slice(0, limit.most)
  const options = shown.map(({ id, text }) => ({ id, text: cut(text || '—', limit.text) }))
  const isCut = all.some(({ full, text }) => full !== text || text.length > limit.text)
  const missing = all.length - shown.length
  const rest = [
    ...(isCut || missing > 0 ? all.map(({ full }) => full) : []),
    ...(missing > 0 ? [`还有 ${missing} 项不能点选，请直接回复`] : []),
  ]
  return { drawn: options, rest }
}

function uniqueKeys(): (action: ActionValue) => string {
  const seen = new Map<string, number>()
  return (action) => {
    const plainKey = actionKey(action)
    const nth = seen.get(plainKey) ?? 0
    seen.set(plainKey, nth + 1)
    return actionKey(action, nth)
  }
}

/** None where an option cannot be named, or the name is what we use ourselves. */
function drawSelect({ name, label, value, options }: Select, limits: Limits): Drawn<DrawnSelect>[] {
  const able = options.filter(
    (option) => option.value !== '' && Buffer.byteLength(option.value) <= limits.optionIdBytes,
  )
  const isNamed =
    name !== '' && name !== chosenQuestion && Buffer.byteLength(name) <= limits.keyBytes
  const ids = new Set(able.map((option) => option.value))
  if (!isNamed || able.length < options.length || ids.size < options.length) return []
  const shown = options.slice(0, limits.options)
  const option_list = shown.map((option) => ({
    id: option.value,
    text: cut(plain(option.text) || '—', limits.optionText),
  }))
  const title = plain(label) || '—'
  const missing = options.length - shown.length
  const isCut =
    missing > 0 ||
    title.length > limits.selectTitle ||
    options.some(({ text }) => plain(text).length > limits.optionText)
  const said = `${title}：${options.map(({ text }) => plain(text)).join('、')}`
  return [
    {
      drawn: {
        question_key: name,
        title: cut(title, limits.selectTitle),
        ...(value && option_list.some(({ id }) => id === value) && { selected_id: value }),
        option_list,
      },
      rest: [
        ...(isCut ? [said] : []),
        ...(missing > 0 ? [`还有 ${missing} 项不能点选，请直接回复`] : []),
      ],
    },
  ]
}

function howToSay({ label, options }: Select): string {
  const words = options.map(({ text }) => plain(text)).join('、')
  return `${plain(label)}：请直接回复（${words}）`
}
