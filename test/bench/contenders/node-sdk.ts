/** The SDK's own way in, `adaptDefault`, without `autoChallenge`, which would decrypt twice. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { adaptDefault, EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk'
import type { Start } from '../contender.ts'
import { app } from '../events.ts'
import { rawCommit } from './raw-commit.ts'

/** What the SDK hands on: the event's own fields and its header's in one object. */
type Event = { readonly event_id: string; readonly event_type: string }

export const start: Start = async ({ file }) => {
  const commit = file === undefined ? undefined : rawCommit(file)
  return listenWithSdk(async (event: Event) => {
    commit?.({ id: event.event_id, type: event.event_type, body: JSON.stringify(event) })
  })
}

/** @param handler for messages and for reactions */
export function listenWithSdk<E extends Event>(
  handler: (event: E) => Promise<void>,
): Promise<{ port: number }> {
  const dispatcher = new EventDispatcher({
    encryptKey: app.encryptKey,
    verificationToken: app.verificationToken,
    loggerLevel: LoggerLevel.error,
  }).register({
    'im.message.receive_v1': handler as never,
    'im.message.reaction.created_v1': handler as never,
  })
  const server = createServer(adaptDefault('/webhooks/feishu', dispatcher))
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port }))
  })
}
