/**
 * Calls of the open platform through the SDK's typed client, with what it lacks around it: time
 * limits, one token refresh at a time, one retry on a refused token, problems as values, a logger
 * that prints no secret.
 */
import type { Client } from '@larksuiteoapi/node-sdk'
import * as z from 'zod'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/logger.ts'
import { createTokenSource, type TokenGrant } from '../../lib/token-source.ts'
import { ApiFailure, type ApiResult, failed, unreadable } from '../api-problem.ts'
import type { FeishuConfig } from './config.ts'
import type { Http } from './http.ts'
import { failure, isTokenRefused } from './problems.ts'
import { createSdkLogger } from './sdk-logger.ts'

type CallOptions = { readonly headers: { readonly Authorization: string } }

/** One call: what to call, and what to read from the answer. */
export type ApiCall<T> = {
  readonly run: (client: Client, options: CallOptions) => Promise<unknown>
  readonly answer: z.ZodType<T>
}

export type FeishuApi = { readonly call: <T>(call: ApiCall<T>) => Promise<ApiResult<T>> }

export type ApiDeps = {
  readonly config: FeishuConfig
  readonly http: Http
  readonly clock: Clock
  readonly log: Log
}

/**
 * With more than this left Feishu answers with the same token again, so asking is useless.
 * https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
const renewBeforeMs = 30 * 60_000

const tokenAnswer = z.object({ tenant_access_token: z.string().min(1), expire: z.number().min(0) })

export function createApi(deps: ApiDeps): FeishuApi {
  const client = lazily(() => createClient(deps))
  const tokens = createTokenSource({
    fetch: async () => fetchToken(await client(), deps.config),
    renewBeforeMs,
    now: deps.clock.real,
  })

  const tryOnce = async <T>(call: ApiCall<T>, token: string): Promise<ApiResult<T>> => {
    const body = await call.run(await client(), { headers: { Authorization: `Bearer ${token}` } })
    const answer = call.answer.safeParse(body)
    return answer.success ? { ok: true, data: answer.data } : failed(unreadable)
  }

  const attempt = async <T>(call: ApiCall<T>): Promise<ApiResult<T> & { token?: string }> => {
    let token: string | undefined
    try {
      token = await tokens.get()
      return await tryOnce(call, token)
    } catch (error) {
      if (error instanceof ApiFailure) return { ...failed(error.problem), token }
      throw error
    }
  }

  return {
    call: async (call) => {
      const first = await attempt(call)
      if (first.ok || first.token === undefined || !isTokenRefused(first.problem)) return first
      tokens.drop(first.token)
      deps.log.info({ code: first.problem.code }, 'Feishu refused the token, taking a new one')
      return attempt(call)
    },
  }
}

/** The SDK costs 80 MB and a fifth of a second: loaded when first needed. */
async function createClient({ config, http, log }: ApiDeps): Promise<Client> {
  const sdk = await import('@larksuiteoapi/node-sdk')
  return new sdk.Client({
    appId: config.appId,
    appSecret: config.appSecret,
    domain: config.baseUrl,
    httpInstance: http.rest,
    // Its own cache fetches once per concurrent caller and keeps a refused token.
    disableTokenCache: true,
    logger: createSdkLogger(log),
    loggerLevel: sdk.LoggerLevel.warn,
  })
}

async function fetchToken(client: Client, config: FeishuConfig): Promise<TokenGrant> {
  const body = await client.auth.v3.tenantAccessToken.internal({
    data: { app_id: config.appId, app_secret: config.appSecret },
  })
  const answer = tokenAnswer.safeParse(body)
  if (!answer.success) throw failure(unreadable)
  return { token: answer.data.tenant_access_token, expiresInMs: answer.data.expire * 1000 }
}

/** Made once, by whoever asks first; made again if that failed. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
}
