import type { ProfileView } from '../../cards/account-profile.ts'
import { type AccountProfile, completeness, profileFields } from '../domain/account-profile.ts'

/** The twelve fields as cards show them: what is there, and what is missing. */
export function viewProfile(profile: AccountProfile): ProfileView {
  const { filled, of, missing } = completeness(profile)
  return {
    filled,
    of,
    fields: profileFields.flatMap(({ key, label }) =>
      profile[key] ? [{ key, label, value: profile[key] }] : [],
    ),
    missing: missing.map(({ key, label }) => ({ key, label })),
  }
}
