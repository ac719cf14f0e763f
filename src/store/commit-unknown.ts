import { StoreBusy } from './store.ts'

/**
 * Whether the transaction was committed is not known. What runs again must find out by its own key
 * (inbox key, version), as everything here does; so the caller answers as for StoreBusy.
 */
export class CommitUnknown extends StoreBusy {
  override name = 'CommitUnknown'
}
