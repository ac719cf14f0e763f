/** im/v1 images and files, and the resources of messages. */
import type { StoredFile, World } from '../world.ts'
import { type ApiAnswer, type ApiHandler, type ApiRequest, failure, success } from './answer.ts'
import type { Part } from './multipart.ts'

const most = { image: 10 * 1024 * 1024, file: 30 * 1024 * 1024 } as const
const fileTypes = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream']

export type FileApi = Readonly<
  Record<'uploadImage' | 'uploadFile' | 'download' | 'ofMessage', ApiHandler>
>

export function createFileApi(world: World): FileApi {
  const store = (kind: StoredFile['kind'], file: Part, name: string): ApiAnswer => {
    if (file.bytes.length === 0) return failure(world, { code: 234010 })
    if (file.bytes.length > most[kind]) return failure(world, { code: 234006 })
    if (kind === 'image' && !isImage(file.bytes)) return failure(world, { code: 234011 })
    const key = world.ids.next(kind)
    world.files.set(key, { kind, name, bytes: file.bytes, owner: 'bot' })
    return success({ [`${kind}_key`]: key })
  }
  const serve = (file: StoredFile | undefined): ApiAnswer =>
    file ? { status: 200, body: file.bytes } : failure(world, { code: 234001 })
  return {
    uploadImage: (request) => {
      const image = request.parts?.get('image')
      if (!image || fieldOf(request, 'image_type') !== 'message') {
        return failure(world, { code: 234001 })
      }
      return store('image', image, image.fileName ?? 'image')
    },
    uploadFile: (request) => {
      const file = request.parts?.get('file')
      const name = fieldOf(request, 'file_name')
      if (!file || !name || !fileTypes.includes(fieldOf(request, 'file_type') ?? '')) {
        return failure(world, { code: 234001 })
      }
      return store('file', file, name)
    },
    download: (request) => {
      const file = world.files.get(request.params.key ?? '')
      return serve(file?.owner === 'bot' ? file : undefined)
    },
    ofMessage: (request) => serve(resource(world, request)),
  }
}

function fieldOf(request: ApiRequest, name: string): string | undefined {
  return request.parts?.get(name)?.bytes.toString('utf8')
}

/** Only what stands in that message, and only under its own kind. */
function resource(world: World, request: ApiRequest): StoredFile | undefined {
  const message = world.messages.get(request.params.message_id ?? '')
  const key = request.params.key ?? ''
  const file = world.files.get(key)
  if (!message?.content.includes(`"${key}"`) || message.recalled) return undefined
  return file?.kind === request.query.get('type') ? file : undefined
}

const magic: readonly (readonly number[])[] = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
  [0x42, 0x4d],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x00, 0x00, 0x01, 0x00],
]

function isImage(bytes: Uint8Array): boolean {
  return magic.some((start) => start.every((byte, i) => bytes[i] === byte))
}
