/**
 * The bot's chats as we name them: groups by their id, the private chat with somebody behind a
 * mark, since a group's id may read like a person's.
 */
const mark = 'bot:'

export const privateChatId = (userId: string): string => `${mark}${userId}`

/** What the bot's connection calls it: 1 one person, 2 a group. */
export function addressOf(chatId: string): { readonly chatid: string; readonly chat_type: 1 | 2 } {
  return chatId.startsWith(mark)
    ? { chatid: chatId.slice(mark.length), chat_type: 1 }
    : { chatid: chatId, chat_type: 2 }
}

export const isGroup = (chatId: string): boolean => !chatId.startsWith(mark)
