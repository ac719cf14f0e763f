/** Orders to keep words as a contact with a customer, whatever they say. */

import type { ActivityReading } from './activity-clauses.ts'
import { readActivity } from './activity-clauses.ts'
import { contactKind } from './activity-words.ts'
import type { Clause } from './sentence.ts'

const record =
  '(?:互动|跟进|沟通|拜访|电话|会议|微信|邮件|交流|联系|客户)?(?:记录|互动|跟进|沟通|拜访|电话|会议|微信|邮件|交流|联系|纪要)(?:里|中)?'

const before =
  '(?:刚才|刚刚|方才|上面|前面|上|之前|前)(?:我)?(?:说的?|发的?|讲的?|写的?)?(?:那|这)?(?:一)?(?:句|条|段|个|次|则)?(?:话|消息|内容|文字|信息)?(?:的)?'

const lastSaid = new RegExp(
  `^(?:请|麻烦|帮我|给我|那|就)*(?:把|将)?${before}(?:也|就|都|给我|帮我)*(?:当|算|记|存|录|写|登记|保存|改|转|按|作)(?:录|下|存)?(?:成|为|作|做|到|进|入|下来?)?(?:是)?(?:一?[个条次])?${record}(?:一下|吧|了|啊|哈|存一下|来?记)*$`,
  'u',
)

const given = new RegExp(
  `^(?:请|麻烦|帮我|给我)*记(?:录|下)?(?:成|为|一下)?(?:一?[个条次])?${record}[:, ]+(.+)$`,
  'su',
)

/** 「刚才那句记成互动」, or the words themselves behind 「记互动:」. */
export function readLogCommand(
  text: string,
): { readonly words?: string; readonly kind?: string } | undefined {
  const said = text.trim().replace(/[。!~]+$/u, '')
  if (lastSaid.test(said)) return { kind: said }
  const words = given.exec(said)?.[1]
  return words === undefined ? undefined : { words }
}

/** The words as a contact, even where nothing in them tells of one. */
export function asActivity(clauses: readonly Clause[], command: string): ActivityReading {
  const text = clauses.map((clause) => clause.text.trim()).join(',')
  const read = readActivity(clauses)
  if (read && read.clauses.length === clauses.length) return read
  const kind = contactKind(text) ?? kindIn(command)
  return { clauses, kind, onDate: undefined, topic: text.slice(0, 200) }
}

function kindIn(command: string): ActivityReading['kind'] {
  if (/拜访/u.test(command)) return 'visit'
  if (/电话/u.test(command)) return 'call'
  if (/会议|纪要/u.test(command)) return 'meeting'
  if (/微信/u.test(command)) return 'wechat'
  return /邮件/u.test(command) ? 'email' : 'other'
}
