/** What a card's fields hold when it is tapped, in the form the port promises. */
import type { WireTap } from './protocol.ts'

type FormValue = string | readonly string[]

const fieldName = /^[A-Za-z][\w-]{0,63}$/
// Pickers add the viewer's offset: `2024-04-01 +0800`, `2024-04-29 07:07 +0800`, `00:00 +0800`.
const picked = /^(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?|\d{2}:\d{2}) [+-]\d{4}$/

/** Form fields by name; what a lone component holds stands under that component's own word. */
export function readForm(action: WireTap['action']): Readonly<Record<string, FormValue>> {
  const { form_value, option, options, input_value, checked } = action
  const fields: [string, FormValue][] = []
  for (const [name, raw] of Object.entries(form_value ?? {})) {
    const value = readValue(raw)
    if (fieldName.test(name) && value !== undefined) fields.push([originalName(name), value])
  }
  if (option) fields.push(['option', readText(option)])
  if (options) fields.push(['options', options])
  if (input_value) fields.push(['input', input_value])
  if (typeof checked === 'boolean') fields.push(['checked', String(checked)])
  return Object.fromEntries(fields)
}

/** Component names are unique in a card; a second field of the same name was drawn as `name__2`. */
function originalName(name: string): string {
  return name.replace(/__\d+$/, '')
}

function readValue(raw: unknown): FormValue | undefined {
  if (typeof raw === 'string') return readText(raw)
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw)
  if (Array.isArray(raw)) return raw.filter((item) => typeof item === 'string')
  return undefined
}

function readText(raw: string): string {
  return picked.exec(raw)?.[1] ?? raw
}
