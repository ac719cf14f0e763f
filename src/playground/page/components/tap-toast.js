/** Why the client itself did not send the tap. */
const REFUSALS = {
  'not-in-chat': '你不在这个会话里',
  recalled: '消息已被撤回',
  disabled: '这个按钮不可用',
  required: '有必填项未填写',
  expired: '卡片已超过 14 天，不能再操作',
  forwarded: '转发的卡片不能操作',
  replaced: '已经处理过了',
  'unknown-option': '先选一个',
}

/** What a person sees at the top after a tap; nothing where the answer had no toast. */
export function tapToast(report) {
  if (report.outcome === 'refused')
    return { type: 'warning', text: REFUSALS[report.refusal] ?? '不能操作' }
  if (report.outcome === 'failed') {
    const { text, code, detail } = report.error ?? { text: '机器人没有应答' }
    const words = code && !text.includes(String(code)) ? `${text}（${code}）` : text
    return { type: 'error', text: words, detail }
  }
  if (report.opened) return { type: 'info', text: `会打开 ${report.opened}` }
  return report.toast && { type: report.toast.type, text: report.toast.content }
}
