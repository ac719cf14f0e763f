/** What the demo's other people could say: those who see everything, and those called up for a deal. */
import type { ExampleGroup } from '../playground/server.ts'

type Examples = Readonly<Record<string, readonly ExampleGroup[]>>

const help: ExampleGroup = { title: '怎么说', sentences: ['帮助', '你能做什么'] }

export const byHead: Examples = {
  zhaomin: [
    { title: '审批', sentences: ['AP-31 什么情况', '特批顺达那个,战略客户'] },
    { title: '看团队', sentences: ['华东本周小结', '张伟今天要跟进谁', '谁超过一周没跟进A级客户'] },
    { title: '漏斗', sentences: ['漏斗', '漏斗 华南', '看看各阶段的商机'] },
    {
      title: '列表',
      sentences: ['本月要签的单子', '100万以上的商机', '超期的项目', '列出华东 汽车电子 的客户'],
    },
    {
      title: '看客户和商机',
      sentences: ['看看远驰', 'D-1004 现在多少钱', '华芯的变更记录', '立辰谁拍板'],
    },
    { title: '竞品和丢单', sentences: ['环测怎么打', '丢单原因', '都输给谁了'] },
    { title: '改商机', sentences: ['D-1004 预计签约改到年底'] },
    help,
  ],
  qianli: [
    { title: '漏斗', sentences: ['漏斗', '电子检测的漏斗'] },
    { title: '列表', sentences: ['金额最大的5个项目', '本月要签的单子', 'A级客户有哪些'] },
    {
      title: '看客户和商机',
      sentences: ['远驰现在什么情况', 'D-1004 到哪个阶段了', '华芯最近聊了什么'],
    },
    { title: '看团队', sentences: ['华南本周小结', '王强本周小结'] },
    { title: '竞品和丢单', sentences: ['竞争对手有哪些', '今年丢单原因 按竞品/阶段/地区'] },
    help,
  ],
  helei: [
    {
      title: '设人员',
      sentences: ['李娜是销售经理', '王强加入华东组', '陈静带华南组', '取消周涛的售前角色'],
    },
    { title: '看团队', sentences: ['华东今天情况如何', '华南本周小结'] },
    { title: '漏斗和列表', sentences: ['漏斗', '超期的项目', '汽车电子客户'] },
    {
      title: '看客户和商机',
      sentences: ['华芯现在什么情况', '谁改了华芯检测的金额', 'L-202 什么情况'],
    },
    { title: '提醒', sentences: ['周五下午4点提醒我核对人员', '我的提醒'] },
    help,
  ],
}

export const byFunction: Examples = {
  zhoutao: [
    {
      title: '看商机',
      sentences: ['D-1001 什么情况', '华芯检测项目到哪个阶段了', '我能看的商机'],
    },
    {
      title: '客户需求',
      sentences: ['华芯检测要3台老化箱,标准GB/T 2423', '需求档案 华芯检测'],
    },
    {
      title: '关键人',
      sentences: ['华芯检测谁说了算', '华芯检测张经理反对'],
    },
    { title: '竞品', sentences: ['环测怎么打', '环测没有AEC-Q全套资质'] },
    { title: '提醒', sentences: ['下周四上午9点提醒我去华芯做技术交流', '我的提醒'] },
    { title: '今天做什么', sentences: ['今天有什么事', '待补充'] },
    help,
  ],
  sunli: [
    { title: '审批', sentences: ['待我审批', 'AP-31 同意', '谁在代我审批'] },
    { title: '看商机', sentences: ['D-1004 现在多少钱', '顺达仓配一体什么时候签', '在谈的商机'] },
    { title: '关键人', sentences: ['D-1004 谁拍板'] },
    { title: '提醒', sentences: ['明天上午10点提醒我回复刘洋', '我的提醒'] },
    help,
  ],
  wufang: [
    { title: '审批', sentences: ['待我审批', 'AP-31 同意', '谁在代我审批'] },
    { title: '看商机', sentences: ['D-1004 现在多少钱', '在谈的商机'] },
    { title: '提醒', sentences: ['明天上午10点提醒我核对账期', '我的提醒'] },
    help,
  ],
  zhengkai: [
    { title: '审批', sentences: ['待我审批', 'AP-31 同意', '谁在代我审批'] },
    { title: '看商机', sentences: ['D-1004 到哪个阶段了', '在谈的商机'] },
    { title: '提醒', sentences: ['后天下午2点提醒我看合同', '我的提醒'] },
    help,
  ],
  gaoyuan: [
    { title: '今天做什么', sentences: ['今天有什么事', '明天干嘛'] },
    { title: '提醒', sentences: ['下周一上午9点提醒我排产', '我的提醒'] },
    help,
  ],
}
