const keyOf = (personId, chatId) => `${personId}|${chatId}`

/** Messages of others in this chat after the last one that this person has seen. */
export function unreadIn(state, personId, chatId) {
  const messages = state.messages[chatId] ?? []
  const seen = state.read[keyOf(personId, chatId)]
  const from = messages.findIndex(({ id }) => id === seen) + 1
  return messages.slice(from).filter(({ sender, recalled }) => sender.id !== personId && !recalled)
    .length
}

export const unreadOf = (state, person) =>
  person.chats.reduce((sum, chat) => sum + unreadIn(state, person.id, chat.id), 0)

/** The change that marks everything in the chat as seen; nothing if it is already. */
export function markRead(state, personId, chatId) {
  const last = state.messages[chatId]?.at(-1)?.id
  const key = keyOf(personId, chatId)
  if (!last || state.read[key] === last) return undefined
  return { read: { ...state.read, [key]: last } }
}
