/** What a bot process of a proof is started with. */
import { createServer } from 'node:net'
import type { BotEnvironment } from './bot-process.ts'

/** The app that both sides know. */
export const proofApp = {
  id: 'cli_0123456789abcdef',
  secret: 'proof-app-secret',
  encryptKey: 'proof-encrypt-key',
  verificationToken: 'proof-verification-token',
}

/** On a free port of its own. */
export async function environmentOf(
  feishu: { readonly baseUrl: string },
  url: string,
): Promise<BotEnvironment> {
  const port = await freePort()
  return {
    PORT: String(port),
    HOST: '127.0.0.1',
    DATABASE_URL: url,
    FEISHU_APP_ID: proofApp.id,
    FEISHU_APP_SECRET: proofApp.secret,
    FEISHU_ENCRYPT_KEY: proofApp.encryptKey,
    FEISHU_VERIFICATION_TOKEN: proofApp.verificationToken,
    FEISHU_BASE_URL: feishu.baseUrl,
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
