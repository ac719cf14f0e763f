/**
 * The load generator: keep-alive connections that write requests made beforehand. Over sockets,
 * since a client as heavy as the server would measure itself.
 */
import { connect, type Socket } from 'node:net'

export type Connection = {
  /** Sends one request and resolves with the status once the answer is complete. */
  readonly send: (request: Buffer) => Promise<number>
  readonly close: () => void
}

/** Opens connections for as long as `use` takes: between rounds a server would close idle ones. */
export async function withConnections<T>(
  port: number,
  count: number,
  use: (connections: readonly Connection[]) => Promise<T>,
): Promise<T> {
  const opened = await Promise.all(Array.from({ length: count }, () => openConnection(port)))
  try {
    return await use(opened)
  } finally {
    for (const connection of opened) connection.close()
  }
}

async function openConnection(port: number): Promise<Connection> {
  const socket = await connected(port)
  let answer = ''
  let waiting: PromiseWithResolvers<number> | undefined
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    answer += chunk
    const status = completeStatus(answer)
    if (status === undefined) return
    answer = ''
    const { resolve } = waiting!
    waiting = undefined
    resolve(status)
  })
  const fail = () => waiting?.reject(new Error('the contender closed the connection'))
  socket.on('error', fail).on('close', fail)
  return {
    send: (request) => {
      waiting = Promise.withResolvers()
      if (socket.destroyed) fail()
      socket.write(request)
      return waiting.promise
    },
    close: () => void socket.destroy(),
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('connect', () => resolve(socket)).once('error', reject)
  })
}

/** The status of an answer that is all there; undefined while more is to come. */
function completeStatus(answer: string): number | undefined {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, end))
  const complete = length
    ? answer.length >= end + 4 + Number(length[1])
    : answer.endsWith('\r\n0\r\n\r\n')
  return complete ? Number(answer.slice(9, 12)) : undefined
}

/**
 * Closed loop: every connection does the next piece of work once its last is done. Returns how long
 * each took, in ms.
 *
 * @param work one piece, by its place among all
 */
export async function closedLoop(
  connections: readonly Connection[],
  count: number,
  work: (connection: Connection, index: number) => Promise<void>,
): Promise<number[]> {
  const latencies: number[] = []
  let next = 0
  await Promise.all(
    connections.map(async (connection) => {
      while (next < count) {
        const began = performance.now()
        await work(connection, next++)
        latencies.push(performance.now() - began)
      }
    }),
  )
  return latencies
}

/**
 * Open loop: a piece of work begins every `1/perSecond`, whether or not earlier ones are done, as
 * people do who know nothing of each other. Latencies count from when it was due.
 */
export async function openLoop(
  connections: readonly Connection[],
  at: { readonly count: number; readonly perSecond: number },
  work: (connection: Connection, index: number) => Promise<void>,
): Promise<number[]> {
  const latencies: number[] = []
  const idle = [...connections]
  const late: (() => void)[] = []
  const start = performance.now()
  const run = async (index: number, due: number) => {
    if (idle.length === 0) await new Promise<void>((resolve) => late.push(resolve))
    const connection = idle.pop()!
    await work(connection, index)
    latencies.push(performance.now() - due)
    idle.push(connection)
    late.shift()?.()
  }
  const running: Promise<void>[] = []
  while (running.length < at.count) {
    const due = start + (running.length * 1000) / at.perSecond
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    running.push(run(running.length, due))
  }
  await Promise.all(running)
  return latencies
}
