import { html } from '../html.js'
import { beginStory } from '../state/story.js'
import { Glyph } from './glyph.js'
import { usePopover } from './use-popover.js'

/** The stories that can be gone through, one press a step. */
export function Stories({ stories }) {
  const { frame, open, toggle, close } = usePopover()
  if (stories.length === 0) return null
  const begin = (id) => {
    close()
    beginStory(id)
  }
  return html`<div class="popover-frame" ref=${frame}>
    <button type="button" class="tool" aria-expanded=${open} aria-label="带我走一遍" title="带我走一遍" onClick=${toggle}>
      <${Glyph} name="story" />
    </button>
    ${
      open &&
      html`<div class="popover" role="dialog" aria-label="带我走一遍">
      <h2>带我走一遍</h2>
      <p class="story-note">几个人一步一步来，你只管点「下一步」。会从头开始，示例数据重置。</p>
      ${stories.map(
        ({
          id,
          title,
          note,
        }) => html`<button type="button" class="story-row" onClick=${() => begin(id)}>
          <strong>${title}</strong><small>${note}</small>
        </button>`,
      )}
    </div>`
    }
  </div>`
}
