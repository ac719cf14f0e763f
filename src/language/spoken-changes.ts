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

function cutClause(clause: Clause): readonly Clause[] {
  if (!clause.text.trim().includes(' ') || contactKind(clause.text) === undefined) return [clause]
  const pieces = piecesOf(clause)
  const changes = pieces.map((piece) => !piece.names.some(isRecordName) && isOwnChange(piece))
  if (pieces.length < 2 || !changes.includes(true) || changes[0]) return [clause]
  // Runs of pieces of one kind stay together.
  const starts = pieces.filter((_, i) => i === 0 || changes[i] !== changes[i - 1])
  return starts.map(({ start }, i) => {
    const next = starts[i + 1]
    const end = next ? pieces[pieces.indexOf(next) - 1]!.end : clause.end
    return partOf(clause, { start, end })
  })
}
