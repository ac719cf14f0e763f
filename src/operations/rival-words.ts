import { shortDay } from '../lib/calendar.ts'
import { maskPhones } from '../lib/phone.ts'
import { rivalsOf } from '../store/rivals.ts'
import type { Act } from './operation.ts'

/** What was told, without a number that somebody typed into it: those are read one at a time. */
export const toldWords = ({ text }: { readonly text: string }): string => maskPhones(text)

/** 环测(11-18 报价降8%)、赛宝: whom these deals are fought against; undefined for nobody. */
export async function rivalWords(
  act: Act,
  deals: readonly { readonly id: string }[],
): Promise<string | undefined> {
  const rivals = await rivalsOf(
    act,
    deals.map((deal) => deal.id),
  )
  const words = rivals.map(({ name, note }) =>
    note ? `${name}(${shortDay(note.onDate, act.today)} ${toldWords(note)})` : name,
  )
  return words.length > 0 ? words.join('、') : undefined
}
