import { useEffect } from 'preact/hooks'
import { html } from '../html.js'
import { focusedPane } from '../state/panes.js'
import { useStore } from '../state/store.js'
import { Inspector } from './inspector.js'
import { Pane } from './pane.js'
import { PeopleRail } from './people-rail.js'
import { StoryBar } from './story-bar.js'
import { TopBar } from './top-bar.js'

export function App() {
  const state = useStore()
  useEffect(() => {
    document.documentElement.dataset.theme = state.theme
    document.documentElement.dataset.platform = state.platform
  }, [state.theme, state.platform])
  if (state.people.length === 0) return html`<${Waiting} connection=${state.connection} />`
  const shown = state.split ? [0, 1] : [focusedPane(state)]
  return html`<div class=${`app app-${state.width}${state.inspector ? ' app-inspecting' : ''}`}>
    <${TopBar} state=${state} />
    <${PeopleRail} state=${state} />
    <main class=${`stage${state.split ? ' stage-split' : ''}`} aria-label="会话">
      <${StoryBar} state=${state} />
      ${shown.map((index) => html`<${Pane} key=${index} index=${index} state=${state} />`)}
    </main>
    ${state.inspector && html`<${Inspector} state=${state} />`}
    ${state.connection === 'lost' && html`<p class="offline" role="alert">连接断开，正在重连…</p>`}
  </div>`
}

function Waiting({ connection }) {
  return html`<p class="waiting" role="status">
    ${connection === 'lost' ? '连不上演练场，正在重试…' : '正在打开演练场…'}
  </p>`
}
