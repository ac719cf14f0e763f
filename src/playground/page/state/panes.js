import { currentState, update } from './store.js'

/** Shows a person (and one of their chats; the private one by default) in the focused pane. */
export function showPerson(personId, chatId) {
  update((state) => {
    const person = state.people.find(({ id }) => id === personId)
    const chat = chatId ?? person?.chats[0]?.id ?? ''
    return { panes: state.panes.with(focusedPane(state), { person: personId, chat }) }
  })
}

export function showChat(pane, chatId) {
  update((state) => ({
    focused: pane,
    panes: state.panes.with(pane, { ...state.panes[pane], chat: chatId }),
  }))
}

export function focusPane(pane) {
  if (currentState().focused !== pane) update({ focused: pane })
}

export const focusedPane = (state) => (state.split ? state.focused : 0)
