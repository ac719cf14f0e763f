/**
 * Typed with blanks for commas, a talk and a change stand in one clause: 刚从华芯回来 李总说方案没问题
 * 下周三签 金额320万. The change is cut off, to be previewed.
 */
import { isOwnChange } from './activity-clauses.ts'
import { contactKind } from './activity-words.ts'
import { type Clause, partOf, piecesOf, type Sentence } from './sentence.ts'
import { isRecordName } from './subject.ts'

export function cutAtChanges(sentence: Sentence): Sentence {
  const cut = sentence.clauses.map(cutClause)
  if (cut.every((parts) => parts.length === 1)) return sentence
  return { ...sentence, clauses: cut.flat().map((clause, index) => ({ ...clause, index })) }
}

/** What follows these words is somebody's wish. */
const wished = /(?:说|要|要求|想|让|让我们|希望|问|建议|能不能|可不可以|能否|打算|准备|考虑)$/u
const ordered =
  /(?:那就|就|帮我|麻烦)?(?:把)?(?:金额|价格|签约|阶段)?(?:改成?|改到|调到|调成|推进到|推到|按|降到|加到|延到|推迟到)[^,]*(?:吧|算)$/u

/** 客户说预算砍了一半 | 改成九万吧 */
function orderAtEnd(clause: Clause): readonly Clause[] | undefined {
  const index = ordered.exec(clause.text)?.index
  if (index === undefined || index < 4 || wished.test(clause.text.slice(0, index))) return undefined
  const at = clause.start + index
  const order = partOf(clause, { start: at, end: clause.end })
  if (order.names.some(isRecordName) || !isOwnChange(order)) return undefined
  return [partOf(clause, { start: clause.start, end: at }), order]
}

/** Nobody dictates more in one breath. */
const longest = 120

function cutClause(clause: Clause): readonly Clause[] {
  if (clause.text.length > longest || clause.asks) return [clause]
  const tells = contactKind(clause.text) !== undefined || customerTells.test(clause.text)
  return (tells && (atBlanks(clause) ?? orderAtEnd(clause))) || [clause]
}

const customerTells = /(?:客户|对方|甲方|他们|那边)(?:那边)?(?:说|觉得|嫌|表示)/u

function atBlanks(clause: Clause): readonly Clause[] | undefined {
  if (!clause.text.trim().includes(' ')) return undefined
  const pieces = piecesOf(clause)
  const changes = pieces.map((piece) => !piece.names.some(isRecordName) && isOwnChange(piece))
  if (pieces.length < 2 || !changes.includes(true) || changes[0]) return undefined
  // Runs of pieces of one kind stay together.
  const starts = pieces.filter((_, i) => i === 0 || changes[i] !== changes[i - 1])
  return starts.map(({ start }, i) => {
    const next = starts[i + 1]
    const end = next ? pieces[pieces.indexOf(next) - 1]!.end : clause.end
    return partOf(clause, { start, end })
  })
}
