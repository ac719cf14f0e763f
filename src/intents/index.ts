import type { Intent } from '../bot/turn.ts'
import { briefAccountIntent } from './brief-account.ts'
import { changeDealIntent } from './change-deal.ts'
import { openChangeIntent } from './change-open.ts'
import { unsettledChangeIntent } from './change-unsettled.ts'
import { cancelIntent, confirmIntent, thanksIntent, undoIntent } from './commands.ts'
import { createAccountIntent } from './create-account.ts'
import { createDealIntent } from './create-deal.ts'
import { decideApprovalIntent } from './decide-approval.ts'
import { delegateApprovalsIntent } from './delegate-approvals.ts'
import { fillAccountIntent } from './fill-account.ts'
import { fillDealIntent } from './fill-deal.ts'
import { listMissingStepsIntent } from './list-missing-steps.ts'
import { listByValueIntent, listRecordsIntent } from './list-records.ts'
import { listWaitingIntent } from './list-waiting.ts'
import { logActivityIntent } from './log-activity.ts'
import { logLastIntent } from './log-last.ts'
import { logMilestoneIntent } from './log-milestone.ts'
import { loseDealIntent } from './lose-deal.ts'
import { noteRivalIntent } from './note-rival.ts'
import { planContactIntent } from './plan-contact.ts'
import { refuseDeleteIntent } from './refuse-delete.ts'
import { releaseGateIntent } from './release-gate.ts'
import { reopenDealIntent } from './reopen-deal.ts'
import { reportLossesIntent } from './report-losses.ts'
import { requestTermsIntent } from './request-terms.ts'
import { revealPhoneIntent } from './reveal-phone.ts'
import { revisePreviewIntent } from './revise-preview.ts'
import { saveContactIntent } from './save-contact.ts'
import { saveRequirementIntent } from './save-requirement.ts'
import { setPeopleIntent } from './set-people.ts'
import { setReminderIntent } from './set-reminder.ts'
import { setStancesIntent } from './set-stances.ts'
import { shareRecordIntent } from './share-record.ts'
import { showAgendaIntent } from './show-agenda.ts'
import { showApprovalsIntent } from './show-approvals.ts'
import { showChainIntent } from './show-chain.ts'
import { showChangesIntent } from './show-changes.ts'
import { showContactsIntent } from './show-contacts.ts'
import { showFunnelIntent } from './show-funnel.ts'
import { showGateIntent } from './show-gate.ts'
import { showHelpIntent } from './show-help.ts'
import { showLeadIntent } from './show-lead.ts'
import { showPartIntent } from './show-part.ts'
import { showParticipantsIntent } from './show-participants.ts'
import { showRequirementIntent } from './show-requirement.ts'
import { showRivalsIntent } from './show-rivals.ts'
import { showSubjectIntent } from './show-subject.ts'
import { showSummaryIntent } from './show-summary.ts'
import { showTagsIntent } from './show-tags.ts'
import { showTalksIntent } from './show-talks.ts'
import { showTeamDayIntent } from './show-team-day.ts'
import { tagAccountIntent } from './tag-account.ts'
import { tendRemindersIntent } from './tend-reminders.ts'
import { unknownColleagueIntent } from './unknown-colleague.ts'
import { unlinkRivalIntent } from './unlink-rival.ts'
import { winDealIntent } from './win-deal.ts'

/** Everything that can be said, in the order in which a sentence is offered to them. */
export const intents: readonly Intent[] = [
  showHelpIntent,
  delegateApprovalsIntent,
  // Of a request for approval first: 同意 is also said to a preview.
  decideApprovalIntent,
  showApprovalsIntent,
  confirmIntent,
  cancelIntent,
  undoIntent,
  thanksIntent,
  unlinkRivalIntent,
  refuseDeleteIntent,
  tendRemindersIntent,
  setReminderIntent,
  createAccountIntent,
  revealPhoneIntent,
  showParticipantsIntent,
  shareRecordIntent,
  // Our own people come before those at customers.
  setPeopleIntent,
  setStancesIntent,
  saveContactIntent,
  listWaitingIntent,
  logLastIntent,
  reportLossesIntent,
  showRivalsIntent,
  showFunnelIntent,
  listRecordsIntent,
  showAgendaIntent,
  showSummaryIntent,
  showTeamDayIntent,
  listMissingStepsIntent,
  showGateIntent,
  showChangesIntent,
  showContactsIntent,
  showTalksIntent,
  briefAccountIntent,
  showLeadIntent,
  fillAccountIntent,
  createDealIntent,
  showTagsIntent,
  tagAccountIntent,
  reopenDealIntent,
  loseDealIntent,
  // What a rival signs or offers is none of ours.
  noteRivalIntent,
  requestTermsIntent,
  winDealIntent,
  fillDealIntent,
  saveRequirementIntent,
  releaseGateIntent,
  logMilestoneIntent,
  planContactIntent,
  logActivityIntent,
  changeDealIntent,
  revisePreviewIntent,
  showChainIntent,
  showRequirementIntent,
  showPartIntent,
  showSubjectIntent,
  unknownColleagueIntent,
  listByValueIntent,
  // What anything else can be made of comes first.
  unsettledChangeIntent,
  openChangeIntent,
]
