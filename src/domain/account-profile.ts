/** What a customer's file holds. S1: 「创建一个全面的客户信息模板」. */

export const profileFields = [
  { key: 'name', label: '名称' },
  { key: 'shortName', label: '简称' },
  { key: 'industry', label: '行业' },
  { key: 'mainProducts', label: '主营' },
  { key: 'scale', label: '规模' },
  { key: 'region', label: '地区' },
  { key: 'address', label: '地址' },
  { key: 'contactName', label: '联系人' },
  { key: 'contactTitle', label: '职务' },
  { key: 'contactDepartment', label: '部门' },
  { key: 'contactPhone', label: '电话' },
  { key: 'contactPreference', label: '沟通偏好' },
] as const

export type ProfileKey = (typeof profileFields)[number]['key']

/** The file as far as it is known; everything but the name may be missing. */
export type AccountProfile = { readonly [K in ProfileKey]?: string }

/** How many of the twelve fields are filled, and which are not. */
export function completeness(profile: AccountProfile) {
  const missing = profileFields.filter(({ key }) => !profile[key]?.trim())
  return { filled: profileFields.length - missing.length, of: profileFields.length, missing }
}

export const departments = [
  { id: 'technical', name: '技术', words: /技术|研发|工程|总工|[工]$|质量|品质|测试|实验/u },
  { id: 'purchasing', name: '采购', words: /采购|供应链|物资/u },
  { id: 'finance', name: '财务', words: /财务|会计|出纳|财/u },
  { id: 'management', name: '管理层', words: /总经理|董事|总裁|副总|厂长|老板|CEO|管理/iu },
] as const

/** The stored department of a title or of a department's name; undefined when it tells none. */
export const departmentOf = (words: string): string | undefined =>
  departments.find((one) => one.words.test(words))?.id

export const departmentName = (id: string | undefined): string | undefined =>
  departments.find((one) => one.id === id)?.name

const industries: Readonly<Record<string, RegExp>> = {
  半导体: /^(?:半导体|集成电路|芯片|IC|晶圆|封测)$/iu,
  汽车电子: /^(?:汽车电子|车载电子|汽车|车企|汽车零部件)$/u,
  消费电子: /^(?:消费电子|消费类电子|手机|家电)$/u,
  通信设备: /^(?:通信|通讯|通信设备|通讯设备|电信)$/u,
  电子元器件: /^(?:电子元器件|元器件|电子元件)$/u,
  精密制造: /^(?:精密制造|精密加工|精密机械)$/u,
  医疗器械: /^(?:医疗器械|医疗|医疗设备)$/u,
  新能源: /^(?:新能源|光伏|锂电|电池|储能)$/u,
  航空航天: /^(?:航空航天|航空|航天|军工)$/u,
  物流: /^(?:物流|快递|速运|运输|仓储|供应链)$/u,
  软件: /^(?:软件|互联网|信息技术|IT|SaaS)$/iu,
  工业品: /^(?:工业品|机械|装备|装备制造|工业设备|重工)$/u,
}

/** The name an industry goes by here; what is in no list stays as it was said. */
export function industryCalled(said: string): string {
  const word = said.trim().replace(/(?:行业|产业|领域)$/u, '')
  return Object.entries(industries).find(([, words]) => words.test(word))?.[0] ?? word
}
