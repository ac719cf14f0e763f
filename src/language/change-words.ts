/**
 * The words a change of a deal is told with, beside the names, stages, amounts and dates in it. A
 * clause with any other word in it is not read as a change.
 *
 * Single characters are few on purpose: two of them in a row must not make up a word that means
 * something else (签+到, 转+让).
 */
import { wordList } from './cover.ts'

/** Politeness, particles, what holds a sentence together. */
const filling =
  '你 您 你帮我 您帮我 你给 呗 嘞 喽 哒 咧 有劳 烦请 劳烦 帮个忙 费心 直接 干脆 索性 赶紧 马上 立刻 现在就 那就 这就 跟你说下 跟你说一下 跟你讲下 汇报一下 同步一下 说一下 请 麻烦 麻烦你 麻烦您 帮我 帮忙 帮 给我 替我 劳驾 拜托 谢谢 谢了 谢谢了 谢谢啦 多谢 感谢 辛苦 辛苦了 哈 啊 呀 哦 噢 哟 嗯 嗯嗯 呃 额 诶 哎 ' +
  '那个 这个 那 这 此 该 一下 一下子 下吧 吧 呢 啦 嘛 咯 了 的 地 得 就 也 都 还 再 又 另 另外 还有 然后 接着 再加上 加上 还是 同时 并 并且 而且 顺便 ' +
  '把 将 给 对 对了 对的 好 好的 好了 OK ok 那么 所以 于是 就是 其中 里面 这里 那里 以及 和 跟 与 及'

/** Who and what it is about, without naming it. */
const things =
  '两个 三个 四个 五个 2个 3个 4个 5个 几个 俩 俩个 两单 所有 全部 全都 每个 每一个 各个 统统 通通 统一 一律 一并 名下 项目 商机 单子 单 这单 那单 案子 生意 合同 订单 这边 那边 这块 那块 方面 我 我们 咱 咱们 我这 我这边 他 他们 她 她们 它 ' +
  '客户 客户那边 客户方 对方 甲方 业主 那头 老板 领导 双方 大家'

/** Saying, agreeing, and how sure it is. */
const saying =
  '更一下 更下 更新上 改上 填上 记上 写上 您给 就行 就好 就成 就可以 就可以了 更新下 改下 调下 登记下 登记一下 记下 记一下 处理下 处理一下 弄下 弄一下 搞下 同步下 先退回 先退 先推 先推进 先改 先改成 先按 先放 先挪 先定 先调 先转 ' +
  '接到 说 说好 说定 讲好 表示 通知 同意 答应 答应了 确认 确定 认可 接受 敲定 商定 商量好 约定 让我 谈 谈好 谈妥 谈定 谈成 谈下来 谈到 聊到 讲到 磨到 ' +
  '最终 最后 终于 最新 目前 现在 当前 如今 刚 刚刚 刚才 已经 已 总算 基本 基本上 差不多 可能 大概 大概率 应该 估计 预计 预期 预估 计划 打算 准备 ' +
  '争取 力争 努力 尽量 有望 希望 需要 必须 要 想 会 能 能够 可以 可 才 才能 只 正式 暂时 暂 没问题 通过 通过了 方案 技术方案 方案过了 过了'

/** Moving, setting, from and to. */
const moving =
  '上 上到 该上 推进 推动 推 进入 进展 进度 进行 进 转入 转到 转 转换 升级 升到 升 走到 走 迈入 迈 挪 移动 移 切换 切 跳 改 更新 调整 调 变更 变 更改 修改 修正 更正 改动 ' +
  '设置 设 置 换 换成 退回 退 回 打回 降回 倒回 放 放到 拉到 提 拖 往上 往下 向上 向下 往前 往后 向前 向后 朝前 朝后 往 向 朝 是 为 成 到 至 在 处于 开始 启动 中 ' +
  '阶段 状态 环节 步骤 上去 下去 下来 进去 过去 进来 回去 回来 起来 上来 出来 过来 重新 重新来 从 由 自 原来 原先 原本 原定 原计划 本来 原 之前 此前 以前 更 写成 标成 标为 记成 置为'

/** Of money. */
const money =
  '金额 总额 总金额 总价 总价款 价格 报价 价钱 价 合同额 合同价 合同金额 合同总价 成交价 成交额 签约额 签约金额 签约价 商机额 商机金额 项目额 项目金额 盘子 ' +
  '数额 数 数字 预计金额 预估金额 标的 标的额 总共 一共 共 总计 合计 整 钱 ' +
  '涨 涨到 涨价 提价 降价 加价 降 降到 上调 下调 调高 调低 提高 提升 提到 抬 抬到 抬高 压 压到 压价 压低 砍 砍到 砍价 砍掉 还价 让到 减 减到 减少 加 加到 增加 增加到 追加 ' +
  '弄 弄到 弄成 整成 整到 搞到 搞成 拉高 拉低 跌到 滑到 掉到 谈到了 松到 ' +
  '扩大 扩到 缩减 缩到 缩水 变成 定 定在 定到 定为 报 报到 报了 报成 写 填 填成 算 算成 按 先按 记吧 做 做到 落到 落在 剩 剩下 还剩 被 约 大约 左右 冲到 冲 干到 飙到 高到 低到 包干 打包 封顶 不变 保持 保持不变 维持 维持不变 照旧'

/** Of signing, and of its day. */
const signing =
  '签 签约 签订 签署 签字 签单 签合同 签个字 签下 签下来 签掉 签成 签回来 盖章 落袋 落袋为安 落地 落定 拿下 拿下来 搞定 搞掂 成交 成单 下单 关单 关掉 收单 收口 定下来 结单 敲定 close Close ' +
  '签约日 签约日期 签约时间 签约期 签单日 签单日期 签单时间 签字时间 签合同时间 预计签约 预计签约日 预计签约日期 预计签约时间 成交日 成交日期 成交时间 日期 时间 日子 预计日期 预计时间 ' +
  '推迟 推后 延期 延后 延迟 延 顺延 提前 晚 早 往后推 往后挪 往后延 往后拖 往前提 往前推 往前赶 拖到 拖 前 走完流程 走流程 走合同'

export const changeWords = wordList(filling, things, saying, moving, money, signing)

/** Asks, supposes or puts off: some of it in words that could also cover a change. */
export const neverAChange =
  /记得|以为|印象|好像|是不是|吗|么|什么|怎|为何|多少|如果|假如|假设|万一|倘若|若是|(?<!主)要是|除非|只要|的话|再说|提醒|对手|竞品|算算|算一[下算]|试算|测算|从.{1,12}(?:回来|出来)|模拟|呢[。!\s]*$/u

/**
 * Speaks to the program instead of about a deal. Whoever's text it is (a pasted mail, a customer's
 * words), it changes nothing.
 */
export const speaksToProgram =
  /(?:忽略|忽视|忘记|忘掉|无视|不要管|别管|跳过|绕过|抛开|覆盖).{0,12}(?:规则|指令|提示|设定|限制|要求|权限|审批|确认|上文|以上|之前|前面)|ignore .{0,40}(?:instruction|rule|above|previous|prompt)|(?:system|assistant|developer)\s*[::]|你现在是|扮演|管理员模式|jailbreak/iu

/** What the customer wishes for is no amount of ours: 客户说260万, but 客户同意260万. */
export const customersWish =
  /(?:客户|对方|甲方|业主|他们?|她们?|那边|那头|[总工]|经理|主任|会计|科长|部长)[^,;]{0,4}(?:说|希望|想|要|表示|报(?!价)|出(?!来)|还价|开价)/u

/** All at once: read only of one account's deals, never of everybody's. */
export const everything = /所有|全部|全都|每个|每一|一切|统统|通通|各个|批量/u

/** Its amounts and dates belong to something else. */
export const otherThings =
  /再(?:过去|过来|去|来|见|聊|谈(?![到成下])|约|碰|打|联系|拜访|沟通)|预算|目标|回款|首款|尾款|定金|订金|到账|收到|提成|报销|库存|账期|预付|交期|交货|交付|质保|违约|投诉|成本|毛利|单价|数量|人数|台数|天数|比例|税率|概率|赢率|可能性|把握|级别|评级|名称|名字|地址|负责人|利润|费用|尾差|签到|签收|转让|改进|开标|投标|验收|付款/u

/** Signed or lost, not to be signed: a closing, never a date. */
export const alreadyClosed =
  /(?<!可以|快要?|要|能|准备|马上|就|想)签(?:了|完|好了|妥|下来了|下了|回来了|成了)|已经?签|成交了|(?:拿|搞)(?:下|定)(?:来)?了|落袋了|(?<![寄弄走搞])丢(?:了|单|掉|给)|中标|黄了|飞了|凉了|没戏|输(?:了|给|掉)|流标|被.{1,8}抢/u

/** Who told it, said in passing: 刚才客户打电话来说的. It changes nothing. */
export const passingSource =
  /(?:刚才|刚刚|今天|昨天|早上|上午|下午)?(?:客户|对方|甲方|业主|他们?|她们?|那边|领导|老板)(?:那边)?(?:也|都|又)?(?:打了?电话|来了?电话|发了?微信|发了?邮件|开会时?)?(?:过来|来|里|上)?(?:说|通知|告诉我?|确认|定|要求|讲|提)的/gu

/** 金额的话是320万: what is spoken of, and no condition. */
export const topicMarker =
  /(?<=金额|价格|报价|总价|价|时间|日期|签约|签单|签|阶段|钱|预计)的话(?=[^,;。]{2})/gu

/** 错了是310万: takes back what was said before, and goes on. */
export const correctionLead =
  /^[\s哦噢呃嗯啊]*(?:不对|(?:我?(?:说|打|写|记))?错了|口误|更正一?下?|等等|算了)[\s啊哈吧:]*(?:应该)?(?=.)/u

/** 能不能帮我…, 麻烦…好吗: an order, politely. */
export const politeLead =
  /^[\s嗯呃那,]*(?:(?:麻烦|请|劳驾|拜托|辛苦)(?:你|您)?(?:能不能|能|可以|可不可以|能否|可否)?(?:帮我|帮忙|给我|替我)?|(?:你|您)?(?:能不能|能|可以|可不可以|能否|可否)(?:帮我|帮忙|给我|替我|帮|麻烦)|(?:帮我|帮忙|给我|替我))/u
export const politeEnd =
  /(?:,?(?:好|可以|行|成|能|方便)(?:吗|么|不|嘛)|好不好|行不行|可不可以|吗|么)[?\s]*$/u
