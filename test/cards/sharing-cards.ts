/** Cards of who works on a record beside its owner. */
import type { Card } from '../../cards/kit/card.ts'
import { participantsCard } from '../../cards/participants-card.ts'
import {
  sharedWithYouCard,
  sharingDoneCard,
  sharingEndedCard,
  sharingPreviewCard,
} from '../../cards/sharing-card.ts'
import type { Names } from './every-card.ts'

const draft = { id: '019a0000-0000-7000-8000-000000000001', version: 2 }

const collaborator = {
  may: '看阶段和日期、金额、联系人、电话、互动记录,也能记互动、打标签、补资料',
  mayNot: '改阶段、金额、日期',
}
const presales = {
  may: '看阶段和日期、联系人、电话、互动记录,也能记互动、打标签、补资料',
  mayNot: '看金额,也不能改阶段、金额、日期',
}

const sharing = (of: Names) => ({
  records: [`D-1001 ${of.deal}`],
  about: `${of.short} · 负责人 ${of.person}`,
  wholeAccount: false,
  changes: [
    { label: of.person, from: '未参与', to: '协作', note: '销售 · 华东组' },
    { label: of.contact, from: '未参与', to: '售前', note: '售前 · 售前部' },
  ],
  rights: [
    { who: of.person, ...collaborator },
    { who: of.contact, ...presales },
  ],
  notes: [`${of.contact}按职能参与,能看什么以职能为限`],
  opens: true,
  editable: true,
  told: [of.person, of.contact],
})

const leaving = (of: Names) => ({
  ...sharing(of),
  records: [`${of.short}(整个客户)`, `D-1001 ${of.deal}`, 'D-1006 华芯射频校准'],
  wholeAccount: true,
  changes: [{ label: `${of.person}·${of.deal}`, from: '协作', to: '移除', note: '销售' }],
  rights: [],
  notes: [],
  opens: false,
  editable: false,
  told: [],
})

const invited = (of: Names) => ({
  by: of.person,
  kind: 'deal' as const,
  id: 'd1',
  title: `D-1001 ${of.deal}`,
  account: of.short,
  owner: of.person,
  part: 'collaborator' as const,
  isFunction: false,
  ...collaborator,
})

export const sharingCards = (of: Names): Readonly<Record<string, Card>> => ({
  'sharing-preview': sharingPreviewCard(sharing(of), draft),
  'sharing-preview-account': sharingPreviewCard(
    { ...sharing(of), records: [`${of.short}(整个客户)`], wholeAccount: true },
    draft,
  ),
  'sharing-preview-out': sharingPreviewCard(leaving(of), draft),
  'sharing-done': sharingDoneCard(sharing(of), draft, true),
  'sharing-done-out': sharingDoneCard(leaving(of), draft, true),
  'shared-with-you': sharedWithYouCard(invited(of)),
  'shared-with-you-account': sharedWithYouCard({
    ...invited(of),
    kind: 'account',
    title: `${of.short}(整个客户)`,
    part: 'reader',
    may: '看阶段和日期、金额、联系人、互动记录',
    mayNot: '看电话,也不能改任何内容',
  }),
  'shared-with-you-function': sharedWithYouCard({
    ...invited(of),
    part: 'called-up',
    isFunction: true,
    ...presales,
  }),
  'sharing-ended': sharingEndedCard(),
  participants: participantsCard({
    title: `谁在跟 ${of.deal}`,
    subtitle: `D-1001 · ${of.short}`,
    answers: [`${of.person}看得到:协作`],
    groups: [
      { label: '负责人', people: [of.person] },
      { label: '协作', people: [of.contact, `${of.person}(整个客户)`] },
      { label: '职能', people: [`${of.contact}(售前)`] },
    ],
    byRole: [`${of.person}(经理)`],
    mayShare: true,
  }),
  'participants-alone': participantsCard({
    title: `谁在跟 ${of.short}`,
    subtitle: `CUS1 · ${of.account}`,
    answers: [],
    groups: [{ label: '负责人', people: [of.person] }],
    byRole: [],
    mayShare: false,
  }),
})
