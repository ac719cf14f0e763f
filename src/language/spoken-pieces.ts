/**
 * Where somebody who dictates would have put a comma: at a blank, before 然后, 客户说, 人家, behind 了啊.
 * Only for what could not be read whole.
 */
import { everything, neverAChange } from './change-words.ts'
import { hasHedge } from './hedges.ts'
import { type Clause, partOf, piecesOf } from './sentence.ts'
import { isRecordName } from './subject.ts'

const opening =
  '然后|接着|另外|还有|对了|不过|但是|可是|结果|所以|因为|主要(?:还|就)?是|人家|(?:客户|对方|甲方|业主|他们|她们)(?:那边)?(?:说|要|嫌|觉得|同意|还)|(?:那就|就)(?:按|改|算|推)|不对(?=[是,改应\\d一二两三四五六七八九])|错了|(?:签约|金额|时间|日期)的话|金额(?:是|还是|就|按|改)|签约(?:时间|日期)|帮我|麻烦|顺便|嗯|呃|哎'
const closing = '了(?:啊|呗|吧|哈|嘛)|[呗嘛]'

const boundary = new RegExp(`(?<=${closing})(?=\\S{2})|(?=${opening})`, 'gu')

/** The clause as the pieces it was spoken in; itself when it is but one. */
export function spokenPieces(clause: Clause): readonly Clause[] {
  const pieces = piecesOf(clause)
  return isPlain(clause) ? pieces.flatMap(cutAtBoundaries) : pieces
}

const nextRequest = /(?=(?:然后|另外|还有|顺便|对了|接着|同时)(?:再|也|你|请|麻烦|帮我|给我|把)*)/gu

/** The clause as the requests that follow each other in it: …然后帮我提醒一下. */
export const spokenRequests = (clause: Clause): readonly Clause[] =>
  isPlain({ ...clause, text: clause.text.replaceAll('提醒', '') })
    ? cutWhere(clause, nextRequest)
    : [clause]

/** No question, condition or denial that a piece by itself would lose, and no word for all of them; 不变 says what is. */
const isPlain = ({ text, names }: Pick<Clause, 'text' | 'names'>): boolean =>
  !hasHedge(text.replaceAll('不变', '')) &&
  !neverAChange.test(text) &&
  (!everything.test(text) || names.some(isRecordName))

/** What follows these words is what somebody wants, or what they begin. */
const holdsOn = /(?:说|要|想|让|希望|问|建议|考虑|打算|准备|觉得|认为|把|将|给|的|个|从)$/u

const cutAtBoundaries = (piece: Clause): Clause[] => cutWhere(piece, boundary)

/** Nobody speaks for longer without a pause. */
const longest = 200

function cutWhere(piece: Clause, places: RegExp): Clause[] {
  if (piece.text.length > longest) return [piece]
  const tags = [...piece.names, ...piece.stages, ...piece.amounts, ...piece.dates]
  const cuts = [...piece.text.matchAll(places)]
    .map(({ index }) => piece.start + index)
    .filter((at) => at > piece.start && at < piece.end)
    .filter((at) => !holdsOn.test(piece.text.slice(0, at - piece.start)))
    .filter((at) => !tags.some((tag) => tag.start < at && at < tag.end))
  const bounds = [piece.start, ...cuts, piece.end]
  return bounds.slice(1).map((end, i) => partOf(piece, { start: bounds[i]!, end }))
}
