/** The HTTP client, with time limits, and with every kind of failure turned into an `ApiFailure`. */
import axios, { type AxiosResponse } from 'axios'
import { isLoopback, keepAlive } from '../../lib/keep-alive.ts'
import { unanswered } from '../api-problem.ts'
import { failure } from './problems.ts'

export type HttpOptions = {
  readonly baseUrl: string
  /** Real clock, epoch ms. */
  readonly now: () => number
  readonly connectTimeoutMs?: number
  readonly totalTimeoutMs?: number
  /** Is told with every answer how far WeCom's clock is ahead of ours, ms. */
  readonly onSkew?: (ms: number) => void
}

export type HttpRequest = {
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** JSON, byte for byte; without it the request is a GET. */
  readonly body?: string
}

export type Http = {
  /** Answers with the body of a success; rejects with `ApiFailure` for everything else. */
  readonly ask: (request: HttpRequest) => Promise<Readonly<Record<string, unknown>>>
  /** How far WeCom's clock is ahead of ours by its last answer, ms, give or take a second. */
  readonly skewMs: () => number | undefined
  readonly close: () => void
}

const answerBytes = 8 * 1024 * 1024

export function createHttp(options: HttpOptions): Http {
  const { connectTimeoutMs = 5000, totalTimeoutMs = 10_000 } = options
  const { agents, close } = keepAlive(connectTimeoutMs)
  let skewMs: number | undefined
  const instance = axios.create({
    baseURL: options.baseUrl,
    ...agents,
    maxRedirects: 0,
    maxContentLength: answerBytes,
    responseType: 'text',
    transformResponse: (text: unknown) => text,
    validateStatus: () => true,
    ...(isLoopback(options.baseUrl) ? { proxy: false } : {}),
  })
  const noteSkew = ({ headers }: AxiosResponse) => {
    const theirs = Date.parse(String(headers.date))
    if (Number.isNaN(theirs)) return
    skewMs = theirs - options.now()
    options.onSkew?.(skewMs)
  }
  return {
    ask: async ({ path, query, body }) => {
      const response = await instance
        .request<string>({
          method: body === undefined ? 'GET' : 'POST',
          url: path,
          params: query,
          ...(body === undefined ? {} : { data: Buffer.from(body, 'utf8') }),
          headers: { 'content-type': 'application/json' },
          signal: AbortSignal.timeout(totalTimeoutMs),
        })
        .catch((error: unknown) => {
          const problem = unanswered(error)
          throw problem ? failure(problem) : error
        })
      noteSkew(response)
      return readSuccess(response)
    },
    skewMs: () => skewMs,
    close,
  }
}

/** The status is 200 for failures too: the code alone tells. */
function readSuccess({ status, data }: AxiosResponse<string>): Readonly<Record<string, unknown>> {
  const body = readObject(data)
  if (status >= 300 || typeof body?.errcode !== 'number') {
    const message = 'not an answer of the API'
    throw failure({ code: `http-${status}`, message })
  }
  if (body.errcode === 0) return body
  const message = typeof body.errmsg === 'string' ? body.errmsg.slice(0, 500) : ''
  throw failure({ code: String(body.errcode), message })
}

function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? { ...value } : undefined
  } catch {
    return undefined
  }
}
