import htm from 'htm'
import { h } from 'preact'

/** Templates become elements; what stands in `${}` is always text or elements, never markup. */
export const html = htm.bind(h)
