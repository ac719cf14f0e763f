import type { Action } from '../bot/definitions.ts'
import { addContactPhone } from './add-contact-phone.ts'
import { advanceDeal } from './advance-deal.ts'
import { answerDraft } from './answer-draft.ts'
import { callUpAction } from './call-up.ts'
import { cancelDraft } from './cancel-draft.ts'
import {
  cancelReminderAction,
  moveReminderAction,
  showReminderAction,
  snoozeReminderAction,
} from './change-reminder.ts'
import { confirmDraft } from './confirm-draft.ts'
import {
  addApproverAction,
  approveAction,
  nudgeAction,
  passOnAction,
  rejectAction,
  releaseAction,
  returnAction,
  showApprovalAction,
  withdrawAction,
} from './decide-approval.ts'
import { acceptHandoverAction, returnHandoverAction } from './decide-handover.ts'
import { fillAccountAction } from './fill-account.ts'
import { finishReminderAction } from './finish-reminder.ts'
import { planNextStep } from './plan-next-step.ts'
import { askReleaseAction, decideReleaseAction } from './release-gate.ts'
import { remindOwnerAction } from './remind-owner.ts'
import { resumeDraft } from './resume-draft.ts'
import { reviseDraft } from './revise-draft.ts'
import { sayPhrase } from './say-phrase.ts'
import { showAccountAction } from './show-account.ts'
import { showAgendaAction, showTeamDayAction } from './show-agenda.ts'
import { showDealAction } from './show-deal.ts'
import { showLeadAction } from './show-lead.ts'
import { showContactsAction, showDealsAction, showTalksAction } from './show-more-of-account.ts'
import { addRivalToDealAction, showRivalAction } from './show-rival.ts'
import { supplyGate } from './supply-gate.ts'
import { turnListPage } from './turn-list-page.ts'
import { undoDraft } from './undo-draft.ts'

/** Everything that can be tapped. */
export const actions: readonly Action[] = [
  advanceDeal,
  callUpAction,
  fillAccountAction,
  confirmDraft,
  cancelDraft,
  reviseDraft,
  resumeDraft,
  undoDraft,
  answerDraft,
  planNextStep,
  addContactPhone,
  showDealAction,
  sayPhrase,
  showAccountAction,
  showTalksAction,
  showDealsAction,
  showContactsAction,
  showLeadAction,
  showAgendaAction,
  showTeamDayAction,
  finishReminderAction,
  snoozeReminderAction,
  moveReminderAction,
  cancelReminderAction,
  showReminderAction,
  turnListPage,
  remindOwnerAction,
  showRivalAction,
  addRivalToDealAction,
  approveAction,
  rejectAction,
  returnAction,
  releaseAction,
  passOnAction,
  addApproverAction,
  withdrawAction,
  nudgeAction,
  showApprovalAction,
  acceptHandoverAction,
  returnHandoverAction,
  supplyGate,
  askReleaseAction,
  decideReleaseAction,
]
