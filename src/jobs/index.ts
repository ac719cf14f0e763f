import type { Job } from '../bot/job.ts'
import { checkDatabaseJob } from './check-database.ts'
import { deliverRemindersJob } from './deliver-reminders.ts'
import { expireDraftsJob } from './expire-drafts.ts'
import { pruneInboxJob } from './prune-inbox.ts'
import { syncDirectoryJob } from './sync-directory.ts'

/** Everything that happens by itself. */
export const jobs: readonly Job[] = [
  deliverRemindersJob,
  syncDirectoryJob,
  expireDraftsJob,
  pruneInboxJob,
  checkDatabaseJob,
]
