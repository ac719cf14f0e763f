/** What a call of a platform's API may end with: a problem as a value, a failure where one is thrown. */
import { isAxiosError } from 'axios'
import type { SendOutcome } from './port.ts'

export type ApiProblem = {
  /** The platform's code; a word of ours when the answer never came or was no answer. */
  readonly code: string
  /** Of HTTP, where it says something that the code does not. */
  readonly status?: number
  readonly message: string
  /** What the platform asked us to wait. */
  readonly afterMs?: number
}

export type ApiResult<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly problem: ApiProblem }

export const unreadable: ApiProblem = { code: 'unreadable', message: 'not the promised answer' }

export function failed(problem: ApiProblem): { readonly ok: false; readonly problem: ApiProblem } {
  return { ok: false, problem }
}

/** It holds no request, so nothing that prints it can print a token. */
export class ApiFailure extends Error {
  override name = 'ApiFailure'
  readonly problem: ApiProblem
  readonly passing: boolean

  constructor(problem: ApiProblem, outcome: SendOutcome) {
    super(`${problem.code}${problem.status ? ` (HTTP ${problem.status})` : ''}: ${problem.message}`)
    this.problem = problem
    this.passing = outcome.kind === 'retry' && outcome.forPeople === undefined
  }
}

/** What a platform's code means to a send or an update. */
export type Rule =
  | { readonly kind: 'dead'; readonly reason: string }
  | {
      readonly kind: 'retry'
      readonly reason: string
      readonly scope?: 'app' | 'target'
      readonly afterMs?: number
      readonly underWay?: true
      /** For a person to put right in the console; the rows wait meanwhile. */
      readonly forPeople?: true
    }

export const dead = (reason: string): Rule => ({ kind: 'dead', reason })
export const retry = (
  reason: string,
  rest: Omit<Rule & { kind: 'retry' }, 'kind' | 'reason'> = {},
): Rule => ({ kind: 'retry', reason, ...rest })

/** What axios throws holds the whole request: only its code goes on. Undefined for what is not its own. */
export function unanswered(error: unknown): ApiProblem | undefined {
  if (!isAxiosError(error)) return undefined
  const cut = ['ETIMEDOUT', 'ECONNABORTED', 'ERR_CANCELED'].includes(error.code ?? '')
  return { code: cut ? 'timeout' : 'network', message: error.code ?? 'no answer' }
}
