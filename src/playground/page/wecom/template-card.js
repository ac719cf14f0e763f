import { useState } from 'preact/hooks'
import { html } from '../html.js'
import { ActionMenu } from './action-menu.js'
import { Question } from './question.js'

/**
 * A template card as WeCom's client draws it.
 * @param {{ card: any, replaced?: string, tap: (input: object) => void, busy?: string }} props
 */
export function TemplateCard({ card, replaced, tap, busy }) {
  const questions = [card.button_selection, card.checkbox, ...(card.select_list ?? [])].filter(
    Boolean,
  )
  const [chosen, choose] = useState({})
  const buttons = card.submit_button ? [card.submit_button] : (card.button_list ?? [])
  const spent = replaced ?? card.replace_text
  const press = (key) => tap({ button: key, selected: selectedIn(questions, chosen) })
  const title = card.main_title?.title ?? ''
  return html`<article class="wx-card" aria-label=${`卡片：${title}`}>
    ${card.action_menu && html`<${ActionMenu} menu=${card.action_menu} onPick=${(key) => tap({ button: key })} />`}
    ${card.source?.desc && html`<p class=${`wx-source wx-source-${card.source.desc_color ?? 0}`} dir="auto">${card.source.desc}</p>`}
    <h4 class="wx-title" dir="auto">${title}</h4>
    ${card.main_title?.desc && html`<p class="wx-desc" dir="auto">${card.main_title.desc}</p>`}
    ${card.sub_title_text && html`<p class="wx-body" dir="auto">${card.sub_title_text}</p>`}
    ${card.horizontal_content_list && html`<${Facts} facts=${card.horizontal_content_list} />`}
    ${questions.map(
      (question) => html`<${Question}
        key=${question.question_key}
        question=${question}
        asVote=${question === card.checkbox}
        chosen=${chosen[question.question_key]}
        disabled=${spent !== undefined}
        onChoose=${(ids) => choose((before) => ({ ...before, [question.question_key]: ids }))}
      />`,
    )}
    ${
      spent === undefined
        ? html`<${Buttons} buttons=${buttons} busy=${busy} onPress=${press} />`
        : html`<p class="wx-spent">${spent}</p>`
    }
  </article>`
}

function Facts({ facts }) {
  return html`<dl class="wx-facts">
    ${facts.map(({ keyname, value }) => html`<div><dt dir="auto">${keyname}</dt><dd dir="auto">${value}</dd></div>`)}
  </dl>`
}

const STYLES = { 1: 'primary', 2: 'danger', 3: 'done', 4: 'plain' }

/** Two stand side by side, more below each other. */
function Buttons({ buttons, busy, onPress }) {
  return html`<div class=${`wx-buttons${buttons.length > 2 ? ' wx-buttons-many' : ''}`}>
    ${buttons.map(
      ({ text, key, style }) => html`<button
        type="button"
        class=${`wx-button wx-button-${STYLES[style ?? 1]}`}
        disabled=${busy !== undefined}
        aria-busy=${busy === key}
        onClick=${() => onPress(key)}
      >${text}</button>`,
    )}
  </div>`
}

/** What travels with a press: what was picked, else what the card proposes. */
function selectedIn(questions, chosen) {
  const pairs = questions.map(({ question_key, selected_id, option_list }) => {
    const marked = option_list.filter((option) => option.is_checked).map(({ id }) => id)
    return [question_key, chosen[question_key] ?? (selected_id ? [selected_id] : marked)]
  })
  return Object.fromEntries(pairs.filter(([, ids]) => ids.length > 0))
}
