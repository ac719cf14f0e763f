/**
 * Posts to the playground's own API.
 * @param {string} name
 * @param {Record<string, unknown>} body
 * @returns {Promise<any>}
 */
export async function post(name, body = {}) {
  const answer = await fetch(`/playground/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok)
    throw Object.assign(new Error(`${name}: HTTP ${answer.status}`), { status: answer.status })
  return answer.json()
}
