/**
 * The HTTP client that the SDK is given: with time limits, which its own has not, and with every
 * kind of failure turned into an `ApiFailure` in one place.
 */
import type { HttpInstance } from '@larksuiteoapi/node-sdk'
import axios, { type AxiosResponse, isAxiosError } from 'axios'
import { isLoopback, keepAlive } from '../../lib/keep-alive.ts'
import { unanswered } from '../api-problem.ts'
import { failure } from './problems.ts'

export type HttpOptions = {
  readonly baseUrl: string
  /** Real clock, epoch ms. */
  readonly now: () => number
  readonly connectTimeoutMs?: number
  readonly totalTimeoutMs?: number
  /** Is told with every answer how far Feishu's clock is ahead of ours, ms. */
  readonly onSkew?: (ms: number) => void
}

export type Http = {
  /** Answers with the body of a success; rejects with `ApiFailure` for everything else. */
  readonly rest: HttpInstance
  /** Answers with any JSON body: the long connection's client looks at the code itself. */
  readonly raw: HttpInstance
  /** The bytes of a GET, unless there are more of them; failures as with `rest`. */
  readonly bytes: (
    url: string,
    headers: Readonly<Record<string, string>>,
    maxBytes: number,
  ) => Promise<Uint8Array | 'too-large'>
  /** How far Feishu's clock is ahead of ours by its last answer, ms, give or take a second. */
  readonly skewMs: () => number | undefined
  readonly close: () => void
}

const answerBytes = 1024 * 1024
/** A file takes longer than an answer. */
const bytesTimeoutMs = 60_000

export function createHttp(options: HttpOptions): Http {
  const { connectTimeoutMs = 5000, totalTimeoutMs = 10_000 } = options
  const { agents, close } = keepAlive(connectTimeoutMs)
  let skewMs: number | undefined
  const create = (read: (response: AxiosResponse) => unknown) => {
    const instance = axios.create({
      ...agents,
      maxRedirects: 0,
      maxContentLength: answerBytes,
      maxBodyLength: answerBytes,
      validateStatus: () => true,
      ...(isLoopback(options.baseUrl) ? { proxy: false } : {}),
    })
    instance.interceptors.request.use((request) => {
      // The SDK gives a GET an empty body, which some gateways refuse.
      if (request.method?.toLowerCase() === 'get') request.data = undefined
      request.signal = AbortSignal.timeout(totalTimeoutMs)
      return request
    })
    instance.interceptors.response.use(
      (response) => {
        const theirs = Date.parse(String(response.headers.date))
        if (!Number.isNaN(theirs)) {
          skewMs = theirs - options.now()
          options.onSkew?.(skewMs)
        }
        return read(response) as AxiosResponse
      },
      (error: unknown) => Promise.reject(failureOf(error)),
    )
    // The interceptors answer with bodies, which axios' types cannot follow.
    return instance as unknown as HttpInstance
  }
  return {
    rest: create(readSuccess),
    raw: create(readAny),
    bytes: async (url, headers, maxBytes) => {
      const response = await axios
        .get<Buffer>(url, {
          headers,
          responseType: 'arraybuffer',
          ...agents,
          maxRedirects: 0,
          maxContentLength: maxBytes,
          validateStatus: () => true,
          signal: AbortSignal.timeout(bytesTimeoutMs),
          ...(isLoopback(options.baseUrl) ? { proxy: false } : {}),
        })
        .catch((error: unknown) => {
          if (isTooLarge(error)) return undefined
          throw failureOf(error)
        })
      return response === undefined ? 'too-large' : readBytes(response)
    },
    skewMs: () => skewMs,
    close,
  }
}

/** Failures come as HTTP errors, and as HTTP 200 with a code: the code decides. */
function readSuccess(response: AxiosResponse): unknown {
  const { status, headers } = response
  const body = bodyOf(response)
  if (typeof body.code === 'number' && body.code !== 0) {
    const afterMs = readWaitMs(headers)
    throw failure({
      code: String(body.code),
      status,
      message: typeof body.msg === 'string' ? body.msg.slice(0, 500) : '',
      ...(afterMs === undefined ? {} : { afterMs }),
    })
  }
  if (status >= 300) throw unreadableAt(status)
  const wantsHeaders = '$return_headers' in response.config && response.config.$return_headers
  return wantsHeaders ? { data: body, headers } : body
}

/** A failure is said in JSON, whatever was asked for. */
function readBytes(response: AxiosResponse<Buffer>): Uint8Array {
  const { status, data, headers } = response
  const isJson = String(headers['content-type']).includes('application/json')
  if (status < 300 && !isJson) return new Uint8Array(data)
  let body: unknown
  try {
    body = JSON.parse(data.toString('utf8'))
  } catch {
    throw unreadableAt(status)
  }
  readSuccess({ ...response, data: body })
  throw unreadableAt(status)
}

const isTooLarge = (error: unknown): boolean =>
  isAxiosError(error) && /maxContentLength/u.test(error.message)

/** The long connection's client takes `data` apart before it looks at the code. */
function readAny(response: AxiosResponse): unknown {
  const body = bodyOf(response)
  return 'data' in body ? body : { ...body, data: {} }
}

function bodyOf({ data, status }: AxiosResponse): Readonly<Record<string, unknown>> {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) throw unreadableAt(status)
  return data
}

function unreadableAt(status: number): Error {
  return failure({ code: `http-${status}`, status, message: 'not an answer of the API' })
}

/** Feishu says in seconds when its window ends; a gateway may say `Retry-After`. */
function readWaitMs(headers: AxiosResponse['headers']): number | undefined {
  const seconds = Number(headers['x-ogw-ratelimit-reset'] ?? headers['retry-after'])
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : undefined
}

function failureOf(error: unknown): unknown {
  const problem = unanswered(error)
  return problem ? failure(problem) : error
}
