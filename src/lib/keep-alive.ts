/** Connections to a platform: kept, and given up when connecting takes too long. */
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

const loopback = /^https?:\/\/(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::|\/|$)/

/** Whether the address is this machine's own, which no proxy may be asked for. */
export const isLoopback = (url: string): boolean => loopback.test(url)

export type KeptConnections = {
  /** As axios takes them. */
  readonly agents: { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent }
  readonly close: () => void
}

export function keepAlive(connectTimeoutMs: number): KeptConnections {
  const httpAgent = new HttpAgent({ keepAlive: true })
  const httpsAgent = new HttpsAgent({ keepAlive: true })
  for (const agent of [httpAgent, httpsAgent]) limitConnecting(agent, connectTimeoutMs)
  return {
    agents: { httpAgent, httpsAgent },
    close: () => {
      httpAgent.destroy()
      httpsAgent.destroy()
    },
  }
}

/** Node's agents have no time limit for connecting. */
function limitConnecting(agent: HttpAgent, timeoutMs: number): void {
  const connect = agent.createConnection.bind(agent)
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback)
    if (!socket) return socket
    const timer = setTimeout(() => socket.destroy(timedOut('connecting')), timeoutMs)
    const clear = () => clearTimeout(timer)
    socket.once('connect', clear).once('close', clear)
    return socket
  }
}

function timedOut(what: string): Error {
  return Object.assign(new Error(`${what} took too long`), { code: 'ETIMEDOUT' })
}
