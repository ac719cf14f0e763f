import { html } from '../html.js'

const PATHS = {
  split: 'M3.5 4h13v12h-13zM10 4v12',
  mobile: 'M6.5 2.5h7a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1ZM9 15h2',
  desktop: 'M3 4h14v9.5H3zM7.5 17h5M10 13.5V17',
  dark: 'M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3Z',
  light:
    'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM10 2.2v1.6M10 16.2v1.6M2.2 10h1.6M16.2 10h1.6M4.5 4.5l1.1 1.1M14.4 14.4l1.1 1.1M4.5 15.5l1.1-1.1M14.4 5.6l1.1-1.1',
  fault: 'M10.8 2.5 4 11.5h5l-.8 6L15.5 8h-5.3z',
  reset: 'M4 4.5v3.8h3.8M4.3 8.2A6.2 6.2 0 1 1 3.8 11',
  inspector: 'M3.5 4h13v12h-13zM12 4v12M13.8 7.5h1M13.8 10h1',
  clock: 'M10 6v4l2.6 1.6M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z',
  send: 'M3.5 10 16.5 3.8 12.3 16.5l-3-5.2zM9.3 11.3l7.2-7.5',
  attach:
    'm15.5 9.5-5.8 5.8a3.6 3.6 0 0 1-5.1-5.1l6.5-6.5a2.4 2.4 0 0 1 3.4 3.4l-6.3 6.3a1.2 1.2 0 0 1-1.7-1.7l5.5-5.5',
  reply: 'M8 5 3.5 9.3 8 13.5M4 9.3h6.5c3.2 0 5.5 1.8 6 5.2',
  close: 'm5.5 5.5 9 9m0-9-9 9',
  copy: 'M7 7h9v9.5H7zM13 7V3.5H4V13h3',
  code: 'm7 6-4 4 4 4m6-8 4 4-4 4',
  down: 'm6 8 4 4 4-4',
  list: 'M7.5 5.5h9M7.5 10h9M7.5 14.5h9M3.8 5.5h.4M3.8 10h.4M3.8 14.5h.4',
  story:
    'M4 4.5h4.5A1.5 1.5 0 0 1 10 6v10a1.5 1.5 0 0 0-1.5-1.5H4zM16 4.5h-4.5A1.5 1.5 0 0 0 10 6v10a1.5 1.5 0 0 1 1.5-1.5H16z',
  incoming: 'M15 5 5.5 14.5M5.5 8v6.5H12',
  outgoing: 'M5 15 14.5 5.5M14.5 12V5.5H8',
}

/** An icon of the page itself, in the colour of its text. */
export function Glyph({ name }) {
  return html`<svg class="glyph" viewBox="0 0 20 20" aria-hidden="true"><path d=${PATHS[name]} /></svg>`
}
