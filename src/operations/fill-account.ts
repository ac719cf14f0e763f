import * as z from 'zod'
import { type AccountFilledView, accountFilledCard } from '../../cards/account-filled-card.ts'
import { undoneCard } from '../../cards/undone-card.ts'
import { type AccountProfile, type ProfileKey, profileFields } from '../domain/account-profile.ts'
import { maskPhones } from '../lib/phone.ts'
import {
  type AccountFile,
  type FileChange,
  findAccountFile,
  writeAccountFile,
} from '../store/account-file.ts'
import { writeAudit } from '../store/audit.ts'
import { saveNames } from '../store/names.ts'
import { detailsBody, profileOf } from './account-body.ts'
import { viewProfile } from './account-profile-view.ts'
import { type Act, defineOperation } from './operation.ts'
import { mayReadPrivate, unread } from './private-facts.ts'
import { accountToTag } from './tagged-account.ts'

const fillBody = z.strictObject({
  accountId: z.string(),
  details: detailsBody,
  /** Leaves what is there as it is; otherwise what is said replaces it. */
  onlyMissing: z.boolean().optional(),
})

export type FillAccount = z.infer<typeof fillBody>

const column = z.string().nullable()
const undoBody = z.strictObject({
  accountId: z.string(),
  /** The file's version after the change. */
  version: z.number(),
  account: z.record(z.string(), column),
  contact: z
    .strictObject({ id: z.string(), created: z.boolean(), values: z.record(z.string(), column) })
    .optional(),
})

type UndoFill = z.infer<typeof undoBody>

/**
 * Adds what a customer's file lacks, or corrects it. Additive, so it is saved at once and can be
 * taken back.
 */
export const fillAccount = defineOperation<FillAccount, AccountFilledView, UndoFill>({
  id: 'account.fill',
  body: fillBody,
  undoBody,
  plan: async (act, body) => {
    const file = await fileFor(act, body.accountId, body.details.contact?.name)
    if (!file) return { ok: false, problem: { id: 'NotFoundOrNotAllowed' } }
    const subject = { kind: 'account', id: file.id } as const
    return { ok: true, view: await viewOf(act, file, changeOf(file, body), body), subject }
  },
  apply: async (act, body) => {
    const file = await fileFor(act, body.accountId, body.details.contact?.name)
    if (!file) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    const change = changeOf(file, body)
    const view = await viewOf(act, file, change, body)
    if (view.changes.length === 0) {
      const what = view.kept.length > 0 ? view.kept : ['资料没有新内容']
      return { kind: 'problem', problem: { id: 'NothingChanges', what } }
    }
    const contactId = file.contact?.id ?? act.ids.next()
    if (!(await writeAccountFile(act, file, change, contactId))) return { kind: 'stale' }
    if (change.account.shortName) {
      const { id, code, name } = file
      const aliases = [change.account.shortName]
      await saveNames(act.tx, { kind: 'account', id, code, name, aliases })
    }
    await audit(act, file.id, view.changes)
    return {
      kind: 'done',
      view,
      undo: undoOf(file, change, contactId),
      subject: { kind: 'account', id: file.id },
    }
  },
  undo: async (act, undo) => {
    const file = await fileFor(act, undo.accountId)
    if (!file) return { kind: 'problem', problem: { id: 'NotFoundOrNotAllowed' } }
    const { contact } = undo
    if (
      contact?.created &&
      (await act.tx.contactRole.count({ where: { contactId: contact.id } }))
    ) {
      const reason = '这位联系人已经在决策链里'
      return { kind: 'problem', problem: { id: 'UndoRefused', reason } }
    }
    const back: FileChange = { account: undo.account, contact: contact?.values ?? {} }
    const written =
      file.version === undo.version &&
      (await writeAccountFile(act, file, back, contact?.id ?? '', contact?.created))
    if (!written) {
      const reason = `${file.code} 之后又有改动,不能直接撤回`
      return { kind: 'problem', problem: { id: 'UndoRefused', reason } }
    }
    const labels = labelsOf(back)
    await audit(
      act,
      file.id,
      labels.map((label) => ({ label, from: '', to: '撤销' })),
    )
    return {
      kind: 'undone',
      card: undoneCard(file.shortName, `${labels.join('、')}已改回原来的。`),
    }
  },
  previewCard: (view, draft) => accountFilledCard(view, draft, false),
  doneCard: accountFilledCard,
})

async function fileFor(
  act: Act,
  accountId: string,
  contactName?: string,
): Promise<AccountFile | undefined> {
  const account = await accountToTag(act, 'account.fill', accountId)
  return account && findAccountFile(act.tx, account.id, contactName)
}

/** Only what differs from what the file has. */
function changeOf(file: AccountFile, { details, onlyMissing }: FillAccount): FileChange {
  const { contact = {}, ...account } = details
  const differs = (values: object, there: object) =>
    Object.fromEntries(
      Object.entries(values).filter(([key, value]) => {
        const now = (there as Record<string, unknown>)[key]
        if (value === undefined || now === value) return false
        return !(onlyMissing && isFilled(key, now))
      }),
    ) as Record<string, string>
  return { account: differs(account, file), contact: differs(contact, file.contact ?? {}) }
}

/** A department nobody named is none. */
const isFilled = (key: string, value: unknown): boolean =>
  Boolean(value) && !(key === 'department' && value === 'other')

const undoOf = (file: AccountFile, change: FileChange, contactId: string): UndoFill => {
  const before = (values: object, there: object) =>
    Object.fromEntries(
      Object.keys(values).map((key) => [
        key,
        ((there as Record<string, unknown>)[key] as string | null | undefined) ?? null,
      ]),
    )
  const isContact = Object.keys(change.contact).length > 0
  return {
    accountId: file.id,
    version: file.version + 1,
    account: before(change.account, file),
    ...(isContact && {
      contact: {
        id: contactId,
        created: file.contact === undefined,
        values: before(change.contact, file.contact ?? {}),
      },
    }),
  }
}

const contactKeys: Readonly<Record<string, string>> = {
  name: 'contactName',
  title: 'contactTitle',
  department: 'contactDepartment',
  phone: 'contactPhone',
  preference: 'contactPreference',
}

const labelOf = (key: string) => profileFields.find((field) => field.key === key)?.label ?? key

const labelsOf = ({ account, contact }: FileChange): string[] => [
  ...Object.keys(account).map(labelOf),
  ...Object.keys(contact).map((key) => labelOf(contactKeys[key]!)),
]

async function viewOf(
  act: Act,
  file: AccountFile,
  change: FileChange,
  { details }: FillAccount,
): Promise<AccountFilledView> {
  const personal = await mayReadPrivate(act, file.id)
  const before = profileOf(file, file.contact)
  const after = profileOf({ ...file, ...change.account } as AccountFile, {
    ...file.contact,
    ...change.contact,
  })
  const said = profileOf({ ...details, name: file.name }, details.contact)
  const changed = profileFields.filter(({ key }) => before[key] !== after[key])
  return {
    accountId: file.id,
    code: file.code,
    name: file.name,
    changes: changed.map(({ key, label }) => ({
      label,
      from: shown(key, before[key], personal),
      to: shown(key, after[key], true),
    })),
    kept: keptOf(said, after, personal),
    profile: viewProfile(after),
  }
}

/** As a card and the audit may show it: never a whole number, nor what is private and not theirs. */
function shown(key: ProfileKey, value: string | undefined, personal: boolean): string {
  if (!value) return '未填'
  if (key === 'contactPreference' && !personal) return unread
  return key === 'contactPhone' ? maskPhones(value) : value
}

/** What was said of a field that has something else, or the same already. */
const keptOf = (said: AccountProfile, after: AccountProfile, personal: boolean): string[] =>
  profileFields.flatMap(({ key, label }) =>
    key !== 'name' && said[key] && after[key] !== said[key]
      ? [
          `${label} 已有“${shown(key, after[key], personal)}”,没有改成“${shown(key, said[key], true)}”`,
        ]
      : [],
  )

const audit = (
  act: Act,
  accountId: string,
  changes: readonly { label: string; from: string; to: string }[],
) =>
  writeAudit(
    act,
    changes.map(({ label, from, to }) => ({
      action: 'account.fill',
      subjectKind: 'account',
      subjectId: accountId,
      field: label,
      oldValue: from,
      newValue: to,
    })),
  )
