import { useState } from 'preact/hooks'
import { ConfirmDialog } from '../card/confirm-dialog.js'
import { html } from '../html.js'
import { post } from '../state/api.js'
import { update } from '../state/store.js'
import { showPlatform } from '../state/stream.js'
import { BusinessClock } from './business-clock.js'
import { FaultSwitches } from './fault-switches.js'
import { Glyph } from './glyph.js'
import { Stories } from './stories.js'

export function TopBar({ state }) {
  return html`<header class="top-bar">
    <div class="brand">
      <img src="/playground/page/logo.svg" alt="" />
      <h1>Dealgate</h1>
      <span class="brand-note">演练场</span>
    </div>
    <${PlatformSwitch} state=${state} />
    <${BusinessClock} />
    <div class="tools" role="toolbar" aria-label="视图与工具">
      <${Tool} glyph="split" label="双栏对照" on=${state.split} onPress=${() => update({ split: !state.split })} />
      <${Tool}
        glyph=${state.width === 'pc' ? 'desktop' : 'mobile'}
        label="手机宽度"
        on=${state.width === 'mobile'}
        onPress=${() => update({ width: state.width === 'pc' ? 'mobile' : 'pc' })}
      />
      <${Tool}
        glyph=${state.theme === 'dark' ? 'light' : 'dark'}
        label="深色"
        on=${state.theme === 'dark'}
        onPress=${() => update({ theme: state.theme === 'dark' ? 'light' : 'dark' })}
      />
      <${Stories} stories=${state.stories} />
      <${FaultSwitches} faults=${state.faults} platform=${state.platform} />
      <${Reset} />
      <${Tool} glyph="inspector" label="检视器" on=${state.inspector} onPress=${() => update({ inspector: !state.inspector })} />
    </div>
  </header>`
}

function Tool({ glyph, label, on, onPress }) {
  return html`<button type="button" class="tool" aria-pressed=${on} aria-label=${label} title=${label} onClick=${onPress}>
    <${Glyph} name=${glyph} />
  </button>`
}

const PLATFORMS = { feishu: '飞书', wecom: '企业微信' }

/** The same people and the same bot, on the one or the other. */
function PlatformSwitch({ state }) {
  if (state.platforms.length < 2) return null
  return html`<div class="platforms" role="radiogroup" aria-label="平台">
    ${state.platforms.map((id) => {
      const hasNews = state.elsewhere === id && state.platform !== id
      return html`<button
        type="button"
        role="radio"
        aria-checked=${state.platform === id ? 'true' : 'false'}
        aria-label=${hasNews ? `${PLATFORMS[id]}，有新消息` : PLATFORMS[id]}
        onClick=${() => state.platform !== id && showPlatform(id)}
      >
        ${PLATFORMS[id]}${hasNews && html`<span class="dot" aria-hidden="true" />`}
      </button>`
    })}
  </div>`
}

function Reset() {
  const [asking, ask] = useState(false)
  const answer = async (yes) => {
    ask(false)
    if (!yes) return
    await post('reset')
    update({ read: {}, inspected: null })
  }
  return html`<button type="button" class="tool" aria-label="重置示例数据" title="重置示例数据" onClick=${() => ask(true)}>
      <${Glyph} name="reset" />
    </button>
    ${
      asking &&
      html`<${ConfirmDialog}
      title="重置示例数据？"
      text="聊天记录和所有改动都会清空，时间回到 2026-11-18 10:00。"
      accept="重置"
      danger=${true}
      onAnswer=${answer}
    />`
    }`
}
