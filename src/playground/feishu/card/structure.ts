/** How much a card may hold, what may stand where, and what must be unique in it. */
import type { JsonObject } from '../../json.ts'
import { type CardProblem, type KnownThings, problemCodes } from './problem.ts'
import { type CardNode, listAt, objectAt } from './tree.ts'
import { urlProblem } from './urls.ts'

const limits = { elements: 200, nesting: 5, tables: 5, charts: 5 } as const

const fields = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
])

type Findings = { readonly errors: readonly CardProblem[]; readonly warnings: readonly string[] }

export function structureProblems(
  card: JsonObject,
  nodes: readonly CardNode[],
  known: KnownThings,
): Findings {
  const warnings: string[] = []
  const errors = [
    ...limitProblems(nodes),
    ...nodes.flatMap(placeProblems),
    ...nodes.filter((node) => node.tag === 'form').flatMap((form) => formProblems(form, nodes)),
    ...repeated(nodes, 'name', problemCodes.nameMissing),
    ...repeated(nodes, 'element_id', problemCodes.elementIdTwice),
    ...nodes.flatMap(optionProblems),
    ...nodes.flatMap((node) => referenceProblems(node, known)),
    ...nodes.flatMap(linkProblems),
    ...nodes.flatMap(chartProblems),
    ...links(objectAt(card.card_link), '/card_link'),
  ]
  const charts = nodes.filter((node) => node.tag === 'chart').length
  if (charts > limits.charts) warnings.push(`${charts} charts: more than 5 are slow`)
  for (const node of nodes) warnings.push(...nodeWarnings(node, known))
  if (!objectAt(card.config)?.summary && !card.header) {
    warnings.push('neither summary nor header: the chat list shows nothing')
  }
  return { errors, warnings }
}

function limitProblems(nodes: readonly CardNode[]): CardProblem[] {
  const over = (message: string, path = '') => ({ code: problemCodes.overLimit, path, message })
  const problems: CardProblem[] = []
  if (nodes.length > limits.elements) {
    problems.push(over(`element exceeds the limit, ${nodes.length} of ${limits.elements}`))
  }
  if (nodes.filter((node) => node.tag === 'table').length > limits.tables) {
    problems.push(over('card table number over limit'))
  }
  const deepest = nodes.find((node) => node.containers.length > limits.nesting)
  if (deepest) problems.push(over('component nesting exceeds the limit', deepest.path))
  return problems
}

function placeProblems(node: CardNode): CardProblem[] {
  const malformed = (message: string) => [
    { code: problemCodes.malformed, path: node.path, message },
  ]
  const rootOnly = node.tag === 'form' || node.tag === 'table'
  if (rootOnly && node.containers.length > 0) {
    return malformed(`${node.tag} can only be at the root of a card`)
  }
  if (node.tag.startsWith('multi_select_') && !node.form) {
    return malformed(`${node.tag} can only be in a form`)
  }
  return []
}

function formProblems(form: CardNode, nodes: readonly CardNode[]): CardProblem[] {
  const inside = nodes.filter((node) => node.form?.path === form.path)
  const unnamed = inside
    .filter((node) => fields.has(node.tag) || node.tag === 'button')
    .filter((node) => typeof node.json.name !== 'string' || node.json.name === '')
    .map((node) => ({
      code: problemCodes.nameMissing,
      path: node.path,
      message: `name of ${node.tag} in a form is empty`,
    }))
  const submits = inside.some((node) => node.json.form_action_type === 'submit')
  if (submits) return unnamed
  return [
    ...unnamed,
    {
      code: problemCodes.malformed,
      path: form.path,
      message: 'form must have at least one submit button',
    },
  ]
}

function repeated(
  nodes: readonly CardNode[],
  property: 'name' | 'element_id',
  code: number,
): CardProblem[] {
  const seen = new Set<string>()
  const problems: CardProblem[] = []
  for (const { json, path } of nodes) {
    const value = json[property]
    if (typeof value !== 'string' || value === '') continue
    if (seen.has(value)) problems.push({ code, path, message: `duplicate ${property}`, value })
    seen.add(value)
  }
  return problems
}

function optionProblems(node: CardNode): CardProblem[] {
  const seen = new Set<string>()
  const problems: CardProblem[] = []
  for (const option of listAt(node.json.options)) {
    const value = objectAt(option)?.value
    if (typeof value !== 'string') continue
    if (seen.has(value)) {
      problems.push({
        code: problemCodes.malformed,
        path: `${node.path}/options`,
        message: 'duplicate option value',
        value,
      })
    }
    seen.add(value)
  }
  return problems
}

/** People and pictures the card names must exist. */
function referenceProblems(node: CardNode, known: KnownThings): CardProblem[] {
  const { json, path } = node
  const people =
    node.tag === 'person'
      ? [json.user_id]
      : node.tag === 'person_list' && json.drop_invalid_user_id !== true
        ? listAt(json.persons).map((person) => objectAt(person)?.id)
        : []
  const pictures = [json.img_key, ...listAt(json.img_list).map((item) => objectAt(item)?.img_key)]
  return [
    ...people
      .filter((id) => typeof id === 'string' && !known.person(id))
      .map((id) => ({
        code: problemCodes.unknownPerson,
        path,
        message: 'There is an invalid user resource(at/person) in your card',
        value: String(id),
      })),
    ...pictures
      .filter((key) => typeof key === 'string' && !known.image(key))
      .map((key) => ({
        code: problemCodes.unknownImage,
        path,
        message: 'image key is invalid',
        value: String(key),
      })),
  ]
}

function linkProblems(node: CardNode): CardProblem[] {
  return [
    ...listAt(node.json.behaviors).flatMap((behavior, i) =>
      objectAt(behavior)?.type === 'open_url'
        ? links(objectAt(behavior), `${node.path}/behaviors/${i}`)
        : [],
    ),
    ...listAt(node.json.options).flatMap((option, i) =>
      links(objectAt(objectAt(option)?.multi_url), `${node.path}/options/${i}/multi_url`),
    ),
  ]
}

function links(object: JsonObject | undefined, path: string): CardProblem[] {
  if (!object) return []
  return ['url', 'default_url', 'pc_url', 'ios_url', 'android_url'].flatMap((key) => {
    const url = object[key]
    if (typeof url !== 'string' || url === '') return []
    const message = urlProblem(url)
    return message
      ? [{ code: problemCodes.malformed, path: `${path}/${key}`, message, value: url }]
      : []
  })
}

/** The schema check on the server refuses a null anywhere in a spec. */
function chartProblems(node: CardNode): CardProblem[] {
  if (node.tag !== 'chart') return []
  const spec = objectAt(node.json.chart_spec)
  const hasNull = JSON.stringify(spec ?? null, (_key, value) => (value === null ? '\0' : value))
  if (spec && typeof spec.type === 'string' && !hasNull.includes('"\\u0000"')) return []
  return [{ code: problemCodes.chart, path: node.path, message: 'chart_spec is invalid' }]
}

function nodeWarnings(node: CardNode, known: KnownThings): string[] {
  const { json, path } = node
  const warnings: string[] = []
  if (json.required === true && !node.form) warnings.push(`${path}: required only works in a form`)
  if (json.form_action_type && !node.form) {
    warnings.push(`${path}: form_action_type only works in a form`)
  }
  if (listAt(json.behaviors).some((b) => typeof objectAt(b)?.value === 'string')) {
    warnings.push(`${path}: a callback value that is a string is refused by the SDKs`)
  }
  const values = listAt(json.options).map((option) => objectAt(option)?.value)
  if (typeof json.initial_option === 'string' && json.initial_option !== '') {
    if (values.length > 0 && !values.includes(json.initial_option)) {
      warnings.push(`${path}: initial_option is none of the options`)
    }
  }
  if (node.tag === 'select_person' || node.tag === 'multi_select_person') {
    if (!values.some((id) => typeof id === 'string' && known.person(id))) {
      warnings.push(`${path}: no valid option, so all members of the chat are offered`)
    }
  }
  return warnings
}
