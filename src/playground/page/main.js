import { render } from 'preact'
import { App } from './components/app.js'
import { html } from './html.js'
import { follow } from './state/stream.js'

follow()
render(html`<${App} />`, document.getElementById('app'))
