/**
 * The thirteen roles a person can have; several add up. S0 names the first ones 「技术销售经理…
 * 行业销售专员…销售支持团队…大客户经理」, S2 「組建客戶管理部或市場部」.
 */
export type RoleId =
  | 'rep'
  | 'manager'
  | 'director'
  | 'executive'
  | 'presales'
  | 'commerce'
  | 'finance'
  | 'legal'
  | 'delivery'
  | 'service'
  | 'marketing'
  | 'account-desk'
  | 'operations'

export type Role = {
  readonly id: RoleId
  /** What a card calls it. */
  readonly title: string
  /** What else people say for it, e.g. when an administrator gives somebody the role by chat. */
  readonly words: readonly string[]
}

export const roles: readonly Role[] = [
  {
    id: 'rep',
    title: '销售',
    words: ['销售员', '销售代表', '业务员', '销售专员', '行业销售专员', '客户经理', '大客户经理'],
  },
  {
    id: 'manager',
    title: '销售经理',
    words: ['经理', '团队经理', '区域经理', '销售主管', '技术销售经理'],
  },
  { id: 'director', title: '销售总监', words: ['总监', '销售负责人', '销售副总'] },
  { id: 'executive', title: '总经理', words: ['高管', '总裁', '副总', '公司高层', '总经理/高管'] },
  { id: 'presales', title: '售前', words: ['售前支持', '售前工程师', '技术支持', '销售支持'] },
  { id: 'commerce', title: '商务', words: ['商务专员', '商务部'] },
  { id: 'finance', title: '财务', words: ['会计', '财务专员', '财务部'] },
  { id: 'legal', title: '法务', words: ['法律', '法务专员', '法务部'] },
  { id: 'delivery', title: '交付', words: ['交付经理', '实施', '项目经理', '交付部'] },
  { id: 'service', title: '客服', words: ['售后', '客户服务', '客服部'] },
  { id: 'marketing', title: '市场', words: ['市场专员', '市场部'] },
  { id: 'account-desk', title: '客户管理部', words: ['客户管理', '客户档案', '档案管理'] },
  { id: 'operations', title: '销售运营', words: ['运营', '管理员', '系统管理员'] },
]
