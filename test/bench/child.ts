/** `child.ts <contender> <options as JSON>`: one contender, which its parent asks over IPC. */
import { deserialize } from 'node:v8'
import type { Answered, Asked, Contender, Question, Start } from './contender.ts'

const starts: Readonly<Record<string, () => Promise<{ readonly start: Start }>>> = {
  dealgate: () => import('./contenders/dealgate.ts'),
  'dealgate-counted': () => import('./contenders/dealgate-counted.ts'),
  'bare-hono': () => import('./contenders/bare-hono.ts'),
  'wecom-crypto': () => import('./contenders/wecom-crypto.ts'),
  'node-sdk': () => import('./contenders/node-sdk.ts'),
  listener: () => import('./contenders/listener.ts'),
  'name-search': () => import('./contenders/name-search.ts'),
  fuse: () => import('./contenders/fuse.ts'),
  'node-sdk-prisma': () => import('./contenders/node-sdk-prisma.ts'),
}

const [, , name = '', options = ''] = process.argv
const { start } = await starts[name]!()
const contender = await start(deserialize(Buffer.from(options, 'base64')))

async function answer(contender: Contender, question: Question): Promise<unknown> {
  if (typeof question === 'object') return contender.work?.(question.work)
  switch (question) {
    case 'settle':
      return contender.settle?.()
    case 'cpu': {
      const { user, system } = process.cpuUsage()
      return user + system
    }
    case 'memory':
      return process.memoryUsage.rss()
    case 'statements':
      return contender.statements?.()
  }
}

process.on('message', async ({ id, question }: Asked) => {
  const value = await answer(contender, question)
  process.send!({ id, value } satisfies Answered)
})
process.on('disconnect', () => process.exit())
process.send!({ id: 0, value: contender.port } satisfies Answered)
