import * as z from 'zod'
import { type TagsChangedView, type TagView, tagsChangedCard } from '../../cards/tags-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import type { Problem } from '../domain/problem.ts'
import { hasOwnReview, tagCalled, tagLimits, tagRefusal } from '../domain/tag.ts'
import { addDays } from '../lib/calendar.ts'
import { foldName } from '../lib/names.ts'
import type { AccountRow } from '../store/accounts.ts'
import { writeAudit } from '../store/audit.ts'
import { deleteTags, findTags, insertTags, type TagRow } from '../store/tags.ts'
import { type Act, defineOperation } from './operation.ts'
import { accountToTag } from './tagged-account.ts'

const tagBody = z.strictObject({
  accountId: z.string(),
  kind: z.enum(['add', 'remove']),
  /** As said. */
  tags: z.array(z.string()).min(1),
})

export type TagAccount = z.infer<typeof tagBody>

const undoBody = z.strictObject({
  accountId: z.string(),
  added: z.array(z.string()),
  removed: z.array(
    z.strictObject({ tag: z.string(), reviewDate: z.string().nullable(), createdAt: z.string() }),
  ),
})

/** What there is to be done, or why nothing is. */
type Checked =
  | {
      readonly account: AccountRow
      readonly add: readonly TagRow[]
      readonly remove: readonly TagRow[]
      readonly unchanged: readonly TagRow[]
    }
  | { readonly problem: Problem }

/**
 * Puts tags on an account or takes them off. Additive, so it is saved at once and can be taken back.
 * S1: 「同时为客户添加标签」.
 */
export const tagAccount = defineOperation<TagAccount, TagsChangedView, z.infer<typeof undoBody>>({
  id: 'account.tag',
  body: tagBody,
  undoBody,
  plan: async (act, body) => {
    const checked = await check(act, body)
    if ('problem' in checked) return { ok: false, problem: checked.problem }
    const subject = { kind: 'account', id: checked.account.id } as const
    return { ok: true, view: viewOf(checked), subject }
  },
  apply: async (act, body) => {
    const checked = await check(act, body)
    if ('problem' in checked) return { kind: 'problem', problem: checked.problem }
    const { account, add, remove } = checked
    await insertTags(act.tx, act.dialect, account.id, add)
    await deleteTags(act.tx, account.id, namesOf(remove))
    await audit(act, account.id, { added: namesOf(add), removed: namesOf(remove) })
    return {
      kind: 'done',
      view: viewOf(checked),
      undo: {
        accountId: account.id,
        added: namesOf(add),
        removed: remove.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
      },
      subject: { kind: 'account', id: account.id },
    }
  },
  undo: async (act, { accountId, added, removed }) => {
    const account = await accountToTag(act, 'tag.edit', accountId)
    if (!account) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    await deleteTags(act.tx, accountId, added)
    const back = removed.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }))
    await insertTags(act.tx, act.dialect, accountId, back)
    await audit(act, accountId, { added: namesOf(back), removed: added })
    const now = [
      added.length > 0 ? `已去掉 ${added.join('、')}` : '',
      back.length > 0 ? `已恢复 ${namesOf(back).join('、')}` : '',
    ]
    return {
      kind: 'undone',
      card: undoneCard(account.shortName, `${now.filter(Boolean).join(',')}。`),
    }
  },
  previewCard: (view, draft) => tagsChangedCard(view, draft, false),
  doneCard: tagsChangedCard,
})

const namesOf = (rows: readonly TagRow[]) => rows.map((row) => row.tag)

async function check(act: Act, body: TagAccount): Promise<Checked> {
  const account = await accountToTag(act, 'tag.edit', body.accountId)
  if (!account) return { problem: { id: 'NotFoundOrNotAllowed' } }
  const there = await findTags(act.tx, account.id)
  const at = (tag: string) => there.find((row) => foldName(row.tag) === foldName(tag))
  const wanted = [...new Map(body.tags.map((said) => [tagCalled(said).name, said]))]
  if (body.kind === 'remove') {
    const found = wanted.flatMap(([tag]) => at(tag) ?? [])
    const missing = wanted.flatMap(([tag]) => (at(tag) ? [] : [rowOf(act, tag)]))
    if (found.length > 0) return { account, add: [], remove: found, unchanged: missing }
    return {
      problem: {
        id: 'TagMissing',
        said: body.tags.join('、'),
        account: account.shortName,
        has: namesOf(there),
      },
    }
  }
  const add = wanted.flatMap(([tag]) => (at(tag) ? [] : [rowOf(act, tag)]))
  const unchanged = wanted.flatMap(([tag]) => at(tag) ?? [])
  for (const { tag } of add) {
    const reason = tagRefusal(tag)
    if (reason) return { problem: { id: 'ValueRefused', said: tag, reason } }
  }
  if (there.length + add.length > tagLimits.perAccount) {
    const reason = `${account.shortName}已有 ${there.length} 个标签,最多 ${tagLimits.perAccount} 个,先去掉几个再加`
    return { problem: { id: 'ValueRefused', said: namesOf(add).join('、'), reason } }
  }
  if (add.length > 0) return { account, add, remove: [], unchanged }
  return { problem: { id: 'TagThere', account: account.shortName, tags: namesOf(unchanged) } }
}

function rowOf(act: Act, name: string): TagRow {
  const tag = tagCalled(name)
  return { tag: tag.name, reviewDate: addDays(act.today, tag.reviewDays), createdAt: act.now }
}

function viewOf(checked: Exclude<Checked, { problem: Problem }>): TagsChangedView {
  const { account, add, remove, unchanged } = checked
  const plain = (rows: readonly TagRow[]) => rows.map(({ tag }) => ({ name: tag }))
  return {
    account: account.shortName,
    added: add.map(({ tag }) => withReview(tag)),
    removed: plain(remove),
    unchanged: plain(unchanged),
  }
}

/** Only a review that comes sooner than usual is worth a word. */
function withReview(name: string): TagView {
  const tag = tagCalled(name)
  return hasOwnReview(tag) ? { name, review: `${tag.reviewDays}天后复核` } : { name }
}

async function audit(
  act: Act,
  accountId: string,
  { added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] },
): Promise<void> {
  const base = { subjectKind: 'account', subjectId: accountId, field: 'tag' }
  await writeAudit(act, [
    ...added.map((tag) => ({ ...base, action: 'account.tag', newValue: tag })),
    ...removed.map((tag) => ({ ...base, action: 'account.untag', oldValue: tag })),
  ])
}
