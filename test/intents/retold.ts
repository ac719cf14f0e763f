/** The examples of every intent, told of other records than they are written of. */
import { intents } from '../../src/intents/index.ts'

export const examples: readonly string[] = intents.flatMap((intent) => intent.examples)

/** A record as people speak of it: by its customer, by its deal, by their codes. */
type Spoken = {
  readonly account: string
  readonly deal: string
  readonly code: string
  readonly accountCode: string
}

const spoken = (account: string, deal: string, code: string, accountCode: string): Spoken => ({
  account,
  deal,
  code,
  accountCode,
})

export const others: readonly Spoken[] = [
  spoken('华芯', '华芯检测项目', 'D-1001', 'CUS1'),
  spoken('华芯终端', '华芯终端EMC整改', 'D-1002', 'CUS2'),
  spoken('华鑫', '华鑫老化测试', 'D-1003', 'CUS3'),
  spoken('远驰', '远驰AEC-Q检测线', 'D-1004', 'CUS4'),
  spoken('立辰', '立辰可靠性实验室', 'D-1005', 'CUS5'),
  spoken('中启', '华芯射频校准', 'D-1006', 'CUS6'),
  spoken('顺达', '顺达仓配一体', 'D-1007', 'CUS7'),
]

/** As it is called in no list. */
export const nobody = spoken('天成', '天成暗室项目', 'D-9001', 'CUS901')

/** Names in the examples, the longer first. */
const named =
  /(?<deal>华芯检测项目|华芯检测|华芯射频校准|射频校准|立辰可靠性实验室|可靠性实验室|华鑫老化测试|老化测试|顺达仓配一体|仓配一体)|(?<code>D-\d+)|(?<accountCode>CUS\d+)|(?<account>华芯终端|华芯|立辰|远驰|中启|顺达|华鑫)/gu

/** The sentence with every record in it turned into this one. */
function retell(text: string, as: Spoken): string {
  return text.replaceAll(named, (_words, ...more) => {
    const groups = more.at(-1) as Readonly<Partial<Record<keyof Spoken, string>>>
    const [which] = Object.entries(groups).find(([, words]) => words) ?? []
    return as[which as keyof Spoken]
  })
}

const tellsOfRecord = examples.filter((text) => text.search(named) >= 0)

/** Every example that names a record, each of another one; all of all after as many rounds. */
export function aboutOthers(round: number): string[] {
  const times = Number(process.env.FUZZ ?? 2)
  return tellsOfRecord.flatMap((text, i) =>
    Array.from({ length: Math.min(times, others.length) }, (_, k) =>
      retell(text, others[(round + i + k * 3) % others.length]!),
    ),
  )
}

/** Every example that names a record, told of one that there is not. */
export const aboutNobody: readonly string[] = tellsOfRecord.map((text) => retell(text, nobody))
