/** Why a deal goes back, said beside it: 需求又变了, 方案被客户否了, 客户暂停了. */
export const backReasons = ['需求变化', '方案被否', '客户暂停'] as const

type BackReason = (typeof backReasons)[number]

const reasons: readonly (readonly [BackReason, RegExp])[] = [
  [
    '需求变化',
    /(?:因为|由于)?(?:客户|对方|他们|甲方)?(?:那边)?(?:的)?需求(?:又|都|有|全|大)*(?:变化|变更|变动|调整|改|变|加|增加)(?:了|啦)?|(?:改|换|变)了?需求/u,
  ],
  [
    '方案被否',
    /(?:因为|由于)?方案(?:又|也|都)?(?:被)?(?:客户|对方|他们|甲方|李总)?(?:那边)?(?:给)?(?:否决?|毙|打回来?|推翻|驳回?|没过|没通过|不行|通不过)(?:了|掉了)?|(?:否|毙|推翻)了?(?:我们的?)?方案/u,
  ],
  [
    '客户暂停',
    /(?:因为|由于)?(?:客户|对方|他们|甲方|项目)?(?:那边|方面)?(?:先|要|也|又)?(?:暂停|停|搁置|冻结|叫停|暂缓|缓一缓|搁一搁)(?:了|下来|一下)?|预算(?:被)?(?:砍|冻结|取消|没)(?:了|掉了)?/u,
  ],
]

/** The reason that these words give, if they give one. */
export const backReasonIn = (text: string): BackReason | undefined =>
  reasons.find(([, words]) => words.test(text))?.[0]

/** Whether the words are the reason and nothing else. */
export function isBackReason(text: string): boolean {
  const rest = reasons.reduce((left, [, words]) => left.replace(words, ''), text)
  return rest !== text && /^[\s,因为是原了的啊吧]*$/u.test(rest)
}

/** The text with blanks where a reason stands. */
export const withoutReason = (text: string): string =>
  reasons.reduce((left, [, words]) => left.replace(words, (all) => ' '.repeat(all.length)), text)
