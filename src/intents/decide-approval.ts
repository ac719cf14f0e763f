import { noticeCard } from '../../cards/notice-card.ts'
import { type Asked, readChoice } from '../bot/read-value.ts'
import { approvalsMeant, approvalsWaiting, resolveApproval } from '../bot/resolve-approval.ts'
import type { Claim, Intent, Reply, Turn } from '../bot/turn.ts'
import { type DecisionReading, readDecisions } from '../language/decision-clauses.ts'
import type { Sentence } from '../language/sentence.ts'
import { approveSeveral } from '../operations/approve-several.ts'
import { decideInWords } from '../operations/decide-approval.ts'
import type { FoundApproval } from '../operations/find-approval.ts'
import { findWaitingDrafts } from '../store/drafts.ts'
import { agreeing, asking, decided } from './approval-deeds.ts'
import { openChangeIntent } from './change-open.ts'
import { shareRecordIntent } from './share-record.ts'

/** What is said to a request for approval. */
export const decideApprovalIntent: Intent = {
  id: 'approval.decide',
  what: '审批',
  examples: [
    '顺达那个驳回,毛利太低',
    'AP-32 不同意,账期太长',
    'AP-32 同意',
    '都同意',
    '批了',
    '同意,但账期不能超过20天',
    '打回去让他改成账期20天',
    '先别批',
    '转给吴芳审',
    '加签郑凯',
    '特批顺达那个,战略客户',
    '撤回顺达的审批',
    '催一下AP-32',
  ],
  offeredTo: ({ viewer }) => viewer.roles.some((role) => role !== 'rep'),
  operations: [decideInWords, approveSeveral],
  read: (sentence, free) => {
    const readings = readDecisions(sentence.clauses, free)
    if (!readings || readings.some(({ weak }) => weak)) return undefined
    return readings.map((reading) => claim(sentence, reading))
  },
}

const claim = (sentence: Sentence, reading: DecisionReading): Claim => ({
  clauses: reading.clauses,
  run: (turn) => run(turn, sentence, reading),
})

/** Taken back or hurried by who asked for it; everything else is for who decides. */
const sideOf = ({ kind }: DecisionReading) =>
  kind === 'withdraw' || kind === 'nudge' ? ('own' as const) : ('to-decide' as const)

async function run(turn: Turn, sentence: Sentence, reading: DecisionReading): Promise<Reply> {
  const draft = await yesToPreview(turn, reading)
  if (draft) return draft
  const together = await yesToSeveral(turn, reading)
  if (together) return together
  const meant = await resolveApproval(turn, reading, sideOf(reading))
  if (meant.kind === 'none') return nothingThere(turn, sentence, reading)
  if (meant.kind === 'ask') return { kind: 'ask', questions: [meant.question] }
  if (meant.kind === 'reply') {
    return reading.sure ? meant.reply : elsewhere(turn, sentence, reading, meant.reply)
  }
  const { found } = meant
  const told = reading.mayBeTold && isItTold(turn, reading, found)
  if (told) return told
  return decided(turn, reading, found)
}

/** Without a name 同意 may be of the preview that waits: then it is that, or it is asked. */
async function yesToPreview(turn: Turn, reading: DecisionReading): Promise<Reply | undefined> {
  const isYes = reading.kind === 'approve' && !reading.words && reading.clauses.length === 1
  if (!isYes || reading.sure || turn.answers.approval) return undefined
  if (turn.context.quoted && turn.context.approvalId) return undefined
  const { tx, viewer, now } = turn
  const drafts = await findWaitingDrafts(tx, { userId: viewer.userId, now })
  if (!drafts.some(({ state }) => state === 'previewed')) return undefined
  const waiting = await approvalsWaiting(turn)
  if (waiting.length === 0 || turn.answers.ofWhat === preview) {
    return { kind: 'draft', command: 'confirm' }
  }
  if (turn.answers.ofWhat) return undefined
  const asked: Asked = { questions: [], refused: undefined }
  readChoice(turn, asked, { slot: 'ofWhat', text: '同意哪个?', options: ['等我审的审批', preview] })
  return { kind: 'ask', questions: asked.questions }
}

const preview = '刚才那张预览'

/** 都同意, AP-31 AP-32 同意: the light ones with one tap, the others to be looked at one by one. */
async function yesToSeveral(turn: Turn, reading: DecisionReading): Promise<Reply | undefined> {
  const { kind, all, of } = reading
  if (kind !== 'approve' || turn.answers.approval) return undefined
  if (!all && of.codes.length < 2) return undefined
  const found = await approvalsMeant(turn, of)
  const isOneUnknown = found.length < of.codes.length
  return found.length > 1 && !isOneUnknown ? agreeing(turn, found) : undefined
}

async function nothingThere(
  turn: Turn,
  sentence: Sentence,
  reading: DecisionReading,
): Promise<Reply> {
  const none =
    sideOf(reading) === 'own'
      ? noticeCard('没有在审的审批', ['你现在没有提交中的审批。'])
      : noticeCard('没有等你审批的', ['现在没有轮到你审的。'])
  const reply: Reply = { kind: 'card', card: none, personal: true }
  if (reading.sure) return reply
  const isYes = reading.kind === 'approve' && !reading.words
  if (isYes) return { kind: 'draft', command: 'confirm' }
  return elsewhere(turn, sentence, reading, reply)
}

/** 让郑凯也看下 is said of a record as well, 退回 of a deal; 先放着 of anything. */
async function elsewhere(
  turn: Turn,
  sentence: Sentence,
  { kind, clauses }: DecisionReading,
  otherwise: Reply,
): Promise<Reply> {
  const other = kind === 'return' ? openChangeIntent : shareRecordIntent
  if (kind === 'add' || kind === 'pass-on' || kind === 'return') {
    const [meant] = [other.read(sentence, clauses) ?? []].flat()
    return meant ? meant.run(turn) : { kind: 'unclear' }
  }
  return kind === 'approve' || kind === 'reject' ? otherwise : { kind: 'unclear' }
}

const byMe = '是我批准'

/** 顺达同意 may be told of the customer. */
function isItTold(turn: Turn, reading: DecisionReading, found: FoundApproval): Reply | undefined {
  const asked: Asked = { questions: [], refused: undefined }
  const text = `是批准 ${found.approval.code},还是客户说的?`
  const answer = readChoice(turn, asked, { slot: 'whose', text, options: [byMe, '是客户说的'] })
  if (answer === undefined) return asking(asked, found)
  if (answer === byMe) return undefined
  const words = reading.clauses.map(({ text: said }) => said.trim()).join(',')
  return { kind: 'card', card: noticeCard('没有批', [`「${words}」要记下来的话,说「记互动:…」。`]) }
}
