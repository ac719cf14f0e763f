import type { TagListView } from '../../cards/tags-card.ts'
import { echoDay } from '../lib/calendar.ts'
import { findTags } from '../store/tags.ts'
import type { Act } from './operation.ts'
import { accountToTag } from './tagged-account.ts'

/** An account's tags, if the viewer may see them. */
export async function listTags(act: Act, accountId: string): Promise<TagListView | undefined> {
  const account = await accountToTag(act, 'tag.read', accountId)
  if (!account) return undefined
  const rows = await findTags(act.tx, account.id)
  return {
    code: account.code,
    account: account.shortName,
    tags: rows.map(({ tag, reviewDate }) => ({
      name: tag,
      ...(reviewDate && { review: `${echoDay(reviewDate, act.today)} 复核` }),
    })),
  }
}
