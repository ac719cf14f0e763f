/**
 * Words that take a change back, put it off or leave it open: 别, 如果, 可能, …行吗. A change beside
 * one of them is never read as if it were said plainly.
 */

/** `denied` 别推进; `open` 可能要改, 如果…就改, 能不能改. */
export type Hedge = { readonly kind: 'denied' | 'open'; readonly words: string }

type Place = { readonly at: number; readonly length: number; readonly kind: Hedge['kind'] }

const conditions =
  /如果(?:说)?|假如|假设|假使|万一|倘若|若是|(?<!主)要是|要不是|一旦|只要|只有|除非|前提是|条件是|的话|(?<![^,。\s])若|等(?=.{0,20}(?:再|就|才|之?后|以后|了|完|时))|待(?=.{0,20}(?:再|后|时))|(?:了|之?后|以后)?再(?=[改推转调提降签说定看议谈])|再(?:说|定|看|议)/u

const questions =
  /看看|看一?下|请问|问一?下|能不能|可不可以|要不要|该不该|是不是(?:要|该|可以)|是否|能否|可否|(?:可以|行|好|能|成|合适|妥|同意)[了的]?(?:吗|么|嘛|不|吧\?)[?\s]*$|(?:怎么样|如何|咋样|行不行|好不好|可不可以|合不合适|会怎样|会怎么样)[呢啊?\s]*$|(?<=[\p{Script=Han}\d])[吗么][?\s]*$|呢[?\s]*$/u

const denials =
  /(?:千万|暂时|暂且|先|我们?|咱们?|还|都|也)*(?:不(?:是说)?(?:要|用|必|需要|打算|准备|想|能|会|该|可以|应该|急着|着急|许|可)(?:再|去|把)?|别(?:再|急着|着急|去|给我)?|(?:没有?|未)(?:说要?|要|能|打算|同意|答应|想)?(?:再)?|无需|无须|勿|甭|莫|不(?:再|先|急着)?(?=[改推进转调提降升签延拖变动往加减涨设]))|(?<=[推进签改转谈定调降升])(?:进|下|成|得)?不(?:了|动|成|到|进|下来|上去|过)|取消(?=[推改转调签延])/u

const hearsay =
  /听说|据说|好像|似乎|貌似|印象中?|我?以为|本来|原本|差点|差一点|险些|曾经|上次|上回|当时|比如说?|例如|譬如|要不|不如|与其|(?<![^,\s])(?:之前|以前|当初)/u

const tentative =
  /可能|也许|或许|兴许|说不定|大概率|没准|应该|打算|计划(?!签)|准备|考虑|琢磨|有意|有望|争取|力争|尽量|尽可能|希望|想要?|愿意|倾向(?:于|把)?|建议|反对|拒绝了?|要求|不同意|不接受|不认可/u

const patterns: readonly (readonly [Hedge['kind'], RegExp])[] = [
  ['open', conditions],
  ['open', questions],
  ['open', hearsay],
  ['open', tentative],
  ['denied', denials],
]

const found = patterns.map(([kind, { source }]) => [kind, new RegExp(source, 'gu')] as const)

/** Said of a value it leaves the value open; of a day on which to sign it says nothing new. */
export const isTentative = (lead: string): boolean => tentative.test(lead)

/** Whether any such word is in the text. */
export const hasHedge = (text: string): boolean => patterns.some(([, words]) => words.test(text))

/** What opens a clause that only sets a condition: 如果客户同意, 等李总签字了. */
const setsCondition =
  /^(?:但是?|不过|那|嗯|而且)*(?:如果|假如|假设|假使|万一|倘若|若|(?<!主)要是|要不是|一旦|只要|只有|除非|前提|条件是|等(?!于)|待|看(?:客户|情况|李|他))|的话[吧呢]*$/u

/** Said behind a change, or before it, it takes it back or leaves it open. */
const leavesOpen =
  /^[^\d]{0,6}?(?:(?:还|都|也)?(?:没|不|未)(?:有)?(?:定|确定|一定|肯定|好说|行|急|同意|答应|接受|批|保存|改|动|推)|待定|(?:要)?再(?:想想|想一想|等等|看看|看|说|议|商量|考虑)|想想再|先(?:不|别|放|等)|等等|且慢|暂时?(?:不|别)|算了|当我没说|开玩笑|假的|不要|别)[^\d]{0,4}$/u

/** Whether the words leave open what stands beside them, and are no change themselves. */
export const opensClause = (text: string): boolean => setsCondition.test(text.trim())
export const leavesItOpen = (text: string): boolean => leavesOpen.test(text.trim())

/** The text with blanks at these places. */
export function blanked(
  text: string,
  places: readonly { readonly at: number; readonly length: number }[],
): string {
  let rest = text
  for (const { at, length } of places) {
    rest = rest.slice(0, at) + ' '.repeat(length) + rest.slice(at + length)
  }
  return rest
}

/** The hedges in a text, and the text with blanks where they stood. */
export function withoutHedges(text: string): { hedge: Hedge; text: string } | undefined {
  const places = found.flatMap(([kind, pattern]): Place[] =>
    [...text.matchAll(pattern)].map(({ 0: words, index }) => ({
      at: index,
      length: words.length,
      kind,
    })),
  )
  if (places.length === 0) return undefined
  const rest = blanked(text, places)
  const kind = places.every((place) => place.kind === 'denied') ? 'denied' : 'open'
  return { hedge: { kind, words: text.trim() }, text: rest.replace(/\?/g, ' ') }
}
