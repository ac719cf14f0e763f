import type { ProfileView } from '../../cards/account-profile.ts'
import { type AccountProfile, completeness, profileFields } from '../domain/account-profile.ts'
import { maskPhones } from '../lib/phone.ts'

/**
 * The twelve fields as cards show them: what is there, and what is missing. Cards are kept, so a phone
 * stands on none of them whole, whoever typed it: to be read, it is asked for.
 */
export function viewProfile(profile: AccountProfile): ProfileView {
  const { filled, of, missing } = completeness(profile)
  return {
    filled,
    of,
    fields: profileFields.flatMap(({ key, label }) =>
      profile[key] ? [{ key, label, value: shown(key, profile[key]) }] : [],
    ),
    missing: missing.map(({ key, label }) => ({ key, label })),
  }
}

const shown = (key: keyof AccountProfile, value: string) =>
  key === 'contactPhone' ? maskPhones(value) : value
