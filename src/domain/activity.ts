/**
 * Kinds of contact with an account. S1: 「包括电话沟通、邮件往来、会议面谈等内容」; what fits none is
 * `other` and never blocks.
 */
export const activityKinds = {
  visit: '面谈',
  call: '电话',
  email: '邮件',
  wechat: '微信',
  meeting: '会议',
  note: '备注',
  other: '其他',
} as const

export type ActivityKind = keyof typeof activityKinds

/** Grades as people read them. S0 has A, B, C and 「有合作意向但未成交」. */
export const gradeNames: Readonly<Record<string, string>> = {
  a: 'A级',
  b: 'B级',
  c: 'C级',
  potential: '潜在',
}

/** Departments that take part in a decision. */
export const departmentNames: Readonly<Record<string, string>> = {
  technical: '技术',
  purchasing: '采购',
  finance: '财务',
  management: '管理层',
  other: '其他',
}

/** The same beside a name: 华芯(A). */
export const gradeLetters: Readonly<Record<string, string>> = {
  a: 'A',
  b: 'B',
  c: 'C',
  potential: '潜在',
}

/** What a task is called. */
export const taskKinds: Readonly<Record<string, string>> = {
  'next-step': '下一步',
  reminder: '提醒',
  plan: '跟进计划',
}
