/**
 * Calls of WeCom's API: one token for the app however many ask, one more try on a refused token,
 * problems as values.
 * https://developer.work.weixin.qq.com/document/path/91039
 */
import * as z from 'zod'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/logger.ts'
import { createTokenSource, type TokenGrant } from '../../lib/token-source.ts'
import { ApiFailure, type ApiProblem, type ApiResult, failed, unreadable } from '../api-problem.ts'
import type { WecomConfig } from './config.ts'
import type { Http, HttpRequest } from './http.ts'
import { failure, isTokenRefused } from './problems.ts'

/** One call: what to ask, and what to read from the answer. */
export type ApiCall<T> = HttpRequest & { readonly answer: z.ZodType<T> }

export type WecomApi = {
  readonly call: <T>(call: ApiCall<T>) => Promise<ApiResult<T>>
  /** Takes a token, so that the first message need not wait. */
  readonly warmUp: () => Promise<ApiProblem | undefined>
}

export type ApiDeps = {
  readonly config: WecomConfig
  readonly http: Http
  readonly clock: Clock
  readonly log: Log
}

const renewBeforeMs = 10 * 60_000

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().min(0) })

export function createApi({ config, http, clock, log }: ApiDeps): WecomApi {
  const tokens = createTokenSource({
    fetch: () => fetchToken(http, config),
    renewBeforeMs,
    now: clock.real,
  })

  const attempt = async <T>(
    { answer, query, ...request }: ApiCall<T>,
    token: string,
  ): Promise<ApiResult<T>> => {
    const body = await http.ask({ ...request, query: { ...query, access_token: token } })
    const read = answer.safeParse(body)
    return read.success ? { ok: true, data: read.data } : failed(unreadable)
  }

  return {
    call: async (call) => {
      const token = await problemOf(tokens.get())
      if (!token.ok) return token
      const first = await caught(attempt(call, token.data))
      if (first.ok || !isTokenRefused(first.problem)) return first
      tokens.drop(token.data)
      log.info({ code: first.problem.code }, 'WeCom refused the token, taking a new one')
      const another = await problemOf(tokens.get())
      return another.ok ? caught(attempt(call, another.data)) : another
    },
    warmUp: async () => {
      const token = await problemOf(tokens.get())
      return token.ok ? undefined : token.problem
    },
  }
}

async function problemOf<T>(value: Promise<T>): Promise<ApiResult<T>> {
  return caught(value.then((data) => ({ ok: true, data })))
}

async function caught<T>(result: Promise<ApiResult<T>>): Promise<ApiResult<T>> {
  try {
    return await result
  } catch (error) {
    if (error instanceof ApiFailure) return failed(error.problem)
    throw error
  }
}

async function fetchToken(http: Http, { corpId, secret }: WecomConfig): Promise<TokenGrant> {
  const query = { corpid: corpId, corpsecret: secret }
  const answer = tokenAnswer.safeParse(await http.ask({ path: '/cgi-bin/gettoken', query }))
  if (!answer.success) throw failure(unreadable)
  return { token: answer.data.access_token, expiresInMs: answer.data.expires_in * 1000 }
}
