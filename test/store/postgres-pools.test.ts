/** A server that goes away at the worst moment must not take the process with it. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { openPools, type Pools } from '../../src/store/postgres-pools.ts'

let server: Server
let pools: Pools
afterEach(async () => {
  await Promise.all([pools.writers.end(), pools.readers.end()])
  server.close()
})

/** https://www.postgresql.org/docs/current/protocol-message-formats.html */
function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}
const authenticated = message('R', Buffer.from([0, 0, 0, 0]))
const readyForQuery = message('Z', Buffer.from('I'))
const terminated = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'))

it('a connection that is cut in the same breath in which it was opened', async () => {
  server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(Buffer.concat([authenticated, readyForQuery, terminated])))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  pools = openPools(`postgresql://u@127.0.0.1:${port}/d?sslmode=disable`, 1, 1000)
  for (const pool of [pools.writers, pools.readers]) {
    const client = await pool.connect()
    await expect(client.query('SELECT 1')).rejects.toThrow()
    client.release(true)
  }
})
