/** The words for everything that can go wrong. Each says what to do next; the only place that has them. */
import type { Offer, Problem } from '../src/domain/problem.ts'
import type { Button, Card } from './kit/card.ts'

type Words = { readonly title: string; readonly text: string; readonly next?: string }

const outcomes: Readonly<Record<string, string>> = { won: '已成交', lost: '已丢单', void: '已撤销' }

const approvalEnds: Readonly<Record<string, string>> = {
  approved: '批准',
  rejected: '驳回',
  returned: '要求修改',
  withdrawn: '撤回',
  expired: '过期',
  superseded: '作废',
}

function wordsFor(problem: Problem): Words {
  switch (problem.id) {
    case 'NotFoundOrNotAllowed':
      return {
        title: '没找到',
        text: '没有权限或不存在。',
        next: '核对一下名字或编号;要看同事的客户,请联系你的经理。',
      }
    case 'ConditionUnknown':
      return {
        title: '没找到',
        text: `没有权限或不存在:${problem.said.map((word) => `“${word}”`).join('、')}。`,
        next: '可以按地区、行业、级别、标签、团队、阶段或名字来列,例如「列出华东 半导体 的客户」。',
      }
    case 'ApprovalOver': {
      const how = [problem.by && `由${problem.by}`, problem.when && `于 ${problem.when}`]
      const ended = approvalEnds[problem.state] ?? '结束'
      return {
        title: `${problem.code} 已${ended}`,
        text: `已${how.filter(Boolean).join('')}${problem.when ? ' ' : ''}${ended}。`,
      }
    }
    case 'ApprovalOwn':
      return {
        title: '不能审批自己提交的',
        text: `${problem.code} 是你提交的,要由别人来批。`,
        next: '可以「催一下」,也可以撤回。',
      }
    case 'ApproverAlreadyIn':
      return { title: '已经在审批人里', text: `${problem.code} 的审批人里已经有这位同事。` }
    case 'ApproverDecided':
      return {
        title: '已经审过了',
        text: `${problem.code} 这一步${problem.when ? `在 ${problem.when} ` : ''}已经同意过了。`,
      }
    case 'ApproverNotCurrent':
      return {
        title: problem.later ? '还没轮到你' : '你不是当前审批人',
        text: problem.later
          ? `${problem.code} 还在等 ${problem.current.join('、')},他们之后才轮到你。`
          : `你不是当前审批人(当前:${problem.current.join('、')})。`,
      }
    case 'TermsChanged':
      return {
        title: '条款已变',
        text: `${problem.code} 的条款已变,这张卡片上的不再算数。`,
        next: '请看最新的一张。',
      }
    case 'ReasonMissing':
      return {
        title: '要写原因',
        text: `${problem.what}要写原因。`,
        next: '写在“意见”里再点一次。',
      }
    case 'NotAnApprover':
      return {
        title: '不能由他审批',
        text: `${problem.name} 的角色不审批条款。`,
        next: '可以交给经理、总监、高管、商务、财务、法务或交付。',
      }
    case 'NoApprover':
      return {
        title: '没有人能审批',
        text: `没有可以审批的${problem.slot},还没有提交。`,
        next: '请管理员先设好角色。',
      }
    case 'TermsThere':
      return { title: '没有变化', text: `${problem.code} 的条款就是这些:${problem.what}。` }
    case 'TermsFrozen':
      return {
        title: '审批中,先不能改',
        text: `${problem.deal} 的条款正在审批(${problem.code}),价格和付款条件先不能改。`,
        next: `要改就先说「撤回 ${problem.code}」,或者按新条件重新申请。`,
      }
    case 'NudgedLately':
      return { title: '刚催过', text: `${problem.code} 一小时内已经催过,稍后再催。` }
    case 'NoDelegation':
      return { title: '没有委托', text: '现在没有委托别人代你审批。' }
    case 'NotYetWon':
      return { title: '还不能成交', text: `还不能成交:${problem.why}。` }
    case 'ContractMissing':
      return {
        title: '缺合同',
        text: '还没有合同号,也没有合同链接或文件。',
        next: '在卡片上填合同号,再点一次「确认成交」。',
      }
    case 'ContractNumberTaken':
      return {
        title: '合同号重复',
        text: `合同号 ${problem.number} 已经登记过了。`,
        next: '核对一下合同号。',
      }
    case 'ContractDiffers':
      return {
        title: '合同金额对不上',
        text: `合同金额 ${problem.contract} 和已批准的 ${problem.approved} 不一致${
          problem.difference ? `(${problem.difference})` : ''
        },没有保存。`,
        next: '核对合同金额;价格真的变了,按新价格重新申请条款。',
      }
    case 'SignedLater':
      return {
        title: '还没到签署日',
        text: `${problem.day} 还没到,签了再登记成交。`,
        next: '只改预计签约的日期,说「预计下周三签」。',
      }
    case 'HandoverOver':
      return {
        title: '已经处理过了',
        text: problem.state === 'accepted' ? '已经接收了。' : '已经退回补充了。',
      }
    case 'NoApprovalOf':
      return { title: '没有审批单', text: `${problem.deal} 没有在走的审批。` }
    case 'NotEnrolled':
      return {
        title: '还没有开通',
        text: `还没有开通,请联系 ${problem.administrators.join('、') || '管理员'}。`,
      }
    case 'NoAdministrator':
      return {
        title: '还没有管理员',
        text: '还没有开通,请联系管理员。',
        next: `如果就是你来设置:把你的编号 ${problem.yourId} 填进 ADMIN_USERS,重启机器人,你就是管理员。`,
      }
    case 'NotAllowed':
      return {
        title: '没有权限',
        text: '这一步你的角色不能做。',
        next: problem.who ? `可以请 ${problem.who} 来做。` : '请联系你的经理。',
      }
    case 'DealMissing':
      return {
        title: '哪个项目?',
        text: '你说的是哪个项目?',
        next: '说商机的名字或编号,如 D-1001。',
      }
    case 'NoOpenDeal':
      return {
        title: '没有在谈商机',
        text: `${problem.account} 没有在谈商机。`,
        next: `要新建,直接说「新建商机 ${problem.account}… 80万 预计下月底签」。`,
      }
    case 'TooManyDeals':
      return {
        title: '一次太多了',
        text: `一次最多改 ${problem.most} 个商机,这里有 ${problem.count} 个,都没有动。`,
        next: '请分几次说,或逐个说名字。',
      }
    case 'DealCountDiffers':
      return {
        title: '个数对不上',
        text: `你说${problem.said}个,在谈的有 ${problem.deals.length} 个:${problem.deals.join('、')}。`,
        next: '请说是哪几个的名字;全部都改,就说「都」。',
      }
    case 'NoBuyerStages':
      return {
        title: '没有记',
        text: `${problem.deal} 在「${problem.pipeline}」管道,不记客户走到哪一步。`,
        next: '天龙八部管道的商机才有买方阶段;别的可以记成互动。',
      }
    case 'EvidenceMissing':
      return {
        title: '还差凭证',
        text: `${problem.what}要有凭证:文件、图片、链接,或说谁确认的。`,
        next: `发文件给我,或说「${problem.what} https://…」「${problem.what}周涛确认了」。`,
      }
    case 'NothingToRelease':
      return {
        title: '没有要放行的',
        text: `${problem.deal} 现在没有等放行的推进。`,
        next: '先说推进到哪个阶段,如「某项目推进到商务谈判」。',
      }
    case 'NotReleasable':
      return {
        title: '这一项不能放行',
        text: `${problem.what} 不能放行,什么都没有改。`,
        next: '签了合同就直接说「签了」。',
      }
    case 'GateClosed':
      return {
        title: '还不能推进',
        text: `还不能推进,缺:${problem.missing.join('、')}。`,
        next: '发文件、链接,或说谁确认了,我来登记。',
      }
    case 'DealClosed':
      return {
        title: '商机已关闭',
        text: `${problem.deal} ${outcomes[problem.outcome] ?? '已关闭'},不能再改。`,
      }
    case 'StageUnknown':
      return {
        title: '没有这个阶段',
        text: `「${problem.pipeline}」管道没有“${problem.stage}”${
          problem.nearest
            ? `,最接近:${problem.nearest}${problem.alreadyThere ? '(当前已在)' : ''}`
            : `,现在在 ${problem.current}`
        }。`,
      }
    case 'AlreadyThere':
      return {
        title: `已在${problem.stage}`,
        text: `已在${problem.stage}(${problem.since.slice(5)} 起,${problem.days}天),没有改动。`,
      }
    case 'NothingChanges':
      return { title: '没有变化', text: `现在已经是:${problem.what.join(',')}。` }
    case 'NothingToChange':
      return { title: '都没有变化', text: problem.why.join(' ') }
    case 'ValueRefused':
      return { title: '没有改', text: `「${problem.said}」:${problem.reason}` }
    case 'DealOpen':
      return { title: '没有关闭', text: `${problem.deal} 没有关闭,还在谈。` }
    case 'NoDeleting':
      return {
        title: '不支持删除',
        text: '不支持删除,客户和商机的记录都留着。',
        next: '刚才改错了,说「撤销」;不做了的商机,说「…丢了」和原因。',
      }
    case 'NothingToUndo':
      return { title: '没有可撤销的', text: '10 分钟内没有可以撤销的操作。' }
    case 'UndoRefused':
      return {
        title: '不能撤销',
        text: `不能撤销:${problem.reason}。`,
        next: '直接说要改成什么,我再给你确认。',
      }
    case 'AccountMissing':
      return {
        title: '哪个客户?',
        text: problem.said ? `没找到「${problem.said}」这个客户。` : '你说的是哪个客户?',
        next: '说客户的简称,如「今天拜访了某客户王工,聊方案」。',
      }
    case 'AccountNameMissing':
      return {
        title: '还差名字',
        text: '新客户叫什么?',
        next: '这样说:新建客户 无锡晶锐微电子,做射频芯片,联系人李工 13800001111',
      }
    case 'AccountExists':
      return {
        title: '已经有了',
        text: `已有相近的客户 ${problem.code} ${problem.name}。`,
        next: `要看它,说「${problem.code}」。`,
      }
    case 'AccountTaken':
      return { title: '已有同事负责', text: `该客户已有同事负责,请联系 ${problem.ask}。` }
    case 'LeadGone':
      return {
        title: '线索已经处理',
        text: '这条线索刚被转走或关闭,没有新建。',
        next: '再说一遍,我重新查。',
      }
    case 'DealNameMissing':
      return {
        title: '还差名字',
        text: '新商机叫什么?',
        next: '这样说:新建商机 中启射频检测 80万 预计明年一季度签',
      }
    case 'DealExists':
      return {
        title: '已经有了',
        text: `已有同名商机 ${problem.code} ${problem.name}。`,
        next: `要看它,说「${problem.code}」。`,
      }
    case 'PhonesUsedUp':
      return {
        title: '今天的次数用完了',
        text: `今天已经看了 ${problem.limit} 次电话,到每日上限了。`,
        next: '明天 0 点后再看;急用请找客户的负责人或你的经理。',
      }
    case 'ContactMissing':
      return {
        title: '没找到这位联系人',
        text: '没有权限或不存在。',
        next: '连客户一起说,如「某客户王工…」;要新加,说「某客户新增联系人 王工 技术」。',
      }
    case 'PersonUnknown':
      return {
        title: '没找到这位同事',
        text: `没找到「${problem.said}」。`,
        next: '请对方先给我发一条消息,或同步通讯录。',
      }
    case 'ColleagueNotEnrolled':
      return {
        title: '还没有开通',
        text: `${problem.name}还没有角色,加了也看不到。`,
        next: '先请管理员给他设置角色,再加进来。',
      }
    case 'ParticipantMissing':
      return {
        title: '加谁?',
        text: '要让哪位同事参与?',
        next: '连名字一起说,如「把某同事加到某项目」;只给看就说「给某同事看一下某项目」。',
      }
    case 'ParticipantsNotYours':
      return {
        title: '由负责人来定',
        text: `${problem.record} 是${problem.owner}负责的,谁能参与由${[problem.owner, ...problem.leaders].join('或')}来定。`,
        next: '请其中一位把这句话直接发给我就行。',
      }
    case 'ParticipantsUnchanged':
      return { title: '没有变化', text: `${problem.why.join(';')}。` }
    case 'FunctionNeedsDeal':
      return {
        title: '加到哪个商机?',
        text: `${problem.who}按职能参与商机,${problem.account} 现在没有在谈的商机。`,
        next: '先建商机再加;整个客户只能共享给销售和管理的同事。',
      }
    case 'TagMissing':
      return {
        title: '没有这个标签',
        text: `${problem.account}没有标签「${problem.said}」,没有改动。`,
        next: problem.has.length > 0 ? `现在有:${problem.has.join('、')}` : '现在还没有标签。',
      }
    case 'ReminderRefused':
      return {
        title: '没有设提醒',
        text: problem.said ? `「${problem.said}」:${problem.reason}。` : `${problem.reason}。`,
        next: '这样说:明天下午3点提醒我给陈总打电话',
      }
    case 'ReminderGone':
      return {
        title: '没有这个提醒',
        text: '这个提醒已经完成或删除。',
        next: '说「我的提醒」看还有哪些。',
      }
    case 'ReminderRecurs':
      return {
        title: '还不能重复提醒',
        text: '现在只能设一次性的提醒,还不能每天、每周重复。',
        next: '先设最近的一次:明天上午9点提醒我看邮件',
      }
    case 'ReminderForOthers':
      return {
        title: '只能提醒你自己',
        text: `现在只能提醒你自己,还不能提醒${problem.whom}。`,
        next: '可以设给自己:明天上午9点提醒我找他要报告',
      }
    case 'ReminderUnknown':
      return {
        title: '没有这个提醒',
        text: problem.said ? `没有「${problem.said}」的提醒。` : '没有等着的提醒。',
        next: '说「我的提醒」看还有哪些。',
      }
    case 'TagThere':
      return {
        title: '已经有了',
        text: `${problem.account}已经有标签 ${problem.tags.join('、')},没有改动。`,
      }
  }
}

/** All is as it was wanted already. */
const neutral: readonly Problem['id'][] = [
  'AlreadyThere',
  'NothingChanges',
  'TagThere',
  'ParticipantsUnchanged',
]

/** What went wrong and what to do next. Nothing was saved, unless the words say otherwise. */
export function problemCard(problem: Problem): Card {
  const { title, text, next } = wordsFor(problem)
  return {
    title,
    tone: neutral.includes(problem.id) ? 'neutral' : 'attention',
    summary: text,
    blocks: [
      { type: 'text', line: text },
      ...(next ? [{ type: 'text' as const, size: 'small' as const, line: next }] : []),
      ...offersOf(problem),
    ],
  }
}

const offerTexts: Readonly<Record<Offer, string>> = {
  'new-deal': '新建商机',
  'own-deals': '看我的商机',
  'closed-deals': '看已关闭',
}

/** Each button stands for a sentence that one could also type. */
function offersOf(problem: Problem): Card['blocks'] {
  const offers = ('offers' in problem && problem.offers) || []
  const buttons = offers.map(
    (offer): Button => ({
      text: offerTexts[offer],
      action: {
        a: 'phrase.say',
        id: offer,
        v: 1,
        ...(problem.id === 'NoOpenDeal' && { pick: problem.code }),
      },
    }),
  )
  return buttons.length > 0 ? [{ type: 'buttons', buttons }] : []
}

/** The one sentence of a problem, for a toast. */
export function problemToast(problem: Problem): string {
  return wordsFor(problem).text
}
