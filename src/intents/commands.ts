import { noticeCard } from '../../cards/notice-card.ts'
import type { Intent, Reply } from '../bot/turn.ts'
import type { Sentence } from '../language/sentence.ts'

/** Nobody takes more characters to say yes. */
const longest = 40

/** A sentence that is nothing but these words, once or a few times over: 对,就这样. */
const wholly = (pattern: RegExp, reply: Reply): Intent['read'] => {
  const word = `(?:${pattern.source})`
  const whole = new RegExp(`^${word}(?:[,\\s]*${word}){0,2}[。!~,\\s]*$`, 'iu')
  return ({ text, clauses }: Sentence, free) =>
    free.length === clauses.length && text.length <= longest && whole.test(text.trim())
      ? { clauses: [...clauses], run: async () => reply }
      : undefined
}

const sighs = '(?:哎呀?|嗯|呃|不对|等等|不好意思|抱歉|糟了|算了|不用了|不要了|[,\\s])*'
const last =
  '(?:(?:刚才|刚刚|方才|上面|前面|上一?|这|那)(?:我)?(?:那|这)?一?(?:个|条|次|步|下|笔)?(?:我)?的?(?:修改|改动|操作|记录|金额|日期)?)'
const wrong =
  '(?:(?:我|是|都|又)*(?:改|记|填|说|弄|搞|写|点|输|打|录|设)错|(?:是|都)*(?:错|不对|有误|弄反))(?:了|啦|的)*'
const back = '(?:撤销|撤回|撤消|反悔|还原|恢复|回退|退回去|改回(?:来|去)|undo)'
const around =
  '(?:请|麻烦|帮我|给我|替我|把|就|都|一下|吧|哈|啊|掉|刚才|刚刚|上一步|上一条|上次|原样|这次|那条|那个|这个|的|修改|改动|操作|记录)*'

/** Takes the last change back. */
export const undoIntent: Intent = {
  id: 'draft.undo',
  what: '撤销刚才的修改',
  examples: ['撤销', '撤回刚才的修改', '恢复原样', '刚才那条改错了', '刚才那个改错了,撤回'],
  read: wholly(
    new RegExp(
      `${sighs}(?:${around}${last}?${back}${around}|${last}${wrong}|(?:改|记|弄|填)错(?:了|啦))`,
      'u',
    ),
    { kind: 'draft', command: 'undo' },
  ),
}

/** Says yes to the preview that waits. */
export const confirmIntent: Intent = {
  id: 'draft.confirm',
  examples: ['确认', '好的', '可以', '没问题'],
  read: wholly(
    /(?:确认|确定|好的?|可以|行|是的?|对的?|没错|没问题|ok|okay|嗯+|保存|提交|就这样|同意)(?:了|吧|啦|呀|的|保存|修改|提交)*/u,
    { kind: 'draft', command: 'confirm' },
  ),
}

/** Drops what waits. */
export const cancelIntent: Intent = {
  id: 'draft.cancel',
  examples: ['取消', '算了', '先不改了'],
  read: wholly(
    /取消(?:了|吧|修改)?|算了(?:吧)?|不用了|不要了|不改了|先不(?:改|要|弄)(?:了)?|别改了|放弃/u,
    { kind: 'draft', command: 'cancel' },
  ),
}

/** Nothing to do, and no reason not to be polite. */
export const thanksIntent: Intent = {
  id: 'thanks.take',
  examples: ['谢谢', '辛苦了', '收到'],
  read: wholly(
    /(?:好的?|嗯+|ok)?[,\s]*(?:谢谢(?:你|您|啦|了|哈)?|多谢(?:了|啦)?|感谢|谢了|辛苦(?:了|啦|你了)?|收到(?:了|啦)?|知道了|明白(?:了)?|了解(?:了)?|懂了|厉害|真棒|不错|再见|拜拜|88)/u,
    { kind: 'card', card: noticeCard('不客气', ['有要记的、要改的,直接说就行。']), common: true },
  ),
}
