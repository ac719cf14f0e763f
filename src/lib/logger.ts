/** JSON lines that cannot print a secret: redacted by the name of a field and by what is in it. */
import { pino } from 'pino'

export type LogFields = Readonly<Record<string, unknown>>

export type Log = {
  readonly debug: (fields: LogFields, message: string) => void
  readonly info: (fields: LogFields, message: string) => void
  readonly warn: (fields: LogFields, message: string) => void
  readonly error: (fields: LogFields, message: string) => void
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

export type LoggerOptions = {
  readonly level: LogLevel
  /** Values that must never appear, whatever field or sentence they turn up in. */
  readonly secrets?: readonly (string | undefined)[]
  /** Where lines go; stdout if absent. */
  readonly destination?: { readonly write: (line: string) => void }
}

const secretName =
  /secret|passw|token|authorization|cookie|encrypt_?key|aes_?key|access_?key|ticket|signature|mobile|phone|e_?mail/i

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\bBearer\s+[\w.~+/=-]+/gi, 'Bearer [redacted]'],
  // Feishu's tokens: tenant, user, app and card-update.
  [/\b[tuac]-[A-Za-z0-9_.-]{10,}/g, '[token]'],
  [
    /\b(access_token|access_key|ticket|app_secret|corpsecret|secret|token)(["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi,
    '$1$2[redacted]',
  ],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
  [/(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, '[phone]'],
]

/** Longer lists and deeper objects are cut: a log line is a hint, not a copy. */
const depthLimit = 6
const itemLimit = 50
const textLimit = 4000

export type Redact = (value: unknown) => unknown

/** Makes a function that copies a value with every secret in it replaced. Total, never throws. */
export function createRedact(secrets: readonly (string | undefined)[]): Redact {
  const known = secrets.filter((s): s is string => s !== undefined && s.length >= 4)

  const redactText = (text: string): string => {
    let clean = text.length > textLimit ? `${text.slice(0, textLimit)}…` : text
    for (const secret of known) clean = clean.replaceAll(secret, '[redacted]')
    for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement)
    return clean
  }

  const redactError = (error: Error, depth: number): unknown => ({
    type: error.name,
    message: redactText(error.message),
    stack: error.stack && redactText(error.stack),
    ...('code' in error ? { code: walk(error.code, depth + 1) } : {}),
    ...(error.cause === undefined ? {} : { cause: walk(error.cause, depth + 1) }),
  })

  const walk = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return redactText(value)
    if (typeof value === 'number') return redactNumber(value)
    if (typeof value === 'bigint') return redactText(String(value))
    if (typeof value === 'function' || typeof value === 'symbol') return undefined
    if (value === null || typeof value !== 'object') return value
    if (depth > depthLimit) return '[…]'
    if (value instanceof Error) return redactError(value, depth)
    if (value instanceof Date) return value
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
    if (Array.isArray(value)) return value.slice(0, itemLimit).map((item) => walk(item, depth + 1))
    return Object.fromEntries(
      Object.entries(value)
        .slice(0, itemLimit)
        .map(([name, item]) => [name, redactField(name, item, depth)]),
    )
  }

  const redactField = (name: string, item: unknown, depth: number): unknown => {
    if (item === undefined || item === null || typeof item === 'boolean') return item
    return secretName.test(name) && !(item instanceof Error) ? '[redacted]' : walk(item, depth + 1)
  }

  const redactNumber = (value: number): unknown => {
    const text = String(value)
    const clean = redactText(text)
    return clean === text ? value : clean
  }

  return (value) => walk(value, 0)
}

/** A logger whose every line went through `createRedact`. */
export function createLogger(options: LoggerOptions): Log {
  const redact = createRedact(options.secrets ?? [])
  const settings = {
    level: options.level,
    base: undefined,
    timestamp: () => `,"time":"${new Date(Date.now()).toISOString()}"`,
    // Errors are taken apart by `redact`, before pino could.
    serializers: { err: (error: unknown) => error },
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const lines = options.destination ? pino(settings, options.destination) : pino(settings)
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') => (fields: LogFields, message: string) => {
      if (!lines.isLevelEnabled(level)) return
      lines[level](redact(fields) as object, redact(message) as string)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
