import { people } from '../../prisma/demo/people.ts'

const rep: Readonly<Record<string, readonly string[]>> = {
  zhangwei: [
    '华芯检测项目推进到商务谈判,金额改成320万,下周三签',
    '今天拜访了立辰王工,聊可靠性实验室方案,他嫌贵,下周二再报一版',
    '华芯那个项目金额改成300',
    '华芯现在什么情况',
    '新建商机 中启射频检测 80万 预计明年一季度签',
    '撤销',
  ],
  lina: ['顺达仓配一体现在多少钱', '华芯终端EMC整改签约改到明年二月底', '看看顺达', '帮助'],
  wangqiang: ['远驰现在什么情况', 'D-1004 预计签约改到年底', '帮助'],
}

const byRole: Readonly<Record<string, readonly string[]>> = {
  manager: ['华芯现在什么情况', 'D-1001 现在多少钱', '华芯终端EMC整改到哪个阶段了', '帮助'],
  director: ['D-1004 现在多少钱', '看看远驰', '帮助'],
  operations: ['李娜是销售经理', '王强加入华东组', '华芯现在什么情况', '帮助'],
}

/** Sentences that this person of the demo could say now. @param openId of the simulated Feishu */
export function examplesFor(openId: string): readonly string[] {
  const person = people.find(({ id }) => `ou_${id}` === openId)
  return rep[person?.id ?? ''] ?? byRole[person?.role ?? ''] ?? ['看看华芯', 'D-1004', '帮助']
}
