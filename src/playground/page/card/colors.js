/** The thirteen hues of Feishu's cards; `styles/tokens.css` has each in both themes. */
const HUES = new Set([
  'blue',
  'wathet',
  'turquoise',
  'green',
  'lime',
  'yellow',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
  'grey',
])

/** How much of the hue is in a shade; the rest is paper below 500 and ink above. */
const SHADES = { __proto__: null, 50: 7, 100: 14, 200: 26, 300: 46, 350: 56, 400: 74, 500: 100 }
const DEEP = { __proto__: null, 600: 88, 700: 74, 800: 60, 900: 46 }

/**
 * A colour name of the card JSON as CSS; undefined for `default` and for what is no colour.
 * @param {string | undefined} name `blue`, `orange-50`, `rgba(5,157,178,0.52)`
 */
export function colorOf(name) {
  if (!name || name === 'default') return undefined
  if (name === 'white') return 'var(--paper)'
  if (/^rgba?\([\d\s.,%]+\)$/.test(name)) return name
  const [, hue, shade = '500'] = /^([a-z]+)(?:-(\d+))?$/.exec(name) ?? []
  const known = hue === 'neutral' || hue === 'gray' ? 'grey' : hue
  if (!HUES.has(known)) return undefined
  const mix = (share, other) =>
    `color-mix(in oklab, var(--hue-${known}) ${share}%, var(--${other}))`
  return DEEP[shade] ? mix(DEEP[shade], 'ink') : mix(SHADES[shade] ?? 100, 'paper')
}

/** The same for text, dark enough to be read. */
export function textColorOf(name) {
  if (!name || name === 'default') return undefined
  const hue = /^[a-z]+/.exec(name)?.[0]
  const known = hue === 'neutral' || hue === 'gray' ? 'grey' : hue
  return HUES.has(known) ? `var(--text-${known})` : colorOf(name)
}

/** The hue of a header template or a tag; `fallback` for anything else. */
export function hueOf(name, fallback = 'grey') {
  if (name === 'neutral' || name === 'default') return 'grey'
  return HUES.has(name) ? name : fallback
}
