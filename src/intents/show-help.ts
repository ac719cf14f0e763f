import { helpTopics } from '../bot/help-topics.ts'
import type { Intent } from '../bot/turn.ts'

/** What one can say: all of it, or of one subject. */
export const showHelpIntent: Intent = {
  id: 'help.show',
  examples: ['帮助', '你能做什么', '怎么用', 'help', '帮助 商机', '怎么记互动', '提醒怎么设'],
  read: ({ text, clauses }, free) => {
    if (free.length !== clauses.length) return undefined
    const said = text.trim().replace(/[。!?~,\s]+$/u, '')
    const about = subjectAsked(said)
    if (about === undefined && !/^\?+$/.test(text.trim()) && !everything.test(said)) {
      return undefined
    }
    return { clauses: [...clauses], run: async () => ({ kind: 'help', about }) }
  },
}

const everything =
  /^(?:请)?(?:帮助|帮帮我|帮忙|使用帮助|菜单|功能|说明|help|你好|您好|hi|hello|在吗?|在不在|(?:你|您)?(?:都|还|到底)*(?:能|会|可以)(?:帮我|帮|给我)?(?:干|做|弄|搞)?(?:些|点儿?)?(?:什么|啥|嘛|哪些)(?:事情?|活|用)?(?:呀|呢|啊|吗|的)?|(?:你|您)(?:是|到底是)(?:干什么|干嘛|做什么|干啥)(?:用)?的(?:呀|呢|啊)?|(?:请问)?(?:(?:这个?|那个?|你这个?|咱们?这个?)?(?:机器人|助手|东西|玩意儿?|工具|系统|小助手)|这个|你|它)?(?:该|要|应该)?(?:怎么|咋|如何|怎样)(?:使用|操作|用|使|玩)(?:啊|呢|呀)?|(?:你)?(?:都)?(?:有)?(?:什么|哪些|啥)功能(?:呀|呢|啊)?)$/iu

const word = [...new Set(helpTopics.flatMap(({ title, words }) => [title, ...words]))]
  .sort((a, b) => b.length - a.length)
  .join('|')
const how =
  '(?:请问|请教|我想问一?下|教我|告诉我)?[,\\s]*(?:该|应该|要|可以|能)?(?:怎么|怎样|如何|咋)(?:才能|去)?'
const verb =
  '(?:记录?|写|填|补充?|加|新增|增加|新建|建|创建|录入?|改|修改|更新|推进|看|查|查看|查询|设置?|用|打|关闭?|列|删除?|取消|登记|共享|弄|搞)'
const end = '(?:啊|呢|呀|的)?'

/** 帮助 商机 · 怎么记互动 · 互动怎么记 · 商机能做什么: the words for the subject, with what is done to it. */
const asked: readonly RegExp[] = [
  new RegExp(`^(?:帮助|help|说明|用法|菜单)[\\s:,]*(${verb}?(?:${word}))$`, 'iu'),
  new RegExp(
    `^${how}((?:[给把为](?:${word}))?${verb}?(?:一?[个条下])?(?:新的?)?(?:${word}))${end}$`,
    'u',
  ),
  new RegExp(`^((?:${word}))(?:的?话)?[,\\s]*${how}${verb}?${end}$`, 'u'),
  new RegExp(
    `^(?:关于)?(${word})(?:方面|这块)?(?:你?(?:都|还)?(?:能|会|可以)(?:做|干|帮我做)?(?:什么|啥|哪些)|有(?:什么|哪些)功能)$`,
    'u',
  ),
]

function subjectAsked(said: string): string | undefined {
  for (const pattern of asked) {
    const about = pattern.exec(said)?.[1]
    if (about !== undefined) return about
  }
  return undefined
}
