/** What a customer's file is made of, as drafts store it; and as people read it. */
import * as z from 'zod'
import {
  type AccountProfile,
  departmentName,
  departmentOf,
  industryCalled,
} from '../domain/account-profile.ts'
import type { AccountDetails } from '../language/account-details.ts'
import { regionOf } from '../lib/places.ts'

const contactBody = z.strictObject({
  name: z.string().max(40).optional(),
  title: z.string().max(40).optional(),
  department: z.string().optional(),
  phone: z.string().max(30).optional(),
  preference: z.string().max(60).optional(),
})

export const detailsBody = z.strictObject({
  shortName: z.string().max(30).optional(),
  industry: z.string().max(30).optional(),
  mainProducts: z.string().max(100).optional(),
  scale: z.string().max(30).optional(),
  region: z.string().max(30).optional(),
  address: z.string().max(120).optional(),
  contact: contactBody.optional(),
})

export type DetailsBody = z.infer<typeof detailsBody>

/** Said words as what is stored: regions and industries by the names they go by here. */
export function storedDetails(said: AccountDetails): DetailsBody {
  const { industry, region, contact, ...rest } = said
  const city = region?.replace(/^在/u, '')
  const department = contact?.department ?? contact?.title ?? contact?.name
  return {
    ...cut(rest),
    ...(industry && { industry: industryCalled(industry).slice(0, 30) }),
    ...(city && { region: (regionOf(city) ?? city).slice(0, 30) }),
    ...(contact && {
      contact: {
        ...cut(contact),
        ...(department && departmentOf(department) && { department: departmentOf(department) }),
      },
    }),
  }
}

/** Nothing longer than its column is for. */
const cut = <T extends object>(values: T): T =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? value.slice(0, key === 'address' ? 120 : 30 + 70 * Number(key === 'mainProducts'))
        : value,
    ]),
  ) as T

type StoredContact = {
  readonly name?: string | null
  readonly title?: string | null
  readonly department?: string | null
  readonly phone?: string | null
  readonly preference?: string | null
}

type Stored = {
  readonly name: string
  readonly shortName?: string | null
  readonly industry?: string | null
  readonly mainProducts?: string | null
  readonly scale?: string | null
  readonly region?: string | null
  readonly address?: string | null
}

/** A file with its first contact, as the twelve fields that count. */
export function profileOf(account: Stored, contact: StoredContact = {}): AccountProfile {
  const known = {
    name: account.name,
    shortName: account.shortName,
    industry: account.industry,
    mainProducts: account.mainProducts,
    scale: account.scale,
    region: account.region,
    address: account.address,
    contactName: contact.name,
    contactTitle: contact.title,
    contactDepartment: departmentName(contact.department ?? undefined),
    contactPhone: contact.phone,
    contactPreference: contact.preference,
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value)) as AccountProfile
}
