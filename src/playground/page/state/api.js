import { currentState } from './store.js'

/**
 * Posts to the playground's own API, for the platform that is looked at.
 * @param {string} name
 * @param {Record<string, unknown>} body
 * @returns {Promise<any>}
 */
export async function post(name, body = {}) {
  const answer = await fetch(`/playground/api/${name}?platform=${currentState().platform}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok)
    throw Object.assign(new Error(`${name}: HTTP ${answer.status}`), { status: answer.status })
  return answer.json()
}

/**
 * Sends a file as somebody.
 * @param {{ from: string, chat: string }} where
 * @param {File} file
 * @returns {Promise<void>}
 */
export async function postFile(where, file) {
  const { platform } = currentState()
  const query = new URLSearchParams({ ...where, name: file.name, platform })
  const answer = await fetch(`/playground/api/file?${query}`, { method: 'POST', body: file })
  if (!answer.ok) throw new Error(`file: HTTP ${answer.status}`)
}
