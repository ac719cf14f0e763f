/** What a yes is bound to, as short as it can be said: 但账期不能超过20天 → 账期≤20天. */
export const conditionWords = (said: string): string =>
  said
    .replace(
      /^(?:但是?|不过|可是|只是|就是|前提是?|条件是|只要|如果|要是|必须|你们?|让他|[,:\s])+/u,
      '',
    )
    .replace(
      /(?:千万)?(?:不能|不可以?|不得|不许|别|不要|不)(?:再)?(?:超过|超|高于|大于|多于|长于)/gu,
      '≤',
    )
    .replace(/(?:不能|不可以?|不得|不许|别|不要|不)(?:再)?(?:低于|少于|小于)|至少(?:要)?/gu, '≥')
    .replace(/(?:最多|至多|最长)(?:只能)?/gu, '≤')
    .replace(/(?:的话|才行|吧|啊|哦|了)+$/u, '')
    .trim()
