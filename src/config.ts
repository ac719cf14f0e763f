/**
 * The environment, checked once. What is missing is told all at once, with where to get it, and
 * the bot does not start.
 */
import * as z from 'zod'
import type { LogLevel } from './lib/logger.ts'

export type Config = {
  readonly port: number
  readonly host: string
  readonly databaseUrl: string
  readonly zone: string
  /** Where the business clock starts, epoch ms; only in the demo. */
  readonly clockStartMs?: number
  readonly adminUsers: readonly string[]
  readonly logLevel: LogLevel
  /** Whether this instance runs the jobs; any number of instances may. */
  readonly scheduler: boolean
  readonly feishu?: {
    readonly appId: string
    readonly appSecret: string
    /** The current one first. */
    readonly encryptKeys: readonly string[]
    readonly verificationToken: string
    readonly baseUrl: string
    readonly mode: 'webhook' | 'long-connection'
  }
  readonly wecom?: {
    readonly corpId: string
    readonly agentId: number
    readonly secret: string
    readonly token: string
    readonly encodingAesKey: string
    readonly baseUrl: string
    /** The smart bot, for groups. */
    readonly bot?: {
      readonly botId: string
      readonly secret: string
      readonly url: string
      readonly name?: string
    }
  }
}

/** What stands in the way of starting, one line each. */
export class ConfigProblem extends Error {
  override name = 'ConfigProblem'
  constructor(lines: readonly string[]) {
    super(`Dealgate cannot start:\n${lines.map((line) => `  - ${line}`).join('\n')}`)
  }
}

type Env = Readonly<Record<string, string | undefined>>

const general = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:\/\/)/, 'must be file:… or postgresql://…')
    .default('file:./data/dealgate.db'),
  TIME_ZONE: z.string().refine(isZone, 'is no IANA time zone').default('Asia/Shanghai'),
  CLOCK_START: z.iso.datetime({ offset: true }).optional(),
  ADMIN_USERS: z.string().default(''),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SCHEDULER: z.enum(['on', 'off']).default('on'),
  FEISHU_MODE: z.enum(['webhook', 'long-connection']).default('webhook'),
  FEISHU_BASE_URL: z
    .string()
    .refine(isWebAddress, 'must be an address like https://open.feishu.cn')
    .default('https://open.feishu.cn'),
  WECOM_BASE_URL: z
    .string()
    .refine(isWebAddress, 'must be an address like https://qyapi.weixin.qq.com')
    .default('https://qyapi.weixin.qq.com'),
  WECOM_BOT_WS_URL: z
    .string()
    .refine(isSocketAddress, 'must be an address like wss://openws.work.weixin.qq.com')
    .default('wss://openws.work.weixin.qq.com'),
})

const console = 'Feishu developer console'
/** Where each Feishu variable is found. */
const feishuVariables = {
  FEISHU_APP_ID: `${console} > 凭证与基础信息 > App ID`,
  FEISHU_APP_SECRET: `${console} > 凭证与基础信息 > App Secret`,
  FEISHU_ENCRYPT_KEY: `${console} > 事件与回调 > 加密策略 > Encrypt Key`,
  FEISHU_VERIFICATION_TOKEN: `${console} > 事件与回调 > 加密策略 > Verification Token`,
} as const

const admin = 'WeCom admin console'
/** Where each WeCom variable is found. */
const wecomVariables = {
  WECOM_CORP_ID: `${admin} > 我的企业 > 企业ID`,
  WECOM_AGENT_ID: `${admin} > 应用管理 > 自建应用 > AgentId`,
  WECOM_SECRET: `${admin} > 应用管理 > 自建应用 > Secret`,
  WECOM_TOKEN: `${admin} > 应用管理 > 自建应用 > 接收消息 > Token`,
  WECOM_ENCODING_AES_KEY: `${admin} > 应用管理 > 自建应用 > 接收消息 > EncodingAESKey`,
} as const

/** Where those of the smart bot are found. Groups on WeCom need them, and nothing else does. */
const botVariables = {
  WECOM_BOT_ID: `${admin} > 智能机器人 > API 模式 > 长连接 > Bot ID`,
  WECOM_BOT_SECRET: `${admin} > 智能机器人 > API 模式 > 长连接 > Secret`,
} as const

/**
 * Reads the environment. A platform with none of its variables is off; one with some of them, or no
 * platform at all, is a problem.
 *
 * @throws ConfigProblem
 */
export function readConfig(env: Env): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = general.safeParse(filled)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  const feishuOn = isOn(feishuVariables, filled)
  const wecomOn = isOn(wecomVariables, filled)
  if (feishuOn) problems.push(...missing(feishuVariables, filled))
  const botOn = isOn(botVariables, filled)
  if (wecomOn) problems.push(...missing(wecomVariables, filled), ...wecomProblems(filled))
  if (botOn) problems.push(...missing(botVariables, filled))
  if (botOn && !wecomOn) {
    problems.push(
      'WECOM_BOT_ID works only beside the self-built app:',
      ...missing(wecomVariables, filled),
    )
  }
  if (!feishuOn && !wecomOn) {
    problems.push(
      'no platform is configured. For Feishu set these (or try `npm run demo`, which needs none):',
      ...Object.entries(feishuVariables).map(([name, where]) => `  ${name}: ${where}`),
      'For WeCom:',
      ...Object.entries(wecomVariables).map(([name, where]) => `  ${name}: ${where}`),
    )
  }
  // Feishu's SDK would simply not connect with another, and not say so.
  const { FEISHU_MODE: mode, FEISHU_APP_ID: appId } = filled
  if (mode === 'long-connection' && appId && !/^cli_[0-9a-fA-F]{16}$/.test(appId)) {
    problems.push(`FEISHU_APP_ID must be cli_ and 16 hex digits: ${feishuVariables.FEISHU_APP_ID}`)
  }
  const baseUrls = [
    ...(feishuOn ? [filled.FEISHU_BASE_URL ?? ''] : []),
    ...(wecomOn ? [filled.WECOM_BASE_URL ?? ''] : []),
    ...(botOn ? [filled.WECOM_BOT_WS_URL ?? ''] : []),
  ]
  if (filled.CLOCK_START && !(filled.DEALGATE_DEMO === '1' && baseUrls.every(isLoopback))) {
    problems.push('CLOCK_START is only for the demo: it needs DEALGATE_DEMO=1 and loopback URLs')
  }
  if (!parsed.success || problems.length > 0) throw new ConfigProblem(problems)
  const { data } = parsed
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    zone: data.TIME_ZONE,
    clockStartMs: data.CLOCK_START ? Date.parse(data.CLOCK_START) : undefined,
    adminUsers: data.ADMIN_USERS.split(/[\s,]+/)
      .filter(Boolean)
      .map(platformId),
    logLevel: data.LOG_LEVEL,
    scheduler: data.SCHEDULER === 'on',
    ...(feishuOn && {
      feishu: {
        appId: filled.FEISHU_APP_ID!,
        appSecret: filled.FEISHU_APP_SECRET!,
        encryptKeys: [filled.FEISHU_ENCRYPT_KEY!],
        verificationToken: filled.FEISHU_VERIFICATION_TOKEN!,
        baseUrl: data.FEISHU_BASE_URL.replace(/\/$/, ''),
        mode: data.FEISHU_MODE,
      },
    }),
    ...(wecomOn && {
      wecom: {
        corpId: filled.WECOM_CORP_ID!,
        agentId: Number(filled.WECOM_AGENT_ID),
        secret: filled.WECOM_SECRET!,
        token: filled.WECOM_TOKEN!,
        encodingAesKey: filled.WECOM_ENCODING_AES_KEY!,
        baseUrl: data.WECOM_BASE_URL.replace(/\/$/, ''),
        ...(botOn && {
          bot: {
            botId: filled.WECOM_BOT_ID!,
            secret: filled.WECOM_BOT_SECRET!,
            url: data.WECOM_BOT_WS_URL,
            ...(filled.WECOM_BOT_NAME && { name: filled.WECOM_BOT_NAME }),
          },
        }),
      },
    }),
  }
}

type Variables = Readonly<Record<string, string>>

const isOn = (variables: Variables, env: Env) => Object.keys(variables).some((name) => env[name])

const missing = (variables: Variables, env: Env) =>
  Object.entries(variables)
    .filter(([name]) => !env[name])
    .map(([name, where]) => `${name} is missing: ${where}`)

function wecomProblems(env: Env): string[] {
  const { WECOM_AGENT_ID: agentId, WECOM_ENCODING_AES_KEY: key } = env
  return [
    ...(agentId && !/^[1-9]\d{0,14}$/.test(agentId)
      ? [`WECOM_AGENT_ID must be a number: ${wecomVariables.WECOM_AGENT_ID}`]
      : []),
    ...(key && !/^[A-Za-z0-9]{43}$/.test(key)
      ? [
          `WECOM_ENCODING_AES_KEY must be 43 letters and digits: ${wecomVariables.WECOM_ENCODING_AES_KEY}`,
        ]
      : []),
  ]
}

/** WeCom's userids are known in lower case; Feishu's ids mean what they are, in every letter. */
const platformId = (id: string) => (id.startsWith('ou_') ? id : id.toLowerCase())

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

function isSocketAddress(url: string): boolean {
  return URL.canParse(url) && /^wss?:$/.test(new URL(url).protocol)
}

function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  return host === 'localhost' || host === '[::1]' || /^127\./.test(host)
}
