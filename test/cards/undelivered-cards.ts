/** Cards in place of what did not arrive. */
import type { Card } from '../../cards/kit/card.ts'
import { reminderDueCard } from '../../cards/reminder-card.ts'
import {
  passedOnCard,
  undeliveredCard,
  unsendableCard,
  whyUndelivered,
} from '../../cards/undelivered-card.ts'
import type { Names } from './every-card.ts'

const reminder = (of: Names) => ({
  id: '019a0000-0000-7000-8000-000000000002',
  revision: 29_918_340,
  when: '2026-11-19(周四)15:00',
  what: of.said,
  about: `D-1001 ${of.deal}`,
})

export const undeliveredCards = (of: Names): Readonly<Record<string, Card>> => ({
  'passed-on': passedOnCard(reminderDueCard(reminder(of)), {
    to: of.person,
    why: whyUndelivered('recipient-left'),
  }),
  undelivered: undeliveredCard({ to: of.person, why: whyUndelivered('gave up: no-answer') }),
  unsendable: unsendableCard(whyUndelivered('content-blocked')),
})
