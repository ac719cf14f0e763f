const EVENTS = {
  'im.message.receive_v1': '收到消息',
  'card.action.trigger': '点击卡片',
  'im.chat.access_event.bot_p2p_chat_entered_v1': '打开会话',
  'application.bot.menu_v6': '点击菜单',
  url_verification: '校验地址',
  text: '收到消息',
  template_card_event: '点击卡片',
  template_card_menu_event: '点击卡片菜单',
  enter_agent: '打开会话',
}

const CALLS = [
  [/tenant_access_token/, 'POST', '换取凭证'],
  [/\/messages\/[^/]+\/reply$/, 'POST', '回复消息'],
  [/\/messages\/[^/]+$/, 'PATCH', '更新卡片'],
  [/\/messages\/[^/]+$/, 'DELETE', '撤回消息'],
  [/\/im\/v1\/messages$/, 'POST', '发送消息'],
  [/\/card\/update$/, 'POST', '延迟更新卡片'],
  [/\/bot\/v3\/info$/, 'GET', '机器人信息'],
  [/\/contact\//, 'GET', '读通讯录'],
  [/\/gettoken$/, 'GET', '换取凭证'],
  [/\/message\/send$/, 'POST', '发送消息'],
  [/\/update_template_card$/, 'POST', '更新卡片'],
  [/\/message\/recall$/, 'POST', '撤回消息'],
  [/\/(?:user|department)\//, 'GET', '读通讯录'],
]

export const eventTitle = ({ eventType, attempts }) =>
  `${EVENTS[eventType] ?? '事件'}${attempts.length > 1 ? ` ×${attempts.length}` : ''}`

export function callTitle({ method, path }) {
  const found = CALLS.find(([pattern, verb]) => verb === method && pattern.test(path))
  return found?.[2] ?? '调用'
}
