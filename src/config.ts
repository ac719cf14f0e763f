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
})

const console = 'Feishu developer console'
/** Where each Feishu variable is found. */
const feishuVariables = {
  FEISHU_APP_ID: `${console} > 凭证与基础信息 > App ID`,
  FEISHU_APP_SECRET: `${console} > 凭证与基础信息 > App Secret`,
  FEISHU_ENCRYPT_KEY: `${console} > 事件与回调 > 加密策略 > Encrypt Key`,
  FEISHU_VERIFICATION_TOKEN: `${console} > 事件与回调 > 加密策略 > Verification Token`,
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
  const feishuMissing = Object.entries(feishuVariables).filter(([name]) => !filled[name])
  const feishuOn = feishuMissing.length < Object.keys(feishuVariables).length
  if (feishuOn) {
    for (const [name, where] of feishuMissing) problems.push(`${name} is missing: ${where}`)
  } else {
    problems.push(
      'no platform is configured. For Feishu set these (or try `npm run demo`, which needs none):',
      ...feishuMissing.map(([name, where]) => `  ${name}: ${where}`),
    )
  }
  // Feishu's SDK would simply not connect with another, and not say so.
  const { FEISHU_MODE: mode, FEISHU_APP_ID: appId } = filled
  if (mode === 'long-connection' && appId && !/^cli_[0-9a-fA-F]{16}$/.test(appId)) {
    problems.push(`FEISHU_APP_ID must be cli_ and 16 hex digits: ${feishuVariables.FEISHU_APP_ID}`)
  }
  const baseUrl = filled.FEISHU_BASE_URL ?? ''
  if (filled.CLOCK_START && !(filled.DEALGATE_DEMO === '1' && isLoopback(baseUrl))) {
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
    adminUsers: data.ADMIN_USERS.split(/[\s,]+/).filter(Boolean),
    logLevel: data.LOG_LEVEL,
    scheduler: data.SCHEDULER === 'on',
    feishu: {
      appId: filled.FEISHU_APP_ID!,
      appSecret: filled.FEISHU_APP_SECRET!,
      encryptKeys: [filled.FEISHU_ENCRYPT_KEY!],
      verificationToken: filled.FEISHU_VERIFICATION_TOKEN!,
      baseUrl: data.FEISHU_BASE_URL.replace(/\/$/, ''),
      mode: data.FEISHU_MODE,
    },
  }
}

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

function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  return host === 'localhost' || host === '[::1]' || /^127\./.test(host)
}
