import { maskPhones } from '../src/lib/phone.ts'
import type { Block, Button, Card, Choice, LeafBlock } from './kit/card.ts'

/** What one does and a sentence for it. */
export type HelpLine = { readonly what: string; readonly say: string }

export type HelpView = {
  readonly name: string
  /** 销售, 销售经理 …; empty where there is none. */
  readonly role: string
  /** What is said most, to be typed: it is saved at once. */
  readonly lead?: { readonly line: string; readonly say: string }
  /** Sentences about the person's own records; a tap says them. */
  readonly phrases: readonly Choice[]
  readonly buttons: readonly Button[]
  /** Where there is no record that the person may see: what comes first, if they may begin at all. */
  readonly begin?: readonly HelpLine[]
  /** May this person change deals? */
  readonly changes: boolean
  readonly topics: readonly { readonly title: string; readonly lines: readonly HelpLine[] }[]
}

const quoted = (words: string) => `「${words}」`

const small = (line: string): LeafBlock => ({ type: 'text', size: 'small', line })

/** What this person can say: a few sentences, the rest folded away. */
export function helpCard(view: HelpView): Card {
  return {
    title: '我能帮你做什么',
    subtitle: [view.name, view.role].filter(Boolean).join(' · '),
    tone: 'info',
    summary: '像跟同事说话一样就行',
    blocks: [
      ...firstBlocks(view),
      ...foldBlocks(view),
      ...(view.changes
        ? [small('改商机会先给你看一遍,点确认才保存;保存后 10 分钟内可以撤销。')]
        : []),
    ],
  }
}

/** The first words in a private chat. */
export function welcomeCard(view: HelpView): Card {
  return {
    title: `${view.name},你好`,
    tone: 'info',
    summary: '我帮你记互动、改商机、催下一步',
    blocks: [
      { type: 'text', line: '我帮你记互动、改商机、催下一步。像跟同事说话一样告诉我就行。' },
      ...firstBlocks(view),
      small('发「帮助」看全部。'),
    ],
  }
}

function firstBlocks({ lead, phrases, buttons, begin }: HelpView): Block[] {
  return [
    ...(begin ? beginBlocks(begin) : []),
    ...(lead
      ? ([
          { type: 'text', line: lead.line },
          { type: 'note', tone: 'info', line: quoted(lead.say) },
        ] satisfies Block[])
      : []),
    ...(phrases.length > 0
      ? ([
          { type: 'text', line: lead ? '也可以问,点一下就行:' : '直接问,点一下就行:' },
          { type: 'choices', choices: phrases },
        ] satisfies Block[])
      : []),
    ...(buttons.length > 0 ? [{ type: 'buttons', buttons } satisfies Block] : []),
  ]
}

function beginBlocks(begin: readonly HelpLine[]): Block[] {
  if (begin.length === 0) {
    return [{ type: 'text', line: '现在还没有你能看的客户和商机。同事请你参与之后,这里就有了。' }]
  }
  return [
    { type: 'text', line: '现在还没有你能看的客户和商机。从这里开始,照着说就行:' },
    {
      type: 'list',
      ordered: true,
      items: begin.map(({ what, say }) => ({
        line: [{ text: what, bold: true }],
        detail: quoted(say),
      })),
    },
  ]
}

function foldBlocks({ topics }: HelpView): Block[] {
  const count = topics.reduce((sum, { lines }) => sum + lines.length, 0)
  if (count === 0) return []
  return [
    {
      type: 'fold',
      title: `全部说法(${count} 种)`,
      blocks: [
        ...topics.flatMap(({ title, lines }): LeafBlock[] => [
          { type: 'text', line: [{ text: title, bold: true, tone: 'info' }] },
          ...lines.map(
            ({ what, say }): LeafBlock => ({
              type: 'text',
              line: `${what}  ${quoted(say)}`,
            }),
          ),
        ]),
        small('只看一类,说「帮助 商机」。'),
      ],
    },
  ]
}

export type TopicHelpView = {
  readonly title: string
  /** What is nearest to what was asked comes first. */
  readonly lines: readonly { readonly what: string; readonly says: readonly string[] }[]
  readonly buttons: readonly Button[]
}

/** How one says things of one subject. */
export function topicHelpCard({ title, lines, buttons }: TopicHelpView): Card {
  return {
    title: `${title}可以这样说`,
    tone: 'info',
    summary: `${title}:${quoted(lines[0]?.says[0] ?? '')}`,
    blocks: [
      ...lines.flatMap(({ what, says }): Block[] => [
        { type: 'text', line: [{ text: what, bold: true }] },
        ...says.map((say): Block => ({ type: 'text', line: quoted(say) })),
      ]),
      ...(buttons.length > 0 ? [{ type: 'buttons', buttons } satisfies Block] : []),
    ],
  }
}

export type NotUnderstoodView = {
  readonly said: string
  readonly nearest: readonly string[]
  /** Whether the words may be kept as a contact with a customer. */
  readonly mayLog: boolean
  /** Does so, where it is known with whom. */
  readonly keep?: Button
  readonly buttons: readonly Button[]
}

/** Not understood: what was heard, and the nearest things one can say. */
export function notUnderstoodCard(view: NotUnderstoodView): Card {
  const { nearest, mayLog, keep, buttons } = view
  const said = maskPhones(view.said)
  const short = said.length > 60 ? `${said.slice(0, 60)}…` : said
  return {
    title: '没听懂',
    tone: 'attention',
    summary: `没听懂“${short}”`,
    blocks: [
      { type: 'text', line: `没听懂“${short}”。你可以这样说:` },
      { type: 'list', items: nearest.map((line) => ({ line: quoted(line) })) },
      ...(keep ? [small('只是想留个记录,点“记成互动”。')] : []),
      ...(mayLog && !keep ? [small('只是想留个记录?回“刚才那句记成互动”。')] : []),
      ...(keep || buttons.length > 0
        ? [{ type: 'buttons', buttons: [...(keep ? [keep] : []), ...buttons] } satisfies Block]
        : []),
    ],
  }
}
