/** https://open.feishu.cn/document/server-docs/im-v1/message/get-2 */
import * as z from 'zod'
import type { FileRef, Resource } from '../port.ts'
import type { FeishuApi } from './api.ts'
import type { Http } from './http.ts'
import { failure } from './problems.ts'

const answer = z.custom<Uint8Array | 'too-large'>(
  (value) => value === 'too-large' || value instanceof Uint8Array,
)

/** The bytes of a file or an image that stands in a message. */
export async function downloadResource(
  api: FeishuApi,
  of: { readonly http: Http; readonly baseUrl: string },
  { messageId, key, type }: FileRef,
  maxBytes: number,
): Promise<Resource> {
  const path = `messages/${encodeURIComponent(messageId)}/resources/${encodeURIComponent(key)}`
  const url = `${of.baseUrl}/open-apis/im/v1/${path}?type=${type}`
  const result = await api.call({
    // The SDK reads it as a stream without a limit, and loses the code of a failure.
    run: (_client, { headers }) => of.http.bytes(url, headers, maxBytes),
    answer,
  })
  if (!result.ok) throw failure(result.problem)
  const { data } = result
  return data === 'too-large' ? { kind: 'too-large' } : { kind: 'bytes', bytes: data }
}
