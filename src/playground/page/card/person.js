import { Avatar } from '../components/avatar.js'
import { html } from '../html.js'
import { useCard } from './card-context.js'

export function Person({ element }) {
  const capsule = element.style === 'capsule' ? ' person-capsule' : ''
  return html`<${PersonMark} id=${element.user_id} show=${element} extra=${capsule} />`
}

export function PersonList({ element }) {
  return html`<div class="persons">
    ${(element.persons ?? []).map(({ id }) => html`<${PersonMark} id=${id} show=${element} extra="" />`)}
  </div>`
}

function PersonMark({ id, show, extra }) {
  const name = useCard().nameOf(id) ?? '未知用户'
  return html`<span class=${`person${extra}`}>
    ${show.show_avatar !== false && html`<${Avatar} id=${id} name=${name} size="tiny" />`}
    ${show.show_name !== false && html`<span dir="auto">${name}</span>`}
  </span>`
}
