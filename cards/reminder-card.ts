import { type DraftRef, undoButton } from './draft-buttons.ts'
import type { Block, Button, Card } from './kit/card.ts'

/** A reminder as it is read. */
export type ReminderView = {
  readonly id: string
  /** Minute at which it is due, counted from 1970: what a tap compares. */
  readonly revision: number
  /** 「2026-11-19(周四)15:00」 */
  readonly when: string
  /** Left out where nothing was said. */
  readonly what?: string
  /** 「D-1001 华芯检测项目」 or the customer. */
  readonly about?: string
  /** What was assumed about the time. */
  readonly notes?: readonly string[]
}

const ofReminder = (action: string, { id, revision }: ReminderView) => ({
  a: action,
  id,
  v: revision,
})

const changeButtons = (view: ReminderView): Button[] => [
  { text: '改期', action: ofReminder('reminder.move', view) },
  { text: '删除', action: ofReminder('reminder.cancel', view) },
]

const laterButtons = (view: ReminderView): Button[] => [
  { text: '+1天', action: { ...ofReminder('reminder.snooze', view), pick: 'day' } },
  { text: '+1周', action: { ...ofReminder('reminder.snooze', view), pick: 'week' } },
]

const finishButton = (view: ReminderView): Button => ({
  text: '完成',
  style: 'primary',
  action: ofReminder('reminder.finish', view),
})

const small = (line: string): Block => ({ type: 'text', size: 'small', line })

const aboutBlocks = ({ about }: ReminderView): Block[] => (about ? [small(`关于 ${about}`)] : [])

/** Saved: when it will come, and what of. */
export function reminderSetCard(view: ReminderView, title = '提醒已设好'): Card {
  const { when, what, notes = [] } = view
  const line = what ? `好的,${when} 提醒:${what}` : `好的,${when} 叫你`
  return {
    title,
    tone: 'done',
    summary: line,
    blocks: [
      { type: 'text', line },
      ...aboutBlocks(view),
      ...notes.map(small),
      { type: 'buttons', buttons: changeButtons(view) },
    ],
  }
}

/** Its time has come. */
export function reminderDueCard(view: ReminderView): Card {
  const what = view.what ?? '你让我这时候叫你'
  return {
    title: '提醒',
    subtitle: view.when,
    tone: 'attention',
    summary: `提醒:${what}`,
    blocks: [
      { type: 'text', line: { text: what, bold: true } },
      ...aboutBlocks(view),
      { type: 'buttons', buttons: [finishButton(view), ...laterButtons(view)] },
    ],
  }
}

/** One reminder, to be changed. */
export function reminderCard(view: ReminderView): Card {
  return {
    title: '提醒',
    subtitle: view.when,
    tone: 'info',
    summary: `${view.when} ${view.what ?? '叫你'}`,
    blocks: [
      { type: 'text', line: { text: view.what ?? '叫你一声', bold: true } },
      ...aboutBlocks(view),
      {
        type: 'buttons',
        buttons: [{ ...finishButton(view), style: 'default' }, ...changeButtons(view)],
      },
    ],
  }
}

/** Nothing comes of it any more: done or deleted. */
export function reminderClosedCard(view: ReminderView, title: string, undo?: DraftRef): Card {
  return {
    title,
    subtitle: view.when,
    tone: 'neutral',
    summary: `${title}:${view.what ?? '提醒'}`,
    blocks: [
      { type: 'text', line: view.what ?? '叫你一声' },
      ...(undo ? [{ type: 'buttons', buttons: [undoButton(undo)] } satisfies Block] : []),
    ],
  }
}

export type ReminderListView = {
  /** At most ten. */
  readonly reminders: readonly ReminderView[]
  readonly count: number
  /** 「2026-11-19(周四)」 where only a day was asked about. */
  readonly day?: string
}

/** What is still to come, the soonest first. */
export function reminderListCard({ reminders, count, day }: ReminderListView): Card {
  const of = day ? `${day} 的提醒` : '我的提醒'
  if (count === 0) {
    return {
      title: of,
      tone: 'neutral',
      summary: '没有提醒',
      blocks: [
        { type: 'text', line: '没有等着的提醒。' },
        small('要设,说「明天下午3点提醒我给陈总打电话」。'),
      ],
    }
  }
  return {
    title: `${of} ${count} 条`,
    tone: 'info',
    summary: `${of} ${count} 条`,
    blocks: [
      {
        type: 'choices',
        choices: reminders.map((view) => ({
          title: view.what ?? '叫你一声',
          detail: [view.when, view.about].filter(Boolean).join(' · '),
          action: ofReminder('reminder.show', view),
        })),
      },
      small(
        count > reminders.length
          ? `还有 ${count - reminders.length} 条。点一条可以改期或删除。`
          : '点一条可以改期或删除。',
      ),
    ],
  }
}

/** 「改期」: when instead. */
export function reminderMoveCard(view: ReminderView): Card {
  return {
    title: '改到什么时候',
    subtitle: view.what ?? '叫你一声',
    tone: 'info',
    blocks: [
      { type: 'text', line: `现在:${view.when}` },
      {
        type: 'form',
        name: 'reminder_move',
        fields: [
          {
            type: 'input',
            name: 'when',
            label: '改到',
            placeholder: '如 明天下午3点',
            required: true,
            maxLength: 40,
          },
        ],
        buttons: [{ text: '保存', style: 'primary', action: ofReminder('reminder.move', view) }],
      },
      { type: 'buttons', buttons: laterButtons(view) },
    ],
  }
}
