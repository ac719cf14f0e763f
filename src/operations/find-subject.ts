import { permittedAccounts } from './find-account.ts'
import { permittedApproval } from './find-approval.ts'
import { permittedDeal } from './find-deal.ts'
import type { Act } from './operation.ts'

/** What a message is about, as it is stored with it. */
type StoredSubject = { readonly subjectKind: string | null; readonly subjectId: string | null }

/** Whether the viewer may read what a message is about. One about no record may be read by anyone. */
export async function mayReadSubject(
  tx: Act['tx'],
  viewer: Act['viewer'],
  { subjectKind, subjectId, today }: StoredSubject & Pick<Act, 'today'>,
): Promise<boolean> {
  if (!subjectId) return true
  if (subjectKind === 'approval') {
    return (await permittedApproval({ tx, viewer, today }, subjectId)) !== undefined
  }
  if (subjectKind === 'deal') {
    return (await permittedDeal({ tx, viewer }, 'deal.read', subjectId)) !== undefined
  }
  return (await permittedAccounts({ tx, viewer }, 'deal.read', [subjectId])).length > 0
}
