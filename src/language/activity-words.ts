/** The words of contacts with customers. */
import type { ActivityKind } from '../domain/activity.ts'

/** Words for a contact, the surest kind first. 电话 alone may be the number that somebody asks for. */
const kinds: readonly (readonly [ActivityKind, RegExp])[] = [
  [
    'wechat',
    /加了.{0,6}微信|[和跟与同].{1,12}微信\s*$|(?<!的)(?:微信|企微)(?!\s*$|是|号|多少|群|名片)|语音聊/u,
  ],
  [
    'email',
    /发了?.{0,8}邮件|邮件(?:联系|沟通|回复|回了|确认|发|说|给|往来|告知)|发了?邮|e-?mail/iu,
  ],
  [
    'call',
    /[和跟与同].{1,12}电话\s*$|通了?(?:一?个)?电?话|通完电?话|(?:打|通|来|接|回|挂)(?:了|完|过|通|着)?(?:一?个|一?通)?.{0,5}?电话|电话(?!\s*$|是|号|多少|给我|发我|[\d:]|呢|吗)|致电|电联|打给|来电|call/iu,
  ],
  [
    'meeting',
    /开会|开[了完过个].{0,8}会(?![员计议室])|会议(?:上|中|里|讨论|沟通|确认|开)|评审会|例会|视频会|线上会|研讨会/u,
  ],
  [
    'visit',
    /拜访|走访|登门|上门|面谈|面访|面聊|见面|见到|见了|碰面|碰头|碰了|陪同|到访|来访|去了|去过|(?<![过出回进])去(?!年|掉|除).{2,8}?[聊谈]了|跑了.{0,6}趟|(?<![户单人家])跑了(?=[\p{Script=Han}]{2,})|去.{0,8}一趟|[吃请].{0,2}饭|(?:一起|一块儿?|一道|结伴)(?:去|跑)(?!年|掉)|带(?:着|上)?.{2,3}去(?!年|掉|除)|约见|来公司|来我[们司]|到我[们司]|到公司|参观|考察|驻场|从.{1,12}(?:那边?|公司)?(?:回来|出来)|去(?!年|除).{1,12}(?:谈|聊|沟通|交流|讨论|对接|汇报|演示)|去.{1,12}[见找](?!面|了|到)(?=[\p{Script=Han}])|去的(?!时|路|话|人|都|是)|踏勘|勘[察查测]|(?:走|看|转|跑)了(?:一[遍圈趟下]|.{0,4}(?:现场|车间|产线|仓库|实验室))|在.{1,10}(?:现场|那边)(?:待|呆|蹲|忙|调)/u,
  ],
  [
    'other',
    /[\p{Script=Han}](?:总|工|经理|主任|会计|科长|部长|主管|总监|处长|博士|老师)(?:那边|他)?(?:也|都|还|就|又)?(?:说(?![明法服])|问|嫌|表示|要求|希望|提出|提到|同意|回复|答复|反映|反馈|透露|觉得|认为|担心|抱怨|满意|不满|认可|拒绝|:)|[和跟与同].{1,12}(?:确认|讨论|核对|梳理)(?:了|过|完)|聊了|聊的|聊到|聊过|聊完|聊.{0,2}聊|谈了|谈到|谈过|谈完|谈(?=价|合同|方案|条款|商务|合作|项目|付款|交期)|沟通(?:了|过|完)?|交流(?:了|过)?|对接(?:了|过)?|联系[了过上]|回访|演示了|汇报了|跟进(?:了|过|(?=.{0,12}:))|给.{1,12}(?:发|寄|送|交|提交|递交|报)了|(?:发|寄|送|提交|递交)(?:了|过去|给).{0,8}给|答疑|培训了|送样|对账|(?<![等待没无])反馈|答复了?|回复了|来问|问了|催[了我]/u,
  ],
]

/** Whether the words tell of a contact, and of what kind. */
export function contactKind(text: string): ActivityKind | undefined {
  return kinds.find(([, words]) => words.test(text))?.[0]
}

/** Where they do. */
export function contactWord(text: string): RegExpExecArray | undefined {
  for (const [, words] of kinds) {
    const match = words.exec(text)
    if (match) return match
  }
  return undefined
}

/** 李总说, 沈工: what follows is theirs. */
export const personSays =
  /(?:总|工|经理|主任|会计|科长|部长|主管|总监|处长|博士|老师)(?:那边|他)?(?:也|都|还|就|又)?(?:回复|答复)?(?:说(?![明法服])|表示|提到|反映|反馈|透露|觉得|认为|担心|抱怨|:)+/u

/** What a customer says, told with their name in front: 立辰说不急, 华芯那边觉得太贵. */
export const customerSays =
  /^(?:的)?(?:那边|那头|方面|客户|老板|他们|的人)*(?:今天|刚才|刚刚|刚|昨天)?(?:也|都|还|就|又)?(?:说(?![明法服])了?|表示|觉得|认为|嫌|反馈(?!表|单)|回复|答复|担心|抱怨|透露|提到|提出|(?:很|挺|比较|非常|不太|不)(?:满意|认可|着急|急|看好|感兴趣))/u

/** How somebody likes to be reached: not that they were. */
const liking =
  /(?:不|不太|很|更|最)?(?:喜欢|爱|习惯|愿意?|方便|倾向于?|偏向于?)[^,]{0,6}(?:打|接|电话|微信|邮件|见面|上门)(?:电话|微信|邮件|联系|沟通)?|(?:喜欢|讨厌|反感|习惯)(?:我们|别人|人家)?(?:给他|给她)?(?:用|打|接|走|发)?(?:电话|微信|邮件)(?:联系|沟通)?|(?:沟通|联系)(?:偏好|方式|习惯).{0,6}/u

/** Whether its only words for a contact are those of a liking. */
export const isOnlyLiking = (text: string): boolean =>
  liking.test(text) && contactKind(text.replace(liking, ' ')) === undefined

/** A plan, an order, a question or a failed attempt is no contact. */
export const noContact =
  /(?:电话|号码|微信|邮箱)[^,]{0,8}(?:告诉我|导出|发给?我|给我(?:看|发))|^(?:我们?)?(?:希望|但愿|要是|争取|最好能)|(?:拜访|见面?|去|聊|谈)之?前的?|准备(?:一?下|个|份)|^[\s那就以后平时千万尽量最好]*(?:别|不要|不用|不必|甭|少)|帮我(?![记登录补写])|提醒|推迟|改期|延期|打算|准备去|计划去|要去|想去|申请|安排.*去|记得|别忘|待会|一会儿?去|约了.*(?:明|后)天|没(?:有)?(?:联系|打通|接(?!受)|见|去|聊|碰|回(?!款))|联系不上|打不通|不接(?!受)|不回(?!避)|未接|没人接|未能|取消了|[?]|吗$|什么|多少|谁|最近.{0,2}聊|怎么/u

/** Told in it: it came to nothing. */
export const failedContact =
  /没(?:有)?(?:人)?(?:接(?!受)|打通|联系上|通(?!过)|见[到着]|回(?:我|消息|微信|邮件|电话|信息?|复我))|(?:微信|消息|邮件|电话|短信)(?:也|都|一直|还是?|老是?)*(?:没(?:有)?|不)回|不接(?!受)|联系不上|打不通|未接/u

/** Told after it: there was nobody. */
export const nobodyThere =
  /^(?:但是?|可是?|结果)?(?:他|她|对方|电话)?(?:没接|没人接|没打通|没通|没联系上|没见[到着]|没回)/u

const name = '[\\p{Script=Han}A-Za-z0-9]{2,10}?'
const talked =
  '沟通|聊|谈|交流|开会|开了|见面|会面|通话|通了|打了|对接|联系|碰|讨论|确认|发了|寄了|送了|报了|回了'

/** Whom a contact was with, right beside its word: those who are visited are companies. */
export const metWith = new RegExp(
  `(?:拜访|走访|回访|拜会|到访)(?:了|过)?(?<visited>${name})(?:那边|公司)?(?=$|[\\s,:的]|${talked})|(?:去|到)(?<visited>${name})(?:那边|公司)?(?=拜访|走访|回访|考察|${talked})|[和跟与同给](?<other>${name})(?:那边|公司)?(?=${talked})|联系[了过](?<other>${name})(?:那边|公司)?(?=$|[\\s,:])`,
  'u',
)

/** Stands where a name would, and is everybody's. */
export const nobodyInParticular =
  /[我你他她它这那哪谁几]|客户|公司|现场|园区|团队|同事|领导|大家|专家|老板|厂家|供应商|代理|团|人|家|会|方案|项目|电话|微信|邮件|资料/u

export const topicLead =
  /(?:聊[了完过]?|谈了?|讨论了?|沟通了?|交流了?|介绍了?|演示了?|讲了?|汇报了?|对接了?|确认了?|对了?|说了?|问了?|关于|主要是|内容是|主题是?|反馈了?|发了|寄了|送了|提交了|递交了|催了?|:)(?:一下|聊|下|的是|到|的)?/u

/** Begins with what it was about, whatever day is in it. */
export const topicOpening = /^(?:聊|谈|讨论|沟通|交流|介绍|演示|讲|汇报|对接|关于|主要|内容|主题)/u

/** Who speaks, when it is not us. */
const speaker = '他们?|她们?|对方|客户|那边|对面|人家|甲方|业主|老板|领导'

const speaking =
  '说|嫌|觉得|认为|表示|反馈|反映|希望|要求|担心|想要?|同意|不同意|接受|不接受|认可|不认可|满意|不满意?|拒绝|抱怨|提出|提到|提的|回复|答复|问|关心|挺|很|比较|有点'

export const feedbackLead = new RegExp(
  `^(?:反馈|结果)?(?:${speaker})?(?:那边|方面)?(?:对[^,]{0,8})?(?:也|都|还|就|又)?(?:${speaking}|反馈|:)|^反馈|^结果`,
  'u',
)
/** Only says that somebody said it. */
export const saidSo = new RegExp(
  `^(?:(?:${speaker})(?:那边|方面)?)?(?:也|都|还|就|又)?(?:说|表示|反馈|反映|回复|答复|提到)(?:了|说|是)?[:,\\s]*|^结果(?:是)?:?`,
  'u',
)

export const feedbackSubject = new RegExp(`^(?:${speaker}|反馈)`, 'u')

/** Where somebody else's words begin in text without punctuation. */
export const speechStart = new RegExp(`(?:${speaker})(?:也|都|还|就|又)?(?:${speaking})`, 'u')

export const nextLead =
  /^(?:然后|接下来|之后|后面|后续|约好?了?|约定|计划|打算|准备|我?要(?!求)|需要|下一步|下步|回头|再|让我们?|叫我们?|要我们?)(?:是|:|就|要|我)?/u

/** Only announces the step. */
export const stepOpening =
  /^(?:然后|接下来|之后|后面|后续|下一步|下步|回头|让我们?|叫我们?|我?要|就)(?:是|:)?/u

/** What people say for the objections that come up again and again. */
export const objections: readonly (readonly [RegExp, string])[] = [
  [
    /嫌.{0,3}贵|太贵|偏贵|有点贵|贵了|价格(?:有点|偏|太|比较)?高|报价(?:有点|偏|太|比较)?高|价高|超预算/u,
    '价格偏高',
  ],
]

/** Departments and other words between an account's name and a person of it. */
export const notAnOrganisation =
  /^(?:的|总监|经理|主任|主管|工程师|技术|采购|财务|研发|质量|品质|生产|设备|工程|商务|销售|市场|法务|总部|总|副|新来的?|新|老|那边|那个|这边|他们|我们|客户|对方|甲方|业主|负责人?|接口人|联系人|[\p{Script=Han}]{0,6}(?:部|处|科|室|组|线|厂|中心|车间|事业部|办))*$/u
