/** What the seeded company's names are put together from: each part with how it sounds. */
import { foldName, pinyinKeys } from '../../../src/lib/names.ts'

export type Word = { readonly text: string; readonly sound: string; readonly initials: string }

const words = (texts: readonly string[]): Word[] =>
  texts.map((text) => {
    const sound = pinyinKeys(text)!
    return { text: foldName(text), sound: sound.full, initials: sound.initials }
  })

const pairs = (first: string, second: string) =>
  words([...first].flatMap((a) => [...second].map((b) => a + b)))

/** 324 two-character words, two of which make an account's short name. */
export const brands = pairs(
  '华中立顺国东南北新安天海金宏远恒盛瑞',
  '芯启辰达泰康源峰宇博创联信诚科维航腾',
)
export const cities = words([
  '上海',
  '深圳',
  '苏州',
  '武汉',
  '成都',
  '西安',
  '杭州',
  '南京',
  '合肥',
  '青岛',
])
export const trades = words([
  '电子',
  '通讯',
  '半导体',
  '医疗',
  '汽车',
  '光电',
  '仪器',
  '材料',
  '能源',
  '软件',
])
/** 400 things that deals are about. */
export const matters = words(
  ['射频', '温湿度', '电磁', '可靠性', '环境', '振动', '材料', '电源', '芯片', '整车']
    .concat(['电池', '光学', '声学', '包装', '网络', '计量', '安规', '力学', '盐雾', '老化'])
    .flatMap((field) =>
      ['校准', '检测', '整改', '认证', '试验', '实验室', '平台', '改造', '维保', '培训']
        .concat(['方案', '评估', '设备', '产线', '软件', '咨询', '验证', '扩容', '搬迁', '租赁'])
        .map((kind) => field + kind),
    ),
)
export const [project] = words(['项目']) as [Word]
