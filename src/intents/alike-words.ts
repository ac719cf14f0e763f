import type { AlikeCompany } from '../operations/alike-accounts.ts'

const sources: Readonly<Record<string, string>> = {
  exhibition: '展会',
  'web-form': '官网表单',
  referral: '客户推荐',
  research: '市场调研',
  feedback: '客户反馈',
}

/** 「有相近线索 L-202 苏州岚微(官网表单,未分配)」, 「有相近客户 CUS6 中启通讯股份有限公司(负责人 张伟)」. */
export function alikeWords(one: AlikeCompany): string {
  const { kind, code, name, ownerName, byPhone, source } = one
  const facts =
    kind === 'lead'
      ? [sources[source], ownerName ? `负责人 ${ownerName}` : '未分配']
      : [ownerName && `负责人 ${ownerName}`]
  const detail = [...facts, byPhone && '电话相同'].filter(Boolean).join(',')
  return `有相近${kind === 'lead' ? '线索' : '客户'} ${code} ${name}${detail ? `(${detail})` : ''}`
}
