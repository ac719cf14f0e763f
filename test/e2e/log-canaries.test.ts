/** Whatever goes wrong, no line of the log has a number, a secret or what somebody said in it. */
import { expect, it } from 'vitest'
import { createLogger } from '../../src/lib/logger.ts'
import { databases } from '../support/databases.ts'
import { openScene } from '../support/stage.ts'

const canaries = [
  '13912345678',
  '139 1234 5678',
  'abcdefghijklmnop',
  'canary@example.com',
  '芝麻开门',
]
const said = '芝麻开门 13912345678 canary@example.com Bearer abcdefghijklmnop t-abcdefghijklmnop'

it.each(databases)('canaries stay out of the log, on %s', async (database) => {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  const scene = await openScene(database, { log: createLogger({ level: 'debug', destination }) })
  const { feishu, bot } = scene
  try {
    const chat = feishu.privateChatOf('ou_zhangwei')
    await scene.say('zhangwei', said)
    await scene.say('zhangwei', `立辰新增联系人 王工 技术 13912345678,${said}`)
    await scene.say('zhangwei', '立辰王工的电话')
    await feishu.emit('im.message.receive_v1', { sender: said, message: { content: said } })
    await feishu.emit('card.action.trigger', {
      operator: { open_id: 'ou_zhangwei' },
      action: { value: { a: 'draft.confirm', id: said, v: 1 }, form_value: { phone: said } },
      context: { open_message_id: said, open_chat_id: chat },
    })
    feishu.faults.tokenExpired = true
    feishu.faults.fail5xx = 2
    await scene.say('zhangwei', `提醒我明天下午3点${said}`)
    feishu.faults.auditedWords = ['芝麻']
    await scene.say('zhangwei', said)
    await bot.engine.settled()
    expect(lines.length).toBeGreaterThan(2)
    for (const canary of canaries) expect(lines.join('')).not.toContain(canary)
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
  } finally {
    await scene.finish()
  }
})
