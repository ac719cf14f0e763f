import { mayDo } from '../domain/permission.ts'
import { companyLikeness, companySpellings, likelySame } from '../language/company-likeness.ts'
import { alikeCompanies, type CompanyRow } from '../store/alike-companies.ts'
import { participations } from '../store/people.ts'
import type { Act } from './operation.ts'

/** A customer or a lead that may be the same company as one to be entered. */
export type AlikeCompany = CompanyRow & {
  /** From 0 to 1; 1 also when only the phone is the same. */
  readonly likeness: number
  readonly byPhone: boolean
  /** Whether the viewer may read it. A lead that nobody has been given is everybody's. */
  readonly visible: boolean
}

/**
 * What is like this company, the likest first. Whoever enters a colleague's customer is told whom to
 * ask: the one place where the existence of something hidden may be told, since two people working
 * on one customer unknowingly is worse.
 */
export async function alikeAccounts(
  act: Act,
  of: { readonly name: string; readonly phone?: string; readonly except?: readonly string[] },
): Promise<AlikeCompany[]> {
  const found = await alikeCompanies(act, { spellings: companySpellings(of.name), phone: of.phone })
  const parts = await participations(
    act.tx,
    act.viewer.userId,
    found.map(({ company }) => company.id),
  )
  return found
    .filter(({ company }) => !of.except?.includes(company.id))
    .map(({ company, byPhone }) => {
      const byName = Math.max(
        companyLikeness(of.name, company.name),
        company.shortName ? companyLikeness(of.name, company.shortName) : 0,
      )
      const { ownerId } = company
      const part = parts.get(`account:${company.id}`)
      const visible = ownerId === null || mayDo(act.viewer, 'deal.read', { ownerId, part })
      return { ...company, byPhone, likeness: byPhone ? 1 : byName, visible }
    })
    .filter(({ likeness }) => likeness >= likelySame)
    .sort((a, b) => b.likeness - a.likeness || a.kind.localeCompare(b.kind))
}

/** Whom to ask about a colleague's customer: who leads the owner, else the owner. */
export async function whomToAsk(act: Act, ownerId: string): Promise<string> {
  const owner = await act.tx.user.findUniqueOrThrow({ where: { id: ownerId } })
  if (!owner.managerId) return owner.name
  const manager = await act.tx.user.findUnique({ where: { id: owner.managerId } })
  return manager?.name ?? owner.name
}
