/** The platforms of a playground, and the one that a request is about. */
import { feishuSide } from './feishu-side.ts'
import { type Journal, recordCalls } from './journal.ts'
import { sideQuery } from './requests.ts'
import type { Side, SideId } from './side.ts'
import type { PlaygroundOptions } from './types.ts'
import { wecomSide } from './wecom-side.ts'

export type Shown = {
  readonly side: Side
  readonly journal: Journal
  readonly others: readonly Side[]
  readonly platforms: readonly SideId[]
}

export type Sides = {
  readonly all: readonly Shown[]
  /** As the address says: `?platform=wecom`; the first where it says nothing. */
  readonly of: (platform: string | undefined) => Shown | undefined
}

export function createSides(options: PlaygroundOptions): Sides {
  const sides = [feishuSide(options), ...(options.wecom ? [wecomSide(options.wecom, options)] : [])]
  const platforms = sides.map(({ id }) => id)
  const all = sides.map((side) => ({
    side,
    journal: recordCalls(side),
    others: sides.filter((other) => other !== side),
    platforms,
  }))
  return {
    all,
    of: (platform) => {
      const id = sideQuery.safeParse(platform ?? platforms[0]).data
      return all.find(({ side }) => side.id === id)
    },
  }
}
