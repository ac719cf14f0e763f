import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

/**
 * What every component of a card needs from outside: `nameOf(id)`, `members`, `tap(input)`, the
 * path that is `busy`, `missing` field names, and `elements(list, path)` to draw children.
 */
export const CardContext = createContext(undefined)

export const useCard = () => useContext(CardContext)

/** The form around a component: `read(name)`, `write(name, value)`, `reset()`. */
export const FormContext = createContext(undefined)

export const useForm = () => useContext(FormContext)

/** What a component calls back with, or undefined where it only opens a link. */
export const callsBack = (element) =>
  element.behaviors === undefined || element.behaviors.some(({ type }) => type === 'callback')
