import type { DraftRef } from './draft-buttons.ts'
import type { Block, Button, Card } from './kit/card.ts'

/** A move that cannot be made yet. */
export type GateView = {
  readonly deal: { readonly code: string; readonly name: string; readonly account: string }
  readonly from: string
  readonly to: string
  readonly missing: readonly {
    readonly key: string
    /** 客户认可技术方案, 决策链缺财务. */
    readonly lacks: string
    readonly how: 'evidence' | 'contact' | 'words'
    readonly button: string
    /** The sentence that does the same as the button. */
    readonly say: string
  }[]
  /** What is kept beside the move: 金额 → ¥1,300,000(130万). */
  readonly also: readonly string[]
  /** Who may let it through; left out where nobody may, or the reader may themselves. */
  readonly releaser?: string
  readonly mayRelease: boolean
}

const numbers = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'

const numbered = (missing: GateView['missing']): string =>
  missing.map(({ lacks }, i) => `${numbers[i] ?? `${i + 1}.`} ${lacks}`).join(' ')

/** What is missing, in a sentence. */
function gateLine({ missing }: Pick<GateView, 'missing'>): string {
  const [only, ...others] = missing
  if (only && others.length === 0 && only.how === 'evidence') {
    return `还缺:${only.lacks}。发文件或链接给我,我就继续推进`
  }
  return `还不能推进:${numbered(missing)}。`
}

/** No more buttons than fit; what has none is said. */
const mostButtons = 4

/** Refused, kept, and what to do about each thing that is missing. */
export function gateCard(view: GateView, draft: DraftRef): Card {
  const { deal, from, to, missing, also } = view
  const line = gateLine(view)
  return {
    title: '还不能推进',
    subtitle: `${deal.code} ${deal.name} · ${deal.account}`,
    tone: 'attention',
    tags: [{ text: '已记下', tone: 'attention' }],
    summary: line,
    blocks: [
      { type: 'text', line },
      { type: 'fields', fields: [{ label: '阶段', value: `${from} → ${to}` }] },
      ...(also.length > 0
        ? [{ type: 'text', size: 'small', line: `一起记着:${also.join(';')}` } satisfies Block]
        : []),
      {
        type: 'text',
        size: 'small',
        line: `24 小时内补齐,我再发一张给你确认。也可以直接说:${sayings(missing)}`,
      },
      { type: 'buttons', buttons: buttonsOf(view, draft) },
    ],
  }
}

const sayings = (missing: GateView['missing']): string =>
  missing
    .slice(0, 3)
    .map(({ say }) => `「${say}」`)
    .join('、')

function buttonsOf(view: GateView, { id, version: v }: DraftRef): Button[] {
  const supply = view.missing.slice(0, mostButtons).map(
    ({ key, button }): Button => ({
      text: button,
      action: { a: 'gate.supply', id, v, pick: key },
    }),
  )
  const release: Button[] = view.mayRelease
    ? [{ text: '放行并推进', action: { a: 'gate.ask-release', id, v } }]
    : view.releaser
      ? [{ text: `请${view.releaser}放行`, action: { a: 'gate.ask-release', id, v } }]
      : []
  return [...supply, ...release, { text: '取消', action: { a: 'draft.cancel', id, v } }]
}
