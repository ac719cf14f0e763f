import type { Tx } from './store.ts'

/** Whether people of other companies are in this group, as far as the platform has told. */
export async function hasOutsiders(
  tx: Tx,
  chat: { readonly platform: string; readonly externalId: string },
): Promise<boolean> {
  const found = await tx.chat.findUnique({
    where: { platform_externalId: chat },
    select: { external: true },
  })
  return found?.external ?? false
}
