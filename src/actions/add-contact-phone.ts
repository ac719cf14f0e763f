import { noticeCard } from '../../cards/notice-card.ts'
import { phoneCard } from '../../cards/phone-card.ts'
import type { Action } from '../bot/definitions.ts'
import { addPhone, findOwnContact } from '../operations/add-phone.ts'

/** 「补电话」: a form for the number, and the number itself. */
export const addContactPhone: Action = {
  id: 'contact.add-phone',
  run: async (tap) => {
    const contact = await findOwnContact(tap, tap.action.id)
    if (!contact) return { toast: { tone: 'warning', text: '没有权限或不存在' } }
    const { phone } = tap.form
    if (typeof phone !== 'string') return { also: { card: phoneCard(contact) } }
    const outcome = await addPhone(tap, contact.id, phone)
    if (!outcome.ok) return { toast: { tone: 'warning', text: outcome.reason } }
    return {
      toast: { tone: 'success', text: '电话已存' },
      card: noticeCard(`${contact.name} 的电话已存`, [], 'done'),
    }
  },
}
