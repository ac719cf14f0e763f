/** What the WeCom platform needs to know, all of it from the admin console. */
export type WecomConfig = {
  readonly corpId: string
  readonly agentId: number
  readonly secret: string
  /** Of the callback; what requests are signed with. */
  readonly token: string
  /** 43 letters and digits. */
  readonly encodingAesKey: string
  /** https://qyapi.weixin.qq.com, or where a simulator listens. */
  readonly baseUrl: string
  /** The smart bot, which alone is in groups; without it there are none. */
  readonly bot?: WecomBotConfig
}

export type WecomBotConfig = {
  readonly botId: string
  readonly secret: string
  /** wss://openws.work.weixin.qq.com, or where a simulator listens. */
  readonly url: string
  /** As people mention it; names with a space in them need it. */
  readonly name?: string
}

/** Whether this can be an EncodingAESKey. Some of them do not survive being encoded again. */
const isEncodingAesKey = (key: string): boolean => /^[A-Za-z0-9]{43}$/.test(key)

/** @throws when something is missing: a bot that cannot tell who is calling must not start. */
export function assertConfig(config: WecomConfig): void {
  const missing = [
    ...(config.corpId.trim() === '' ? ['corp id'] : []),
    ...(Number.isSafeInteger(config.agentId) && config.agentId > 0 ? [] : ['agent id']),
    ...(config.secret.trim() === '' ? ['secret'] : []),
    ...(config.token.trim() === '' ? ['token'] : []),
    ...(isEncodingAesKey(config.encodingAesKey) ? [] : ['encoding AES key']),
  ]
  if (missing.length > 0) throw new Error(`WeCom is configured without its ${missing.join(', ')}`)
}
