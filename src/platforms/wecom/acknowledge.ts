import type { HttpAnswer } from '../port.ts'

/**
 * The HTTP answer to what came in. An answer in its place would reach nobody but the sender, and
 * only within five seconds: the outbox says what there is to say.
 */
export const accepted: HttpAnswer = { body: '', contentType: 'text/plain' }
