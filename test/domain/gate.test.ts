import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Criterion,
  gateItems,
  gateOfMove,
  missingItems,
  parseGate,
} from '../../src/domain/gate.ts'
import { dealFields, type GateFacts } from '../../src/domain/gate-facts.ts'
import { pipelineTemplates } from '../../src/domain/pipeline-templates.ts'

const nothing: GateFacts = {
  milestones: new Set(),
  departments: [],
  filled: new Set(),
  contacts: 0,
  reachable: 0,
  needKnown: false,
  activities: 0,
  termsApproved: false,
  contractSigned: false,
}

const stagesOf = (key: string) =>
  pipelineTemplates
    .find((pipeline) => pipeline.key === key)!
    .stages.map((stage, i) => ({
      id: stage.key,
      position: i + 1,
      gate: parseGate(stage.key, JSON.stringify(stage.gate)),
      entry: parseGate(stage.key, JSON.stringify(stage.entry ?? [])),
    }))

const keysOf = (criteria: readonly Criterion[], facts = nothing) =>
  missingItems(criteria, facts).map(({ key }) => key)

const allKeys = pipelineTemplates.flatMap(({ key }) =>
  stagesOf(key)
    .flatMap(({ gate, entry }) => [...gate, ...entry])
    .flatMap(({ definition, params }) => definition.targets(params).map((target) => target.key)),
)

const setOf = <T>(...all: readonly T[]) => fc.subarray([...all]).map((some) => new Set(some))

const anyFacts: fc.Arbitrary<GateFacts> = fc.record({
  milestones: setOf(...allKeys),
  departments: fc.subarray(['technical', 'purchasing', 'finance', 'management']),
  filled: setOf(...dealFields),
  contacts: fc.nat(2),
  reachable: fc.nat(1),
  needKnown: fc.boolean(),
  activities: fc.nat(1),
  termsApproved: fc.boolean(),
  contractSigned: fc.boolean(),
})

/** One thing more than there was. */
const anythingMore: fc.Arbitrary<(facts: GateFacts) => GateFacts> = fc.oneof(
  fc.constantFrom(...allKeys).map((key) => (facts: GateFacts) => ({
    ...facts,
    milestones: new Set([...facts.milestones, key]),
  })),
  fc.constantFrom(...dealFields).map((field) => (facts: GateFacts) => ({
    ...facts,
    filled: new Set([...facts.filled, field]),
  })),
  fc.constantFrom('technical', 'purchasing', 'finance').map((department) => (facts: GateFacts) => ({
    ...facts,
    departments: [...facts.departments, department],
  })),
  fc
    .constantFrom<Partial<GateFacts>>(
      { needKnown: true },
      { contacts: 3, reachable: 2 },
      { activities: 2 },
      { termsApproved: true },
      { contractSigned: true },
    )
    .map((more) => (facts: GateFacts) => ({ ...facts, ...more })),
)

describe.each(pipelineTemplates.map(({ key }) => key))('the gates of %s', (key) => {
  const stages = stagesOf(key)
  const all = stages.flatMap(({ gate, entry }) => [...entry, ...gate])

  it('lack exactly what is asked and not there', () => {
    const asked = gateItems(all, nothing).map((item) => item.key)
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const items = gateItems(all, facts)
        const met = items.filter((item) => item.met).map((item) => item.key)
        expect(keysOf(all, facts)).toEqual(asked.filter((one) => !met.includes(one)))
      }),
    )
  })

  it('never lack more for something that came in', () => {
    fc.assert(
      fc.property(anyFacts, anythingMore, (facts, more) => {
        const before = new Set(keysOf(all, facts))
        const after = keysOf(all, more(facts))
        expect(after.filter((one) => !before.has(one))).toEqual([])
      }),
    )
  })

  it('ask of a longer way what they ask of each step, and nothing of a way back', () => {
    const been = new Set(stages.map(({ id }) => id))
    const between = (from: number, to: number) =>
      new Set(keysOf(gateOfMove(stages, { from, to, been })))
    const last = stages.length
    const steps = Array.from({ length: last - 1 }, (_, i) => [...between(i + 1, i + 2)])
    expect(between(1, last)).toEqual(new Set(steps.flat()))
    expect(between(last, 1)).toEqual(new Set())
    expect(between(2, 2)).toEqual(new Set())
  })

  it('ask for the evidence of skipped stages, whatever is asked now', () => {
    const [first, ...others] = stages
    const been = new Set(others.map(({ id }) => id))
    const skipped = first!.gate.filter(({ definition }) => definition.evidence)
    const asked = keysOf(gateOfMove(stages, { from: 2, to: 3, been }))
    expect(asked).toEqual(expect.arrayContaining(keysOf(skipped)))
  })

  it('say of everything how it is given', () => {
    for (const { lacks, supply } of missingItems(all, nothing)) {
      expect(lacks).not.toBe('')
      expect(supply.button.length + supply.say.length).toBeGreaterThan(4)
    }
  })
})

describe('a row of a gate', () => {
  const read = (rows: unknown) => () => parseGate('电子检测 v1, 需求调研', JSON.stringify(rows))

  it.each([
    [[{ criterion: 'horoscope' }], '电子检测 v1, 需求调研[0]: there is no criterion "horoscope"'],
    [[{ criterion: 'milestone', name: '报告' }], '[0] (milestone)'],
    [
      [{ criterion: 'coverage' }, { criterion: 'contract', key: 'k', nam: '合同' }],
      '[1] (contract)',
    ],
    [{ criterion: 'coverage' }, '电子检测 v1, 需求调研'],
    [[{ criterion: 'coverage', departments: ['astrology'] }], 'departments'],
  ])('that cannot be read is said with where it stands: %j', (rows, words) => {
    expect(read(rows)).toThrow(words)
  })
})
