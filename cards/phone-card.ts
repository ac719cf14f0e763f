import type { Card } from './kit/card.ts'

/** Asks for a contact's phone number. */
export function phoneCard(contact: { readonly id: string; readonly name: string }): Card {
  return {
    title: `补${contact.name}的电话`,
    tone: 'info',
    blocks: [
      {
        type: 'form',
        name: 'contact',
        fields: [
          {
            type: 'input',
            name: 'phone',
            label: '手机或座机',
            placeholder: '13800001111',
            required: true,
            maxLength: 20,
          },
        ],
        buttons: [
          {
            text: '保存',
            style: 'primary',
            action: { a: 'contact.add-phone', id: contact.id, v: 0 },
          },
        ],
      },
    ],
  }
}
