/** The words of dates. */
import type { Festival } from '../lib/festivals.ts'
import { lexicon } from '../lib/lexicon.ts'
import type { AfterUnit, MonthPart } from './date-mention.ts'

export const offsetAt = lexicon<{ days: readonly number[] }>({
  '今天 今日 今儿': { days: [0] },
  '明天 明日 明儿': { days: [1] },
  '后天 后日': { days: [2] },
  大后天: { days: [3] },
  '昨天 昨日 昨儿': { days: [-1] },
  '前天 前日': { days: [-2] },
  大前天: { days: [-3] },
  明后天: { days: [1, 2] },
  明后两天: { days: [1, 2] },
  今明两天: { days: [0, 1] },
})

/** Only before 早 or 晚: 今晚, 明早. */
export const shortOffsetAt = lexicon<number>({ 今: 0, 明: 1, 昨: -1 })

export const weekShiftAt = lexicon<number>({
  '上上 上上个': -2,
  '上 上个': -1,
  '本 这 这个 当': 0,
  '下 下个': 1,
  '下下 下下个': 2,
  '下下下 下下下个': 3,
})

export const weekWordAt = lexicon<true>({ '周 星期 礼拜': true })

export const weekdayAt = lexicon<number | 'weekend'>({
  '一 1': 1,
  '二 2': 2,
  '三 3': 3,
  '四 4': 4,
  '五 5': 5,
  '六 6': 6,
  '日 天 7': 7,
  末: 'weekend',
})

export const monthShiftAt = lexicon<number>({
  '上上月 上上个月': -2,
  '上月 上个月': -1,
  '本月 这月 这个月 当月': 0,
  '下月 下个月 次月': 1,
  '下下月 下下个月': 2,
})

export const monthPartAt = lexicon<MonthPart>({
  '初 头': 'start',
  中: 'middle',
  '底 末': 'end',
  上旬: 'first-third',
  中旬: 'second-third',
  '下旬 中下旬': 'last-third',
})

export const bareMonthPartAt = lexicon<MonthPart>({
  月初: 'start',
  '月中 月中旬': 'middle',
  '月底 月末 月内': 'end',
})

export const yearShiftAt = lexicon<number>({
  '今年 本年 当年': 0,
  '明年 来年': 1,
  后年: 2,
  去年: -1,
  前年: -2,
})

export const yearPartAt = lexicon<'start' | 'middle' | 'end'>({
  '年初 初': 'start',
  '年中 年中旬': 'middle',
  '年底 年末 底 末 岁末': 'end',
})

export const halfYearAt = lexicon<1 | 2>({ 上半年: 1, 下半年: 2 })

export const quarterAt = lexicon<number>({
  'Q1 q1 一季度 第一季度 1季度 第1季度': 1,
  'Q2 q2 二季度 第二季度 2季度 第2季度': 2,
  'Q3 q3 三季度 第三季度 3季度 第3季度': 3,
  'Q4 q4 四季度 第四季度 4季度 第4季度': 4,
})

export const quarterShiftAt = lexicon<number>({
  '上季度 上个季度 上一季度': -1,
  '本季度 这季度 这个季度 当季 本季': 0,
  '下季度 下个季度 下一季度': 1,
})

export const festivalAt = lexicon<Festival>({
  '元旦 元旦节': '元旦',
  '春节 过年 大年初一 农历新年': '春节',
  '清明 清明节': '清明节',
  '五一 五一节 劳动节 五一劳动节': '劳动节',
  '端午 端午节': '端午节',
  '中秋 中秋节': '中秋节',
  '国庆 国庆节 十一国庆': '国庆节',
})

/** 推迟两周: from the date there is, not from today. 提前 is told by its sign. */
export const shiftVerbAt = lexicon<1 | -1>({
  '再晚 要晚 得晚 再拖 要拖 得拖 还要拖 拖后 往后拖 再推 再推迟 再延 再延期 再延后 再往后推 推迟 推迟了 延期 延期了 延后 延后了 延迟 顺延 往后推 往后推迟 往后延 往后挪 推后': 1,
  '提前 提前了 往前提 往前挪 再早': -1,
})

export const beforeAt = lexicon<true>({ '前 之前 以前 前夕': true })
export const withinAt = lexicon<true>({ '内 之内 以内 截止 止': true })
export const afterwardsAt = lexicon<true>({ '后 之后 以后 过后': true })

/** 周三前台, 月内容: the word goes on. */
export const goesOn: Readonly<Record<string, string>> = {
  前: '台端面期往景者任',
  内: '容部外存地饰销参',
  后: '台端面期续勤悔果来备',
  止: '步',
  初: '步期稿次衷级',
  中: '心国午标介途间选',
  底: '价稿线盘薪部层',
  头: '部条',
}

export const afterUnitAt = lexicon<{ unit: AfterUnit; times?: number; onlyWith?: string }>({
  天: { unit: 'day' },
  日: { unit: 'day', onlyWith: '内后以之' },
  '工作日 个工作日': { unit: 'workday' },
  '周 个周 星期 个星期 礼拜 个礼拜': { unit: 'week' },
  个月: { unit: 'month' },
  个季度: { unit: 'month', times: 3 },
  年: { unit: 'year' },
  分钟: { unit: 'minute' },
  '小时 个小时 个钟头 钟头': { unit: 'minute', times: 60 },
})

export const halfUnitAt = lexicon<{ unit: AfterUnit; count: number }>({
  半个月: { unit: 'day', count: 15 },
  半年: { unit: 'month', count: 6 },
  '半天 半日': { unit: 'minute', count: 240 },
  '半小时 半个小时 半个钟头': { unit: 'minute', count: 30 },
})

export const vagueAt = lexicon<true>({
  '尽快 尽早 早日 改天 晚点 晚些时候 有空的时候': true,
  '过阵子 过一阵 过一阵子 过段时间 过一段时间 过些天 过些日子 过几天 过两天 这两天 这几天': true,
  '年后 节后 春节后 过年后 国庆后 国庆节后 五一后 元旦后 假期后 几天后 几周后 几个月后': true,
})

export const periodAt = lexicon<'night' | 'morning' | 'noon' | 'afternoon' | 'evening'>({
  '凌晨 半夜': 'night',
  '早上 早晨 清早 一早 上午 早': 'morning',
  '中午 正午': 'noon',
  '下午 午后': 'afternoon',
  '傍晚 晚上 晚 夜里 今晚': 'evening',
})

/** A date in figures only counts as one beside these: else 11.30 may be anything. */
export const cueBefore = '到至于在签约定是为成改日期间计划延推后'
export const cueAfter =
  /^(?:[前到交]|之前|以前|左右|签|下单|成交|付款|回款|拜访|见面|开会|截止|日|号|\()/
