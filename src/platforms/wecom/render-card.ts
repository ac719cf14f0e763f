/**
 * A neutral card in the parts in which it leaves for WeCom: one template card with what can be
 * tapped and the facts that fit, and texts with all that does not. Total: nothing is lost, nothing
 * throws, nothing is random.
 *
 * What becomes of what:
 *
 * | neutral                     | WeCom                                                           |
 * |-----------------------------|-----------------------------------------------------------------|
 * | title, subtitle, tags       | main_title, source; in the text as well when cut                |
 * | fields, metrics, changes    | horizontal_content_list while there is room, then the text      |
 * | text, note, list, table     | sub_title_text while there is room, then the text               |
 * | fold                        | the text                                                        |
 * | buttons                     | button_list, then action_menu, then named in the text           |
 * | choices                     | vote_interaction; with buttons beside them a button_selection   |
 * | one select, or box to tick  | button_selection                                                |
 * | several                     | multiple_interaction, what to do with them one select more      |
 * | inputs, days                | a line that says what to reply                                  |
 * | nothing to tap              | the text alone                                                  |
 */
import type { Card, Tone } from '../../../cards/kit/card.ts'
import { cardToText } from '../../../cards/kit/plain-text.ts'
import { spentKey } from './action-key.ts'
import { type Fact, takeApart } from './card-parts.ts'
import { createControls } from './controls.ts'
import { LIMITS, type Limits } from './limits.ts'
import { cut, plain, toTexts } from './plain.ts'
import type { ButtonCard, Payload, TemplateCard } from './template-card.ts'

/** @param limits of where it goes: the app's cards hold more than the bot's */
export function renderCard(card: Card, limits: Limits = LIMITS): string {
  return JSON.stringify(draw(card, limits))
}

function draw(card: Card, limits: Limits): Payload {
  const parts = takeApart(card)
  const controls = createControls(parts, limits)
  const head = drawHead(card, limits)
  const title = `【${plain(card.title) || '—'}】`
  const line = toTexts(
    [`${title}${plain(card.summary ?? card.subtitle ?? '')}`],
    limits.textBytes,
  )[0]!
  const isFlat = controls.type === 'vote_interaction' || controls.type === 'multiple_interaction'
  const body = isFlat ? { rest: parts.facts.flatMap(inWords) } : drawFacts(parts.facts, limits)
  const besides = [...head.rest, ...body.rest, ...controls.rest]
  const isWhole = besides.length === 0 && !head.isCut
  const beside = isWhole ? [] : toTexts([title, ...besides], limits.textBytes)
  if (controls.type === 'none') {
    const lines = cardToText(card).split('\n').map(plain)
    const alone = toTexts(lines, limits.textBytes)
    const closing = closed(card, { ...head.shared, ...body.shown }, limits)
    const isUnderWay = card.tags?.some(({ tone }) => tone === 'attention')
    return { beside, card: closing, alone, line, ...(isUnderWay && { isUnderWay }) }
  }
  // Without a fact in it the type says all.
  const shown = { card_type: controls.type, ...head.shared, ...body.shown, ...controls.shown }
  return { beside, card: shown as TemplateCard, line }
}

const colors: Readonly<Record<Tone, 0 | 1 | 2 | 3>> = {
  neutral: 0,
  info: 1,
  attention: 2,
  done: 3,
  danger: 2,
}

function drawHead(card: Card, limits: Limits) {
  const title = plain(card.title) || '—'
  const subtitle = plain(card.subtitle ?? '')
  const tags = (card.tags ?? []).map(({ text }) => plain(text)).filter((text) => text !== '')
  const source = tags.join(' · ')
  return {
    shared: {
      ...(source && {
        source: {
          desc: cut(source, limits.source),
          desc_color: colors[card.tags?.[0]?.tone ?? card.tone],
        },
      }),
      main_title: {
        title: cut(title, limits.title),
        ...(subtitle && { desc: cut(subtitle, limits.subtitle) }),
      },
    },
    /** The text begins with the title in full. */
    isCut: title.length > limits.title,
    rest: [
      ...(source.length > limits.source ? [source] : []),
      ...(subtitle.length > limits.subtitle ? [subtitle] : []),
    ],
  }
}

type Body = {
  readonly shown?: Pick<ButtonCard, 'sub_title_text' | 'horizontal_content_list'>
  readonly rest: readonly string[]
}

/** What comes first is in the card; what comes after something left out may be, if it is a field. */
function drawFacts(facts: readonly Fact[], limits: Limits): Body {
  const fields: { keyname: string; value: string }[] = []
  const lines: string[] = []
  const rest: string[] = []
  for (const fact of facts) {
    if (fact.type === 'field' && fields.length < limits.fields && fitsField(fact, limits)) {
      fields.push({ keyname: fact.label, value: fact.value })
    } else {
      const words = inWords(fact)
      const longer = [...lines, ...words].join('\n')
      const fits = fact.type !== 'aside' && rest.length === 0 && longer.length <= limits.body
      for (const word of words) (fits ? lines : rest).push(word)
    }
  }
  return {
    shown: {
      ...(lines.length > 0 && { sub_title_text: lines.join('\n') }),
      ...(fields.length > 0 && { horizontal_content_list: fields }),
    },
    rest,
  }
}

function fitsField(
  { label, value }: { readonly label: string; readonly value: string },
  limits: Limits,
): boolean {
  const { fieldLabel, fieldValue } = limits
  const isThere = label !== '' && value !== ''
  return isThere && label.length <= fieldLabel && value.length <= fieldValue
}

function inWords(fact: Fact): readonly string[] {
  return fact.type === 'field' ? [`${fact.label}：${fact.value}`] : fact.lines
}

/**
 * What a card becomes when there is nothing left to tap. A `text_notice` would have to open a page,
 * and there is none: the buttons' place says what has become of them.
 */
function closed(
  card: Card,
  shared: Pick<ButtonCard, 'source' | 'main_title' | 'sub_title_text' | 'horizontal_content_list'>,
  limits: Limits,
): TemplateCard {
  const said = cut(plain(card.tags?.[0]?.text ?? '') || '已更新', limits.buttonText)
  return {
    card_type: 'button_interaction',
    ...shared,
    button_list: [{ text: said, style: 1, key: spentKey }],
    replace_text: said,
  }
}
