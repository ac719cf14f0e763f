/** Ways through the bot that several people of the demo go together, from the demo's own data. */
import type { Story } from '../playground/server.ts'

export const stories: readonly Story[] = [
  {
    id: 'gate',
    title: '推进被拦住,补齐了自己回来',
    note: '缺什么列得清清楚楚;最后一项到了,原来的修改自己回来',
    steps: [
      { who: 'zhangwei', say: '立辰推进到商务谈判,金额改成130万' },
      { who: 'chenjing', say: '周涛确认立辰客户认可方案了' },
      { who: 'zhangwei', tap: '补财务联系人' },
      { who: 'zhangwei', tap: '登记', form: { name: '王会计', department: 'finance' } },
      { who: 'zhangwei', tap: '确认' },
    ],
  },
  {
    id: 'release',
    title: '还差两项,请经理放行',
    note: '放行要写原因,之后一直看得见',
    steps: [
      { who: 'zhangwei', say: '立辰推进到商务谈判' },
      { who: 'zhangwei', tap: '请陈静放行' },
      { who: 'zhangwei', tap: '发给陈静', form: { reason: '客户催着谈价' } },
      { who: 'chenjing', tap: '放行', form: { reason: '客户高层已口头同意' } },
      { who: 'zhangwei', tap: '确认' },
      { who: 'zhangwei', say: '立辰可靠性实验室' },
    ],
  },
  {
    id: 'approval',
    title: '从申请条款到成交移交',
    note: '经理、财务、总监各审各的;要求修改不丢线索;批了才能成交',
    steps: [
      { who: 'zhangwei', say: '射频校准客户要打88折,账期60天,帮我申请' },
      { who: 'zhangwei', tap: '提交' },
      { who: 'chenjing', tap: '同意' },
      { who: 'wufang', tap: '要求修改', form: { comment: '账期不超过45天' } },
      { who: 'zhangwei', say: '射频校准账期45天,再申请' },
      { who: 'zhangwei', tap: '提交' },
      { who: 'chenjing', tap: '同意' },
      { who: 'wufang', tap: '同意' },
      { who: 'zhaomin', tap: '同意' },
      { who: 'zhangwei', say: '射频校准签了,合同79.2万,合同号HT-2026-090' },
      { who: 'zhangwei', tap: '确认成交' },
      { who: 'gaoyuan', tap: '接收' },
    ],
  },
]
