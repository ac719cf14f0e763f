import { gradeNames } from '../domain/activity.ts'
import type { Due } from '../domain/agenda.ts'

/** What kind of thing it is: 阶段超期, A级互动超期. */
function kindOf(due: Due): string {
  switch (due.kind) {
    case 'first-contact':
      return due.state.kind === 'late' ? '首次联系超时' : '首次联系即将到期'
    case 'approval':
      return '待审批'
    case 'contact':
      return `${gradeNames[due.grade]}互动${due.cadence.lateDays > 0 ? '超期' : '即将到期'}`
    case 'stage':
      return due.overDays > 0 ? '阶段超期' : '阶段到上限'
    case 'task':
      return '下一步和提醒'
    case 'closing':
      return '预计签约到期'
  }
}

/**
 * Counted by kind, in the order given: 「首次联系超时 1 · A级互动超期 2」.
 *
 * @param names by user id, where it is to be said whose
 */
export function countDue(
  items: readonly { readonly due: Due; readonly ownerId: string }[],
  names?: ReadonlyMap<string, string>,
): string {
  return [...Map.groupBy(items, ({ due }) => kindOf(due))]
    .map(([kind, of]) => {
      const whose = [...new Set(of.map(({ ownerId }) => names?.get(ownerId)))].filter(Boolean)
      const who =
        whose.length > 0 ? `(${whose.slice(0, 3).join('、')}${whose.length > 3 ? '等' : ''})` : ''
      return `${kind} ${of.length}${who}`
    })
    .join(' · ')
}
