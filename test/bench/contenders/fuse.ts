/** Fuse.js on the same names, with their initials beside them, as its documentation has it. */
import Fuse from 'fuse.js'
import { pinyinKeys } from '../../../src/lib/names.ts'
import { knownAt } from '../company/named.ts'
import type { Start } from '../contender.ts'

const most = 10

export const start: Start = async ({ names = 0 }) => {
  const known = Array.from({ length: names }, (_, index) => {
    const { id, name } = knownAt(index)
    return { id, name, initials: pinyinKeys(name)!.initials }
  })
  const fuse = new Fuse(known, { keys: ['name', 'initials'] })
  return {
    port: 0,
    work: async (texts) => {
      const latencies: number[] = []
      const results = texts.map((text) => {
        const began = performance.now()
        const found = fuse.search(text, { limit: most }).map(({ item }) => item.id)
        latencies.push(performance.now() - began)
        return found
      })
      return { latencies, results }
    },
  }
}
