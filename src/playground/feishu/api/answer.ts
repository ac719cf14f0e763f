/** What an API handler gets and gives, and the shape of the platform's errors. */
import type { JsonObject } from '../../json.ts'
import type { World } from '../world.ts'
import type { Part } from './multipart.ts'

export type ApiRequest = {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The body where it was JSON. */
  readonly json: JsonObject
  /** Bytes of the body. */
  readonly size: number
  /** Of a multipart body. */
  readonly parts?: ReadonlyMap<string, Part>
}

export type ApiAnswer = {
  readonly status: number
  readonly body: JsonObject | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  readonly warnings?: readonly string[]
  readonly cardBytes?: number
  readonly fault?: string
}

export type ApiHandler = (request: ApiRequest) => ApiAnswer

export function success(data: JsonObject, more: Partial<ApiAnswer> = {}): ApiAnswer {
  return { status: 200, body: { code: 0, msg: 'success', data }, ...more }
}

/** Business failures are mostly HTTP 400; the code is what counts, the text may change. */
export function failure(
  world: World,
  problem: { readonly code: number; readonly msg?: string; readonly status?: number },
  more: Partial<ApiAnswer> & { readonly error?: JsonObject } = {},
): ApiAnswer {
  const { error, ...rest } = more
  const logId = world.ids.next('log')
  return {
    status: problem.status ?? 400,
    body: {
      code: problem.code,
      msg: problem.msg ?? messages[problem.code] ?? 'failed',
      error: {
        log_id: logId,
        troubleshooter: `排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${problem.code}`,
        ...error,
      },
    },
    ...rest,
    headers: { 'x-tt-logid': logId, ...rest.headers },
  }
}

/** https://open.feishu.cn/document/server-docs/im-v1/message/create and its neighbours. */
const messages: Readonly<Record<number, string>> = {
  230001: 'Your request contains an invalid request parameter.',
  230002: 'The bot can not be outside the group.',
  230011: 'The message is recalled.',
  230013: 'Bot has NO availability to this user.',
  230017: 'Bot is NOT the owner of the resource.',
  230018: 'These operations are NOT allowed at current group settings.',
  230020: 'This operation triggers the frequency limit.',
  230025: 'The length of the message content reaches its limit.',
  230026: 'No permission to recall this message.',
  230027: 'Lack of necessary permissions.',
  230028: 'The messages do NOT pass the audit.',
  230031: 'Message can only be modified within 14 days after sending.',
  230034: 'The receive_id is invalid.',
  230049: 'The message is being sent.',
  230053: 'The user has stopped the bot from sending messages.',
  230071: 'The operator is not the sender of the message.',
  230072: 'The message has reached the number of times it can be edited.',
  232009: 'Your request specifies a chat which has already been dissolved.',
  234001: 'Invalid request param.',
  234006: 'The file size exceed the max value.',
  234010: "File's size can't be 0.",
  234011: "Can't recognize image format.",
  41012: 'user id invalid error',
  41050: 'no user authority',
  40001: 'invalid parameter',
  40004: 'no dept authority error',
  99991400: 'request trigger frequency limit',
  99991661: 'Missing access token for authorization. Please make a request with token attached.',
  99991663: 'Invalid access token for authorization. Please make a request with token attached.',
  99991671: 'Invalid access token for authorization. Token must start with t- or u-.',
  99991672: 'Access denied. One of the following scopes is required.',
  300020: 'The token format is invalid.',
  300030: 'The token is expired.',
  300040: 'The token has been used up.',
}
