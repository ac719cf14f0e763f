import type { DraftRef } from './draft-buttons.ts'
import type { Card, FormField } from './kit/card.ts'

/** Something that a move lacks, to be given by a form. */
export type GateFormView = {
  /** D-1005 立辰可靠性实验室 */
  readonly deal: string
  readonly key: string
  readonly lacks: string
  readonly how: 'evidence' | 'contact' | 'words'
  readonly say: string
  /** What is ticked one by one. */
  readonly parts: readonly { readonly key: string; readonly name: string }[]
}

/** A form for it, and how to say it instead. */
export function gateFormCard(view: GateFormView, { id, version: v }: DraftRef): Card {
  const { deal, key, lacks, how, say } = view
  const told = how === 'evidence' ? '文件、图片或链接也可以直接发给我。' : `直接说也行:「${say}」。`
  return {
    title: lacks,
    subtitle: deal,
    tone: 'info',
    blocks: [
      { type: 'text', line: told },
      ...(how === 'words'
        ? []
        : [
            {
              type: 'form' as const,
              name: 'gate',
              fields: fieldsOf(view),
              buttons: [
                {
                  text: '登记',
                  style: 'primary' as const,
                  action: { a: 'gate.supply', id, v, pick: key },
                },
              ],
            },
          ]),
    ],
  }
}

function fieldsOf({ how, parts }: GateFormView): readonly FormField[] {
  if (how === 'contact') {
    return [
      {
        type: 'select',
        name: 'department',
        label: '部门',
        required: true,
        options: parts.map(({ key, name }) => ({ text: name, value: key })),
        ...(parts[0] && { value: parts[0].key }),
      },
      {
        type: 'input',
        name: 'name',
        label: '姓名',
        placeholder: '王会计',
        required: true,
        maxLength: 40,
      },
    ]
  }
  return [
    ...parts.map(
      ({ key, name }): FormField => ({
        type: 'check',
        name: `part-${key}`,
        label: name,
        checked: true,
      }),
    ),
    { type: 'input', name: 'link', label: '链接', placeholder: 'https://…', maxLength: 1000 },
    ...(parts.length > 0
      ? []
      : [
          {
            type: 'input',
            name: 'witness',
            label: '谁确认的',
            placeholder: '没有文件时,写谁口头确认的',
            maxLength: 40,
          } satisfies FormField,
        ]),
  ]
}
