import { fillAccountCard } from '../../cards/account-filled-card.ts'
import type { FormField } from '../../cards/kit/card.ts'
import type { Action, Tap, Tapped } from '../bot/definitions.ts'
import { propose } from '../bot/drafts.ts'
import { departments, type ProfileKey } from '../domain/account-profile.ts'
import { normalise } from '../language/normalise.ts'
import { type DetailsBody, profileOf, storedDetails } from '../operations/account-body.ts'
import { viewProfile } from '../operations/account-profile-view.ts'
import { fillAccount } from '../operations/fill-account.ts'
import { accountToTag } from '../operations/tagged-account.ts'
import { findAccountFile } from '../store/account-file.ts'

/** 「补行业」: a form for what a customer's file lacks, and what it brings. */
export const fillAccountAction: Action = {
  id: 'account.fill',
  run: async (tap) => {
    const account = await accountToTag(tap, 'account.fill', tap.action.id)
    const file = account && (await findAccountFile(tap.tx, account.id))
    if (!file) return { toast: { tone: 'warning', text: '没有权限或不存在' } }
    if (Object.keys(tap.form).length > 0) return save(tap, file.id)
    const { missing } = viewProfile(profileOf(file, file.contact))
    const pick = tap.action.pick ?? 'all'
    const wanted = missing.filter(({ key }) => pick === 'all' || key === pick)
    if (wanted.length === 0) return { toast: { tone: 'info', text: '已经填好了' } }
    const fields = wanted.map(({ key, label }) => {
      const whose =
        key.startsWith('contact') && file.contact ? `${label}(${file.contact.name})` : label
      return fieldOf(key as ProfileKey, whose)
    })
    return { also: { card: fillAccountCard(file, fields, pick), subject: subjectOf(file.id) } }
  },
}

const subjectOf = (id: string) => ({ kind: 'account', id }) as const

const hints: Partial<Record<ProfileKey, string>> = {
  industry: '如 半导体',
  mainProducts: '如 射频芯片',
  scale: '如 500人以上',
  region: '如 华东,或城市',
  contactTitle: '如 采购经理',
  contactPhone: '如 13800001111',
  contactPreference: '如 微信',
}

function fieldOf(key: ProfileKey, label: string): FormField {
  if (key === 'contactDepartment') {
    const options = departments.map(({ name }) => ({ text: name, value: name }))
    return { type: 'select', name: key, label, options }
  }
  const placeholder = hints[key]
  return { type: 'input', name: key, label, maxLength: 100, ...(placeholder && { placeholder }) }
}

const phone = /^\+?[\d\s-]{7,20}$/

async function save(tap: Tap, accountId: string): Promise<Tapped> {
  const value = (key: ProfileKey) => {
    const typed = tap.form[key]
    return typeof typed === 'string' && typed.trim() ? normalise(typed).trim() : undefined
  }
  const said = value('contactPhone')
  if (said && !phone.test(said)) return { toast: { tone: 'warning', text: '电话看不懂' } }
  const contact = defined({
    name: value('contactName'),
    title: value('contactTitle'),
    department: value('contactDepartment'),
    phone: said?.replace(/[\s-]/gu, ''),
    preference: value('contactPreference'),
  })
  const details: DetailsBody = storedDetails({
    ...defined({
      shortName: value('shortName'),
      industry: value('industry'),
      mainProducts: value('mainProducts'),
      scale: value('scale'),
      region: value('region'),
      address: value('address'),
    }),
    ...(Object.keys(contact).length > 0 && { contact }),
  })
  if (Object.keys(details).length === 0) {
    return { toast: { tone: 'warning', text: '一项都没填,没有保存' } }
  }
  const origin = { platform: tap.platform, chatId: tap.chat?.id ?? '', said: '补客户资料' }
  const body = { accountId, details }
  const shown = await propose(tap, origin, { operation: fillAccount, body, how: 'at-once' })
  return { toast: { tone: 'success', text: '已记下' }, card: shown.card, draftId: shown.draftId }
}

const defined = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
