/**
 * Reads multipart/form-data without loss: the SDK sends a Buffer as a part without a file name, and
 * the usual parsers then take it for text.
 */
export type Part = { readonly fileName?: string; readonly bytes: Buffer }

export function readMultipart(contentType: string, body: Buffer): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>()
  const boundary = contentType.match(/boundary="?([^";]+)"?/)?.[1]
  if (!boundary) return parts
  const delimiter = Buffer.from(`--${boundary}`)
  let from = body.indexOf(delimiter)
  while (from >= 0) {
    const start = from + delimiter.length + 2
    const end = body.indexOf(delimiter, start)
    if (end < 0) break
    const headEnd = body.indexOf('\r\n\r\n', start)
    if (headEnd >= 0 && headEnd < end) {
      const head = body.subarray(start, headEnd).toString('utf8')
      const name = head.match(/[; ]name="([^"]*)"/)?.[1]
      const fileName = head.match(/filename="([^"]*)"/)?.[1]
      if (name) parts.set(name, { fileName, bytes: body.subarray(headEnd + 4, end - 2) })
    }
    from = end
  }
  return parts
}
