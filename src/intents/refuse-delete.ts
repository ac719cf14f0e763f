import type { Intent } from '../bot/turn.ts'
import type { Clause } from '../language/sentence.ts'

const deleting = /删除|删掉|删去|删光|删了|清空|清除|抹掉|销毁|(?:给|把).*删$/u
const records = /客户|商机|项目|单子|公司|数据|线索|所有|全部/u
/** These are taken away every day, by their own words. */
const others = /标签|提醒|待办|协作|电话|号码|互动|备注|记错|刚才|这条|那条/u

/** 把天成删了: whatever it is called, and whether there is such a one. */
const anyName =
  /^(?:请|麻烦|帮我|,|\s)*(?:把|将)[\p{Script=Han}A-Za-z0-9-]{2,20}?(?:给|都|全)*(?:删除|删掉|删去|删)(?:了|吧|一下)*$/u

const isMeant = (clause: Clause): boolean =>
  deleting.test(clause.text) &&
  !others.test(clause.text) &&
  (records.test(clause.text) ||
    anyName.test(clause.text.trim()) ||
    clause.names.some(({ found }) => found.hits.some(({ kind }) => kind !== 'user')))

/** Nothing is ever deleted, whoever asks and whatever it is. */
export const refuseDeleteIntent: Intent = {
  id: 'record.delete',
  examples: ['删除客户华芯', '把华鑫删了', '清空所有商机'],
  read: (_sentence, free) => {
    const clauses = free.filter(isMeant)
    if (clauses.length === 0) return undefined
    return { clauses, run: async () => ({ kind: 'problem', problem: { id: 'NoDeleting' } }) }
  },
}
