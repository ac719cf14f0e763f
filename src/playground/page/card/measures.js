const NAMED_SPACES = {
  __proto__: null,
  small: '4px',
  medium: '8px',
  large: '12px',
  extra_large: '16px',
}

/** A margin, padding or gap: pixels (one to four) or a name; anything else is left out. */
export function spaceOf(value) {
  if (typeof value !== 'string') return undefined
  if (value in NAMED_SPACES) return NAMED_SPACES[value]
  return /^-?\d{1,3}px(?: -?\d{1,3}px){0,3}$/.test(value) ? value : undefined
}

export function pixelsOf(value) {
  return typeof value === 'string' && /^\d{1,4}px$/.test(value) ? value : undefined
}

const TEXT_SIZES = {
  __proto__: null,
  'heading-0': 30,
  'heading-1': 24,
  'heading-2': 20,
  'heading-3': 18,
  'heading-4': 16,
  heading: 16,
  normal: 14,
  notation: 12,
  'xxxx-large': 30,
  'xxx-large': 24,
  'xx-large': 20,
  'x-large': 18,
  large: 16,
  medium: 14,
  small: 12,
  'x-small': 10,
}

/** Style of a text node: size, alignment, and for headings their weight. */
export function textStyle(size, align) {
  const pixels = TEXT_SIZES[size]
  return {
    fontSize: pixels === undefined ? undefined : `${Math.max(pixels, 12)}px`,
    fontWeight: /^heading/.test(size ?? '') ? 600 : undefined,
    lineHeight: pixels > 14 ? 1.4 : undefined,
    ...(['left', 'center', 'right'].includes(align) ? { textAlign: align, display: 'block' } : {}),
  }
}
