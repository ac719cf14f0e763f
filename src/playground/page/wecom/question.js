import { html } from '../html.js'

/** A question with its options: a vote shows them all, a select unfolds. */
export function Question({ question, asVote, chosen, disabled, onChoose }) {
  const off = disabled || question.disable === true
  if (asVote)
    return html`<${Vote} question=${question} chosen=${chosen ?? []} off=${off} onChoose=${onChoose} />`
  const value = chosen?.[0] ?? question.selected_id ?? ''
  return html`<label class="wx-select">
    <span dir="auto">${question.title}</span>
    <select disabled=${off} value=${value} onChange=${(event) => onChoose([event.target.value])}>
      ${value === '' && html`<option value="" disabled selected>请选择</option>`}
      ${question.option_list.map(({ id, text }) => html`<option value=${id} selected=${id === value}>${text}</option>`)}
    </select>
  </label>`
}

function Vote({ question, chosen, off, onChoose }) {
  return html`<div class="wx-vote" role="radiogroup" aria-label="选项">
    ${question.option_list.map(
      ({ id, text }) => html`<label class="wx-option">
        <input
          type="radio"
          name=${question.question_key}
          disabled=${off}
          checked=${chosen.includes(id)}
          onChange=${() => onChoose([id])}
        />
        <span dir="auto">${text}</span>
      </label>`,
    )}
  </div>`
}
