import { html } from '../html.js'
import { leaveStory, storyNow, takeStep } from '../state/story.js'
import { Glyph } from './glyph.js'

/** What comes next in the story, and the button that does it. */
export function StoryBar({ state }) {
  const now = storyNow(state)
  if (!now) return null
  const { told, step, person, busy, problem } = now
  return html`<section class="story-bar" aria-label=${`故事：${told.title}`}>
    <span class="story-count">${Math.min(state.story.step + 1, told.steps.length)}/${told.steps.length}</span>
    <p aria-live="polite">
      ${
        step
          ? html`<strong>${person.name}</strong> ${step.say ? `说：${step.say}` : `点：${step.tap}${filledIn(step)}`}`
          : '走完了。接着随便聊，或换一个故事。'
      }
      ${problem && html`<small role="alert">${problem}</small>`}
    </p>
    ${step && html`<button type="button" class="story-next" disabled=${busy} onClick=${takeStep}>${busy ? '等回复…' : '下一步'}</button>`}
    <button type="button" class="tool" aria-label="退出故事" title="退出故事" onClick=${leaveStory}><${Glyph} name="close" /></button>
  </section>`
}

const filledIn = ({ form }) => (form ? `（${Object.values(form).join('，')}）` : '')
