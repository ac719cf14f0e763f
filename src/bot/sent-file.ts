/** A file or an image that somebody sent: evidence, if they may give any. */

import { knownFile } from '../../cards/not-text-card.ts'
import { noticeCard } from '../../cards/notice-card.ts'
import { mayEver, type Viewer } from '../domain/permission.ts'
import { sentFile } from '../language/evidence-clauses.ts'
import type { Act } from '../operations/operation.ts'
import type { FileRef, InboundMessage } from '../platforms/port.ts'
import { keepFile } from '../store/files.ts'
import type { EngineDeps } from './definitions.ts'
import type { Said } from './settle.ts'

export type SentFile = {
  /** What stands for it where words would. */
  readonly said: string
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * The file of this message with its bytes; what to answer where there are none to be had. Undefined
 * for all else that was sent, and from who may give no evidence.
 *
 * @throws NeedsFile when it has to be fetched first
 */
export function sentIn(
  deps: Pick<EngineDeps, 'files' | 'platforms'>,
  { platform, messageId, content }: InboundMessage,
  viewer: Viewer,
): SentFile | Said | undefined {
  if (content.type !== 'file' && content.type !== 'image') return undefined
  const name = content.type === 'file' ? content.name : '图片'
  if (content.type === 'file' && !knownFile.test(name)) return undefined
  if (!mayEver(viewer, 'milestone.log') || !deps.platforms.get(platform)?.download) return undefined
  const ref: FileRef = { messageId, key: content.key, type: content.type }
  const fetched = deps.files.of(platform, ref)
  switch (fetched.kind) {
    case 'bytes':
      return { said: sentFile[content.type], name, bytes: fetched.bytes }
    case 'too-large':
      return notice('文件太大', [`${name} 超过 20 MB,没有存。`, '放到云文档里,把链接发给我。'])
    case 'unavailable':
      return notice('没取到文件', [`${name} 没能取到,没有存。`, '再发一次,或把链接发给我。'])
  }
}

const notice = (title: string, lines: readonly string[]): Said => ({
  card: noticeCard(title, lines, 'attention'),
})

/** The file is kept; what is known of it is settled for whatever is asked about it. */
export async function keptAnswers(
  act: Act,
  { name, said, bytes }: SentFile,
): Promise<Readonly<Record<string, string>>> {
  const mime = mimeOf(said === sentFile.image ? '.png' : name)
  const file = await keepFile(act.tx, {
    name,
    mime,
    bytes,
    byUserId: act.viewer.userId,
    now: act.now,
  })
  return { file, fileName: name }
}

const mimes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
}

function mimeOf(name: string): string {
  const extension = name.toLowerCase().split('.').at(-1) ?? ''
  return mimes[extension] ?? `image/${extension}`
}
