import { maskPhones } from '../src/lib/phone.ts'
import type { Block, Button, Card } from './kit/card.ts'

/** One thing that is not clear, with what it may be. */
export type Question = {
  /** Which part of the request it settles. */
  readonly slot: string
  readonly text: string
  readonly options: readonly { readonly label: string; readonly detail?: string }[]
  /** Index of the likelier one. */
  readonly likely?: number
  /** Index of the option picked so far. */
  readonly answered?: number
}

export type QuestionView = {
  /** What the person said. */
  readonly said: string
  readonly questions: readonly Question[]
}

type Draft = { readonly id: string; readonly version: number }

const marks = ['①', '②', '③', '④', '⑤']

/**
 * Asks what is not clear. Nothing is saved before everything is settled; a tap or typed words
 * answer alike.
 */
export function questionCard(view: QuestionView, draft: Draft): Card {
  const many = view.questions.length > 1
  return {
    title: titleOf(view.questions),
    subtitle: `「${maskPhones(view.said).slice(0, 40)}」`,
    tone: 'attention',
    summary: view.questions.map((question) => question.text).join(' '),
    blocks: [
      ...view.questions.flatMap((question, index) => questionBlocks(question, index, many, draft)),
      ...wayOut(view.questions, draft),
      { type: 'text', size: 'small', line: `${howTo(view.questions)}确认前什么都不会保存。` },
    ],
  }
}

const howTo = (questions: readonly Question[]) =>
  questions.some((question) => question.options.length > 0)
    ? '点一下,或直接回复文字。'
    : '直接回复文字。'

const cancelButton = ({ id, version }: Draft): Button => ({
  text: '取消',
  action: { a: 'draft.cancel', id, v: version },
})

const isDetailed = ({ options }: Question) => options.some((option) => option.detail)

/** Where there is no choice there must be something else to tap; beside a single button it stands already. */
function wayOut(questions: readonly Question[], draft: Draft): Block[] {
  const forced = questions.some(
    (question) =>
      question.answered === undefined &&
      (question.options.length === 0 || (question.options.length === 1 && isDetailed(question))),
  )
  return forced ? [{ type: 'buttons', buttons: [cancelButton(draft)] }] : []
}

const counts = ['', '一', '两', '三', '四', '五']

function titleOf(questions: readonly Question[]): string {
  const open = questions.filter((question) => question.answered === undefined).length
  if (questions.length === 1) return '要确认一下'
  return open < questions.length
    ? `还差${counts[open] ?? open}点`
    : `有${counts[open] ?? open}点要确认`
}

function questionBlocks(question: Question, index: number, many: boolean, draft: Draft): Block[] {
  const text = many ? `${marks[index] ?? ''} ${question.text}` : question.text
  if (question.answered !== undefined) {
    const picked = question.options[question.answered]!.label
    return [{ type: 'text', line: [`${text} `, { text: `✓ ${picked}`, tone: 'done' }] }]
  }
  const action = (option: number) => ({
    a: 'draft.answer',
    id: draft.id,
    v: draft.version,
    pick: `${question.slot}:${option}`,
  })
  if (question.options.length === 0) return [{ type: 'text', line: [{ text, bold: true }] }]
  return [
    { type: 'text', line: [{ text, bold: true }] },
    isDetailed(question)
      ? {
          type: 'choices',
          choices: question.options.map((option, i) => ({
            title: option.label,
            detail: option.detail,
            action: action(i),
          })),
        }
      : {
          type: 'buttons',
          buttons: [
            ...question.options.map((option, i) => ({
              text: option.label,
              style: question.likely === i ? ('primary' as const) : ('default' as const),
              action: action(i),
            })),
            ...(question.options.length === 1 ? [cancelButton(draft)] : []),
          ],
        },
  ]
}
