import { colleaguesMeant } from '../bot/meant-colleagues.ts'
import { partsMeant } from '../bot/meant-parts.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { mayEver } from '../domain/permission.ts'
import { readSharing, type SharingReading } from '../language/sharing-clauses.ts'
import { changeParticipants } from '../operations/change-participants.ts'

/** Who else works on a customer or a deal, looks at it, or no longer does. */
export const shareRecordIntent: Intent = {
  id: 'participant.change',
  what: '让同事参与,或移除',
  examples: [
    '把李娜加到华芯检测项目',
    '华芯检测让周涛一起跟',
    '周涛协助华芯检测',
    '华芯检测共享给李娜',
    '给李娜看一下华芯(只读)',
    '华芯检测加协作人 周涛、孙丽',
    '立辰这个客户周涛也参与',
    '拉周涛进D-1001',
    '把周涛从华芯检测移除',
    '李娜不跟华芯了',
    '@周涛 来跟一下华芯检测',
  ],
  offeredTo: ({ viewer }) => mayEver(viewer, 'participant.edit'),
  operations: [changeParticipants],
  read: ({ clauses }, free) => readSharing(clauses, free).map(claim),
}

const claim = (reading: SharingReading): Claim => ({
  clauses: reading.clauses,
  said: saidOf(reading),
  run: (turn) => run(turn, reading),
})

/** The words with the record they are about, where it was named in an earlier part. */
function saidOf({ clauses, subjects }: SharingReading): string {
  const words = clauses.map((clause) => clause.text.trim()).join(',')
  const missing = subjects.filter(
    (one) => !one.words.split(' ').some((word) => words.includes(word)),
  )
  return [...missing.map((one) => one.words), words].join(',')
}

async function run(turn: Turn, reading: SharingReading): Promise<Reply> {
  const { subjects, unknownName, sure } = reading
  const spokenOf = turn.context.dealId ?? turn.context.accountId ?? turn.answers.deal
  if (!sure && subjects.length === 0 && !unknownName && !spokenOf) return { kind: 'unclear' }
  const said = reading.entries.flatMap((entry) => entry.people)
  const meant = await colleaguesMeant(turn, said)
  const parts = await partsMeant(turn, reading, meant)
  if (parts.kind === 'reply') return parts.reply
  if (said.length === 0 && !reading.everyoneOut) {
    return { kind: 'problem', problem: { id: 'ParticipantMissing' } }
  }
  if (meant.nobody !== undefined) {
    return { kind: 'problem', problem: { id: 'PersonUnknown', said: meant.nobody } }
  }
  const questions = [...(parts.kind === 'ask' ? parts.questions : []), ...meant.questions]
  if (parts.kind === 'ask' || questions.length > 0) {
    return { kind: 'ask', questions, settled: meant.settled }
  }
  if (parts.changes.length === 0) {
    const why = ['这里没有共享给别人']
    return { kind: 'problem', problem: { id: 'ParticipantsUnchanged', why } }
  }
  const body = { changes: parts.changes }
  return { kind: 'propose', operation: changeParticipants, body, how: 'preview' }
}
