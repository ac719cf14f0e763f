/** What an API handler gets and gives. */
import type { JsonObject } from '../../json.ts'
import type { World } from '../world.ts'

export type ApiRequest = {
  readonly query: URLSearchParams
  /** The body where it was a JSON object; undefined for anything else. */
  readonly json: JsonObject | undefined
}

export type ApiAnswer = {
  /** Always 200, but from a gateway in front. */
  readonly status: number
  readonly body: JsonObject
  readonly warnings?: readonly string[]
  readonly cardBytes?: number
  readonly fault?: string
}

export type ApiHandler = (request: ApiRequest) => ApiAnswer

export type Route = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Called without a token. */
  readonly open?: true
  readonly handle: ApiHandler
}

export function success(data: JsonObject = {}, more: Partial<ApiAnswer> = {}): ApiAnswer {
  return { status: 200, body: { errcode: 0, errmsg: 'ok', ...data }, ...more }
}

/** The code is what counts; the text carries a hint and may change. */
export function failure(
  world: World,
  errcode: number,
  detail?: string,
  more: Partial<ApiAnswer> = {},
): ApiAnswer {
  const said = [messages[errcode] ?? 'failed', ...(detail ? [detail] : [])].join(': ')
  const hint = `hint: [${world.ids.next('hint')}]`
  const url = `https://open.work.weixin.qq.com/devtool/query?e=${errcode}`
  const errmsg = `${said}, ${hint}, from ip: 127.0.0.1, more info at ${url}`
  return { status: 200, body: { errcode, errmsg }, ...more }
}

/** https://developer.work.weixin.qq.com/document/path/90313 */
const messages: Readonly<Record<number, string>> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40008: 'invalid message type',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40016: 'invalid button size',
  40035: 'invalid parameter list',
  40056: 'invalid agentid',
  40058: 'invalid Request Parameter',
  40063: 'some parameters are empty',
  41001: 'access_token missing',
  42001: 'access_token expired',
  42014: 'invalid task_id',
  44004: 'empty content',
  45002: 'content size out of limit',
  45009: 'api freq out of limit',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  60123: 'invalid party id',
  60140: 'invalid response_code',
  81013: 'user & party & tag all invalid',
  82001: 'user & party & tag all empty',
  82002: 'more than 100 parties',
  82003: 'more than 100 tags',
  301002: 'not allow operate another agent with this accesstoken',
}
