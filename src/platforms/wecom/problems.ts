/**
 * WeCom's error codes in our words, and whether trying again can help.
 * https://developer.work.weixin.qq.com/document/path/90313
 */
import { ApiFailure, type ApiProblem, dead, type Rule, retry } from '../api-problem.ts'
import type { SendOutcome } from '../port.ts'

const minute = 60_000
const forPeople = { scope: 'app', forPeople: true } as const
const badCredentials = retry('app-credentials-rejected', { ...forPeople, afterMs: minute })
const badToken = retry('token-rejected', { scope: 'app', afterMs: 1000 })
const badRequest = dead('request-rejected')
const badCard = dead('card-rejected')
const cut = retry('no-answer')

const rules: Readonly<Record<string, Rule>> = {
  '-1': retry('platform-error'),
  // Limits. What has been reached holds for about as long as it is counted over.
  45009: retry('rate-limited', { scope: 'app', afterMs: minute }),
  45033: retry('rate-limited', { scope: 'app', afterMs: 1000 }),
  // The app.
  40001: badCredentials,
  40013: badCredentials,
  40056: badCredentials,
  40091: badCredentials,
  301002: badCredentials,
  40014: badToken,
  41001: badToken,
  42001: badToken,
  48002: retry('app-lacks-scope', { forPeople: true, afterMs: 10 * minute }),
  60020: retry('address-not-allowed', { ...forPeople, afterMs: 10 * minute }),
  // The receiver.
  40003: dead('recipient-unknown'),
  60111: dead('recipient-unknown'),
  60011: dead('recipient-out-of-range'),
  60021: dead('recipient-out-of-range'),
  81013: dead('recipient-out-of-range'),
  unlicensed: dead('recipient-unlicensed'),
  // The chat of the bot's.
  93000: dead('bot-not-in-chat'),
  93001: dead('chat-not-open'),
  93004: dead('bot-not-in-chat'),
  93006: dead('chat-not-open'),
  93008: dead('bot-not-in-chat'),
  846605: dead('tap-too-old'),
  'not-connected': retry('not-connected', { afterMs: 1000 }),
  // The message.
  40008: badRequest,
  40035: badRequest,
  40058: badRequest,
  40063: badRequest,
  44004: badRequest,
  82001: badRequest,
  40016: badCard,
  42014: badCard,
  42015: badCard,
  42016: badCard,
  42017: badCard,
  42018: badCard,
  45002: dead('message-too-large'),
  60140: dead('card-ticket-gone'),
  // The way there.
  timeout: cut,
  network: cut,
}

/** What a failed send or update comes to. A code we do not know is tried again by the schedule. */
export function outcomeOf({ code, message }: ApiProblem): SendOutcome {
  const rule = rules[code] ?? retry('unknown-problem')
  if (rule.kind === 'dead') return { ...rule, code }
  const { forPeople: isForPeople, ...rest } = rule
  return { ...rest, code, ...(isForPeople && { forPeople: message.slice(0, 300) }) }
}

/**
 * The token was refused, so the call did nothing: another token, then once more. 40001 says so of
 * a token as well, where it is not said of the secret.
 */
export function isTokenRefused({ code }: ApiProblem): boolean {
  return rules[code] === badToken || code === '40001'
}

/** The platform knows nobody by this id, or shows them to nobody. */
export function isUnknownPerson({ code }: ApiProblem): boolean {
  return ['40003', '60111', '60021', '60011'].includes(code)
}

/** This `task_id` has been used: by what we sent ourselves, since nobody else can know it. */
export const isSentBefore = ({ code }: ApiProblem): boolean => code === '42014'

/** The ticket is used up, or too old. */
export const isTicketGone = ({ code }: ApiProblem): boolean => code === '60140'

export const failure = (problem: ApiProblem): ApiFailure =>
  new ApiFailure(problem, outcomeOf(problem))
