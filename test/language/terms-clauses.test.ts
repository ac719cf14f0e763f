import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import type { Reading } from '../../src/language/reading.ts'
import { parseSentence } from '../../src/language/sentence.ts'
import { readTerms, type TermsReading } from '../../src/language/terms-clauses.ts'
import { type Offer, readOffer } from '../../src/language/terms-offer.ts'

const name = (key: string, kind: string, subjectId: string): NameHit => ({
  key,
  kind,
  subjectId,
  form: 'full',
})
const names: readonly NameHit[] = [
  name('华芯', 'account', 'cus1'),
  name('远驰', 'account', 'cus4'),
  name('立辰', 'account', 'cus5'),
  name('顺达', 'account', 'cus7'),
  name('华芯检测', 'deal', 'd1'),
  name('射频校准', 'deal', 'd6'),
  name('d1005', 'deal', 'd5'),
]
const stages = ['商务谈判', '项目'].map((word) => ({ word, stageId: word }))

const clausesOf = (said: string) => parseSentence(normalise(said), { names, stages }).clauses

const offerWords = (offer: Offer): string =>
  offer.kind === 'discount' ? `-${offer.discountBp / 100}%` : `¥${offer.amount.fen / 100n}`

function shown<T>(reading: Reading<T> | undefined, words: (value: T) => string): string {
  if (!reading) return ''
  if (reading.kind === 'refuse') return 'refused'
  if (reading.kind === 'ask')
    return `${reading.options.map(({ value }) => words(value)).join('/')}?`
  return words(reading.value)
}

/** `d6 -12% net60 submit`, sets parted by `;`, what was not read in brackets. */
function heard(said: string): string {
  const clauses = clausesOf(said)
  const readings = readTerms(clauses, clauses)
  if (readings.length === 0) return '-'
  const taken = readings.flatMap((reading) => reading.clauses)
  const rest = clauses.filter((clause) => !taken.includes(clause))
  return [...readings.map(words), ...rest.map((clause) => `[${clause.text}]`)].join('; ')
}

function words({ subject, earlier, unknownName, terms, submit }: TermsReading): string {
  const named = subject ?? earlier
  const { netDays, prepayBp, prepaySum, deliveryWeeks, warrantyMonths, nonStandard } = terms
  return [
    named && [...named.dealIds, ...named.accountIds].join('|'),
    unknownName && `?${unknownName}`,
    shown(readOffer(terms, { currentFen: 90_000_000n }), offerWords),
    netDays && `net${shown(netDays.reading, String)}`,
    prepayBp && `pre${shown(prepayBp.reading, (bp) => `${bp / 100}%`)}`,
    prepaySum && `pre${prepaySum.said}`,
    deliveryWeeks &&
      `w${shown(deliveryWeeks.reading, ({ min, max }) => (min === max ? `${max}` : `${min}-${max}`))}`,
    warrantyMonths && `m${shown(warrantyMonths.reading, String)}`,
    ...nonStandard.map((clause) => `«${clause}»`),
    terms.taxIncluded !== undefined && `tax=${terms.taxIncluded}`,
    submit && 'submit',
  ]
    .filter(Boolean)
    .join(' ')
}

const read: readonly (readonly [said: string, heard: string])[] = [
  ['射频校准客户要打88折,账期60天,帮我申请', 'd6 -12% net60 submit'],
  ['立辰申请特价:折扣12%,预付20%,交期6周,质保24个月', 'cus5 -12% pre20% w6 m24 submit'],
  ['D-1005 价格降到110万,账期45天,走审批', 'd5 ¥1100000 net45 submit'],
  ['给顺达申请净60天、零预付,要求独家条款', 'cus7 net60 pre0% «独家条款» submit'],
  ['客户要求逾期违约金每天千分之五', '«逾期违约金每天千分之五»'],
  ['射频校准三七开,月结60天,申请一下', 'd6 net60 pre30% submit'],
  ['射频校准 先付三成,余款验收后90天付清', 'd6 net90 pre30%'],
  ['射频校准款到发货,九五折', 'd6 -5% pre100%'],
  ['射频校准货到付款,帮我报批', 'd6 pre0% submit'],
  ['射频校准要60天账期30%预付', 'd6 net60 pre30%'],
  ['射頻校準預付兩成，賬期兩個月，幫我申請', 'd6 net60 pre20% submit'],
  ['射频校准降5个点,交期8-12周', 'd6 -5% w8-12'],
  ['射频校准 3-6-1付款', 'd6 pre30%'],
  ['射频校准付款3:7,账期一个季度', 'd6 net90 pre30%'],
  ['射频校准月结', 'd6 net30'],
  ['射频校准现款现货', 'd6 net0'],
  ['射频校准质保三年', 'd6 m36'],
  ['射频校准交期不超过6周', 'd6 w6'],
  ['射频校准预付20万,账期从30天改到60天', 'd6 net60 pre20万'],
  ['能不能帮我给射频校准申请账期60天?', 'd6 net60 submit'],
  ['射频校准 含税88万 账期45天 申请审批', 'd6 ¥880000 net45 tax=true submit'],
  ['射频校准客户嫌贵要降到80万,账期90天', 'd6 ¥800000 net90'],
  ['射频校准降20万,账期60天', 'd6 ¥700000 net60'],
  ['远驰要签保密协议,独家代理,走法务审批', 'cus4 «保密协议» «独家代理» submit'],
  ['射频校准申请特价', 'd6 submit'],
  ['天成的项目要打八折,帮我提审批', '?天成 -20% submit'],
  ['华芯检测打95折,立辰账期60天', 'd1 -5%; cus5 net60'],
  ['预付提到30%', 'pre30%'],
  ['账期改成20天', 'net20'],
]

const asked: readonly (readonly [said: string, heard: string])[] = [
  ['射频校准折扣85,申请', 'd6 -15%/¥50000? submit'],
  ['射频校准优惠到85,申请', 'd6 -15%/¥850000? submit'],
  ['射频校准打七八折,申请', 'd6 -22%/-30%/-20%? submit'],
  ['射频校准账期2', 'd6 net60/2?'],
  ['射频校准账期30-45天', 'd6 net30/45?'],
  ['射频校准验收后60个工作日内付款', 'd6 net84/60?'],
  ['射频校准预付30', 'd6 pre30%?'],
  ['射频校准打五折,申请', 'd6 -50%? submit'],
]

const nothing: readonly string[] = [
  '华芯检测金额改成320万',
  '华芯检测降到260万',
  '射频校准账期60天行吗',
  '射频校准账期是多少天',
  '如果打88折,射频校准账期60天',
  '射频校准不打折',
  '射频校准账期没有60天',
  '对方法务卡着违约金',
  '帮我申请钱总参与远驰',
  '申请周涛下周四去华芯做技术交流',
  '华芯检测下周三签',
  '客户说账期要再看看',
  '射频校准账期60天,还没定',
]

describe('commercial terms', () => {
  it.each(read)('%s', (said, expected) => expect(heard(said)).toBe(expected))
})

describe('terms that may be two things are asked about', () => {
  it.each(asked)('%s', (said, expected) => expect(heard(said)).toBe(expected))
})

describe('what is none', () => {
  it.each(nothing)('%s', (said) => expect(heard(said)).toBe('-'))

  it('beside a change of the amount takes no part of it', () => {
    expect(heard('华芯检测金额改成320万,账期60天')).toBe('d1 net60; [华芯检测金额改成320万]')
  })
})

/** The same term in the ways people say it, with what it is heard as. */
const ways = {
  discount: fc
    .integer({ min: 1, max: 4 })
    .chain((n) =>
      fc
        .constantFrom(
          `打${100 - n}折`,
          `折扣${n}%`,
          `降${n}个点`,
          `便宜百分之${'一二三四'[n - 1]}`,
          `九${'九八七六'[n - 1]}折`,
        )
        .map((said) => [said, `-${n}%`] as const),
    ),
  net: fc.constantFrom(
    ...[15, 45, 60, 90].flatMap((n) =>
      [
        `账期${n}天`,
        `${n}天账期`,
        `净${n}天`,
        `月结${n}天`,
        `验收后${n}天付清`,
        `付款期限${n}天`,
      ].map((said) => [said, `net${n}`] as const),
    ),
    ['账期三个月', 'net90'] as const,
  ),
  prepay: fc.constantFrom(
    ...[10, 20, 50].flatMap((n) =>
      [`预付${n}%`, `${n}%预付`, `先付${n}%`, `首付款${n}%`].map(
        (said) => [said, `pre${n}%`] as const,
      ),
    ),
    ['三成预付', 'pre30%'] as const,
    ['四六开', 'pre40%'] as const,
    ['无预付', 'pre0%'] as const,
  ),
  delivery: fc.constantFrom(
    ...[6, 12, 20].flatMap((n) =>
      [`交期${n}周`, `${n}周交货`, `交付周期${n}周`, `货期${n}个星期`].map(
        (said) => [said, `w${n}`] as const,
      ),
    ),
  ),
  warranty: fc.constantFrom(
    ['质保24个月', 'm24'] as const,
    ['质保两年', 'm24'] as const,
    ['保修期一年', 'm12'] as const,
  ),
}
const order = ['discount', 'net', 'prepay', 'delivery', 'warranty'] as const

const sets = fc.record(ways).chain((all) =>
  fc.shuffledSubarray([...order], { minLength: 2 }).chain((fields) =>
    fc.record({
      fields: fc.constant(fields),
      all: fc.constant(all),
      between: fc.constantFrom(',', '，', '、', ' ', ', '),
      name: fc.constantFrom('射频校准', '射频校准客户要', '给射频校准申请', '射频校准:'),
    }),
  ),
)

describe('in whatever order and words', () => {
  it('each term finds its value', () => {
    fc.assert(
      fc.property(sets, ({ fields, all, between, name: lead }) => {
        const said = `${lead}${fields.map((field) => all[field][0]).join(between)}`
        const terms = order.filter((field) => fields.includes(field)).map((field) => all[field][1])
        const submit = lead.includes('申请') ? ['submit'] : []
        expect(heard(said), said).toBe(['d6', ...terms, ...submit].join(' '))
      }),
      { numRuns: 400 },
    )
  })

  it('a condition, a denial or a question asks for nothing', () => {
    const spoilt = fc.constantFrom(
      (text: string) => `如果${text}`,
      (text: string) => `${text}行不行`,
      (text: string) => `${text}吗`,
      (text: string) => `没说${text}`,
      (text: string) => `听说${text}`,
      (text: string) => `客户不要${text}`,
    )
    const one = fc.oneof(ways.net, ways.delivery, ways.discount)
    fc.assert(
      fc.property(one, spoilt, ([term], spoil) => {
        const said = `射频校准${spoil(term)}`
        expect(heard(said), said).toBe('-')
      }),
    )
  })
})
