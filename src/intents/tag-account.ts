import { resolveAccount, type SaidAccount } from '../bot/resolve-account.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { knownTags, tagCalled } from '../domain/tag.ts'
import type { Clause } from '../language/sentence.ts'
import {
  earlierSubject,
  type SubjectMention,
  subjectIn,
  subjectsListed,
} from '../language/subject.ts'
import { readTags, type TagReading } from '../language/tag-clauses.ts'
import { foldName } from '../lib/names.ts'
import { type TagAccount, tagAccount } from '../operations/tag-account.ts'
import { findTags } from '../store/tags.ts'

/** Tags of a customer, put on and taken off. */
export const tagAccountIntent: Intent = {
  id: 'account.tag',
  what: '给客户打标签',
  examples: [
    '给华芯打标签 近期有需求 价格敏感',
    '华芯标记为高潜力',
    '华芯加个标签:重点跟进',
    '去掉华芯的价格敏感',
    '把立辰的高潜力标签去掉',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'tag.edit'),
  operations: [tagAccount],
  read: ({ clauses }, free) => {
    const reading = readTags(free, (said) => tagCalled(said).known)
    return reading && claims(reading, clauses)
  },
}

/** One for each customer that is listed. */
function claims(reading: TagReading, all: readonly Clause[]): Claim[] {
  const [first] = reading.clauses
  const listed = subjectsListed(first!)
  const named = subjectIn([first!])
  // 今天拜访了立辰,给他打个标签: named earlier in the message.
  const earlier = named || reading.unknownName ? undefined : earlierSubject(all, first!)
  const subjects = listed.length > 1 ? listed : [named ?? earlier]
  return subjects.map((subject) => ({
    clauses: reading.clauses,
    ...((listed.length > 1 || earlier) && {
      said: `给${subject!.words}打标签 ${reading.tags.join(' ')}`,
    }),
    run: (turn) => run(turn, reading, subject),
  }))
}

async function run(turn: Turn, reading: TagReading, subject?: SubjectMention): Promise<Reply> {
  const said: SaidAccount = { clauses: reading.clauses, subject, unknownName: reading.unknownName }
  const resolved = await resolveAccount(turn, said)
  if (resolved.kind === 'reply') return resolved.reply
  const tags = turn.answers.tag ? [turn.answers.tag] : reading.tags
  const questions = [
    ...(resolved.kind === 'ask' ? [resolved.question] : []),
    ...(tags.length === 0 ? [whichTag] : []),
  ]
  if (resolved.kind === 'ask' || questions.length > 0) return { kind: 'ask', questions }
  const accountId = resolved.account.id
  const isGuess = reading.kind === 'remove' && !reading.sure
  if (isGuess && !(await hasAny(turn, accountId, tags))) return { kind: 'unclear' }
  const body: TagAccount = { accountId, kind: reading.kind, tags: [...tags] }
  return { kind: 'propose', operation: tagAccount, body, how: 'at-once' }
}

const whichTag = {
  slot: 'tag',
  text: '打什么标签?',
  options: knownTags.slice(0, 5).map(({ name }) => ({ label: name, value: name })),
}

/** 去掉华芯的重点: a tag only if there is one of that name. What is put on is any. */
async function hasAny(turn: Turn, accountId: string, tags: readonly string[]): Promise<boolean> {
  const there = (await findTags(turn.tx, accountId)).map((row) => foldName(row.tag))
  return tags.some((said) => there.includes(foldName(tagCalled(said).name)))
}
