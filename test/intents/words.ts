/** Words that some grammar looks for, to be put together in any order. None of them confirms. */
export const knownWords = (
  '华芯 华芯检测 立辰 射频校准 D-1001 远驰 张伟 王工 李总 张经理 商务谈判 方案制定 320万 30-35万 打95折 11.30 下周三 月底 昨天 两周后 1130 含税 ' +
  '推进到 退回 金额 改成 改 签 签约 推迟 涨 降 预计 可能 如果 别 不 没 等 再 的话 吗 ? , 。 ; 的 了 把 帮我 麻烦 刚才 那句 记成 互动 待补充 ' +
  '拜访 电话 聊 说 客户 他 嫌贵 新建 商机 标签 提醒 我 漏斗 我的 谁 情况 多少钱 输给 丢了 需求 决策链 支持 反对 竞品 预算 负责人 一起 跟 从 到 和 1 2 a hx 环测 竞争对手 对手是 报价 也在 一直 听说 丢单原因 怎么打'
).split(' ')
