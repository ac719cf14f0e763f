/** Examples are told of the demo's records; whoever reads them has others. */

/** What stands in them instead: the reader's own, where they have any. */
export type OwnNames = {
  readonly deal?: { readonly name: string; readonly code: string }
  readonly account?: string
  readonly colleague?: string
}

const deals =
  /(?:华芯检测|华芯射频校准|立辰可靠性实验室|华鑫老化测试|顺达仓配一体)(?:项目)?|射频校准|可靠性实验室|华鑫老化|立辰实验室/gu
const accounts = /华芯终端|华芯|华鑫|立辰|远驰|中启|顺达/gu
const leads = /深圳矽谷半导体|矽谷半导体|矽谷|苏州岚微|岚微/gu
const rivals = /环测|广测/gu
const people = /张伟|李娜|王强|陈静|刘洋|周涛|孙丽/gu
const dealCode = /D-\d{4}/gu

/** 华芯现在什么情况 as it is said of the reader's own customer, or of 某客户. */
export function retellExample(say: string, { deal, account, colleague }: OwnNames): string {
  // What is put in is never looked through again.
  const put: string[] = []
  const hold = (words: string) => {
    put.push(words)
    return `\ue000${put.length - 1}\ue001`
  }
  return say
    .replace(deals, () => hold(deal?.name ?? '某项目'))
    .replace(dealCode, (code) => hold(deal?.code ?? code))
    .replace(accounts, () => hold(account ?? '某客户'))
    .replace(leads, () => hold('某公司'))
    .replace(rivals, () => hold('某对手'))
    .replace(people, () => hold(colleague ?? '同事'))
    .replace(/\ue000(\d+)\ue001/gu, (_, at) => put[Number(at)]!)
    .replace('同事、同事', '同事')
}
