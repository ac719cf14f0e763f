/** What the Feishu platform needs to know, all of it from the developer console. */
export type FeishuConfig = {
  /** `cli_` and 16 hex digits. */
  readonly appId: string
  readonly appSecret: string
  /**
   * The Encrypt Key, and while it is being changed the previous one too. Never empty: without one
   * Feishu neither encrypts nor signs.
   */
  readonly encryptKeys: readonly string[]
  readonly verificationToken: string
  /** https://open.feishu.cn, or where a simulator listens. */
  readonly baseUrl: string
}

/** @throws when something is missing: a bot that cannot tell who is calling must not start. */
export function assertConfig(config: FeishuConfig): void {
  const missing = [
    ...(config.appId.trim() === '' ? ['app id'] : []),
    ...(config.appSecret.trim() === '' ? ['app secret'] : []),
    ...(config.verificationToken.trim() === '' ? ['verification token'] : []),
    ...(config.encryptKeys.length === 0 || config.encryptKeys.some((key) => key.trim() === '')
      ? ['encrypt key']
      : []),
  ]
  if (missing.length > 0) throw new Error(`Feishu is configured without its ${missing.join(', ')}`)
}
