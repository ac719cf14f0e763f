/**
 * Feishu's error codes in our words, and whether trying again can help.
 * https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
import { ApiFailure, type ApiProblem, dead, type Rule, retry } from '../api-problem.ts'
import type { SendOutcome } from '../port.ts'

const minute = 60_000
const forPeople = { scope: 'app', forPeople: true } as const
const badCredentials = retry('app-credentials-rejected', { ...forPeople, afterMs: minute })
// One kind of call lacks it; the others go on.
const noScope = retry('app-lacks-scope', { forPeople: true, afterMs: 10 * minute })
const badToken = retry('token-rejected', { scope: 'app', afterMs: 1000 })
const internal = retry('platform-error')
const cut = retry('no-answer')

const rules: Readonly<Record<string, Rule>> = {
  // Limits.
  99991400: retry('rate-limited', { scope: 'app', afterMs: 1000 }),
  230020: retry('rate-limited', { scope: 'target', afterMs: 1000 }),
  // No time is named and the platform itself is at its limit: waits that grow and that nobody shares.
  11232: retry('rate-limited', { scope: 'app' }),
  11233: retry('rate-limited', { scope: 'target' }),
  // The same uuid is on its way already. NOT VERIFIED: whether it is also said of one that has
  // arrived, or the first message is given again.
  230049: retry('being-sent', { afterMs: 1000, underWay: true }),
  // The app.
  10003: badCredentials,
  10014: badCredentials,
  10015: badCredentials,
  99991661: badToken,
  99991663: badToken,
  99991664: badToken,
  99991665: badToken,
  99991668: badToken,
  99991671: badToken,
  99991677: badToken,
  99991672: noScope,
  99991679: noScope,
  99991401: retry('address-not-allowed', { ...forPeople, afterMs: 10 * minute }),
  99991403: retry('quota-used-up', { ...forPeople, afterMs: 60 * minute }),
  230006: dead('bot-ability-off'),
  // The receiver.
  230002: dead('bot-not-in-chat'),
  230013: dead('recipient-out-of-range'),
  230018: dead('chat-forbids-sending'),
  230019: dead('topic-gone'),
  230027: dead('sending-not-permitted'),
  230029: dead('recipient-left'),
  230034: dead('recipient-unknown'),
  230035: dead('sending-not-permitted'),
  230053: dead('recipient-muted-bot'),
  232009: dead('chat-dissolved'),
  // The message.
  230001: dead('request-rejected'),
  230011: dead('message-recalled'),
  230022: dead('content-blocked'),
  230025: dead('message-too-large'),
  230028: dead('content-blocked'),
  230031: dead('update-window-over'),
  230054: dead('type-not-allowed-in-chat'),
  230099: dead('card-rejected'),
  230110: dead('message-deleted'),
  // Feishu itself, and the way there.
  1500: internal,
  2200: internal,
  5000: internal,
  300000: internal,
  timeout: cut,
  network: cut,
}

/** What a failed send or update comes to. A code we do not know is tried again by the schedule. */
export function outcomeOf(problem: ApiProblem): SendOutcome {
  const { code, afterMs, message } = problem
  if (isCardLocked(problem)) return { kind: 'retry', code, reason: 'card-in-use', afterMs: 1000 }
  const rule = rules[code] ?? retry(isServerFault(problem) ? 'platform-error' : 'unknown-problem')
  if (rule.kind === 'dead') {
    const detail = cardErrorOf(problem)
    return { ...rule, code, ...(detail && { detail }) }
  }
  const { forPeople: isForPeople, ...rest } = rule
  return {
    ...rest,
    code,
    ...(afterMs === undefined ? {} : { afterMs }),
    ...(isForPeople && { forPeople: message.slice(0, 300) }),
  }
}

/** What is wrong with a card and where; the value itself may be somebody's words. */
function cardErrorOf({ message }: ApiProblem): string | undefined {
  const [, code, path] = /ErrCode:\s*(\d+)(?:;\s*ErrPath:\s*([^;]*))?/.exec(message) ?? []
  return code && (path ? `ErrCode ${code} at ${path.trim()}` : `ErrCode ${code}`)
}

/** The token was refused, so the call did nothing: another token, then once more. */
export function isTokenRefused({ code }: ApiProblem): boolean {
  return rules[code] === badToken
}

/** A reply to something that is no longer there. */
export function isReplyTargetGone({ code }: ApiProblem): boolean {
  return code === '230011' || code === '230110' || code === '230019'
}

/** 11310 has three meanings; only the lock between a tap and its answer passes. */
function isCardLocked({ code, message }: ApiProblem): boolean {
  return code === '230099' && /ErrCode:\s*11310\b/.test(message) && /lock/i.test(message)
}

function isServerFault({ status }: ApiProblem): boolean {
  return status !== undefined && status >= 500
}

export const failure = (problem: ApiProblem): ApiFailure =>
  new ApiFailure(problem, outcomeOf(problem))
