/**
 * Who the bot's people are to the app. A bot that was not made by a super administrator names them
 * by encrypted ids, which the app can turn into its own.
 * https://developer.work.weixin.qq.com/document/path/101521
 */
import * as z from 'zod'
import type { WecomApi } from '../api.ts'
import { personId } from '../user-id.ts'

const answer = z.object({
  userid_list: z.array(z.object({ open_userid: z.string(), userid: z.string() })).default([]),
})

/** NOT VERIFIED beyond reports: what encrypted ids look like. Others are the app's own already. */
const encrypted = /^wo[A-Za-z0-9_-]{20,}$/

/** The id by which the app knows this person; the same id where it does not. */
export type UserIdOf = (botsId: string) => Promise<string>

export function createUserIdOf(api: WecomApi): UserIdOf {
  const known = new Map<string, string>()
  return async (botsId) => {
    if (!encrypted.test(botsId)) return personId(botsId)
    const there = known.get(botsId)
    if (there) return there
    const result = await api.call({
      path: '/cgi-bin/batch/openuserid_to_userid',
      body: JSON.stringify({ open_userid_list: [botsId] }),
      answer,
    })
    const found = result.ok && result.data.userid_list.find((one) => one.open_userid === botsId)
    // Nobody we know: told so, and asked about again the next time.
    if (!found) return botsId
    const userId = personId(found.userid)
    known.set(botsId, userId)
    return userId
  }
}
