import type { Job } from '../bot/job.ts'
import { checkDatabaseJob } from './check-database.ts'
import { deliverRemindersJob } from './deliver-reminders.ts'
import { expireDraftsJob } from './expire-drafts.ts'
import { pruneInboxJob } from './prune-inbox.ts'
import { reportReleasesJob } from './report-releases.ts'
import { syncDirectoryJob } from './sync-directory.ts'
import { tendApprovalsJob } from './tend-approvals.ts'

/** Everything that happens by itself. */
export const jobs: readonly Job[] = [
  deliverRemindersJob,
  tendApprovalsJob,
  reportReleasesJob,
  syncDirectoryJob,
  expireDraftsJob,
  pruneInboxJob,
  checkDatabaseJob,
]
