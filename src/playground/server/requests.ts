import * as z from 'zod'
import { CLOCK_STEPS } from './clock-step.ts'

export const sayInput = z.strictObject({
  from: z.string(),
  chat: z.string(),
  text: z.string().trim().min(1).max(4000),
  mentionBot: z.boolean().optional(),
  replyTo: z.string().optional(),
})

/** Beside it the bytes are the body. */
export const fileInput = z.strictObject({
  from: z.string(),
  chat: z.string(),
  name: z.string().trim().min(1).max(200),
})

export const tapInput = z.strictObject({
  by: z.string(),
  messageId: z.string(),
  /** On Feishu: JSON pointer into the card. */
  path: z.string().startsWith('/').optional(),
  /** On WeCom: the button's key. */
  button: z.string().optional(),
  /** On WeCom: the ids chosen, by question. */
  selected: z.record(z.string(), z.array(z.string())).optional(),
  form: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.boolean()])).optional(),
  option: z.string().optional(),
  input: z.string().optional(),
  checked: z.boolean().optional(),
})

export const clockInput = z.strictObject({ step: z.enum(CLOCK_STEPS) })

export const sideQuery = z.enum(['feishu', 'wecom'])

/** The faults that the page offers; tests have more. */
export const faultsInput = z
  .strictObject({
    duplicateDelivery: z.boolean(),
    lateDeliveryMs: z.int().min(0).max(60_000),
    wrongSignature: z.boolean(),
    tokenExpired: z.boolean(),
    rateLimit: z.int().min(0).max(100),
  })
  .partial()
