import { describe, expect, it } from 'vitest'
import type { NameHit } from '../../src/language/names.ts'
import { normalise } from '../../src/language/normalise.ts'
import { readParticipantsAsked } from '../../src/language/participants-asked.ts'
import { parseSentence } from '../../src/language/sentence.ts'
import { readSharing, type SharingReading } from '../../src/language/sharing-clauses.ts'

const name = (key: string, kind: string, subjectId: string, form = 'full'): NameHit => ({
  key,
  kind,
  subjectId,
  form,
})
const names: readonly NameHit[] = [
  name('华芯', 'account', 'cus1'),
  name('立辰', 'account', 'cus5'),
  name('华芯检测', 'deal', 'd1'),
  name('华芯检测项目', 'deal', 'd1'),
  name('射频校准', 'deal', 'd6'),
  name('d1001', 'deal', 'd1'),
  name('李娜', 'user', 'lina'),
  name('周涛', 'user', 'zhoutao'),
  name('孙丽', 'user', 'sunli'),
  name('张伟', 'user', 'zhangwei'),
  name('赵总', 'user', 'zhaomin', 'alias'),
  name('赵总', 'user', 'zhaolei', 'alias'),
  name('陈静', 'user', 'chenjing'),
]
const stages = ['商务谈判', '项目'].map((word) => ({ word, stageId: word }))

const clausesOf = (said: string) => parseSentence(normalise(said), { names, stages }).clauses

/** `d1 lina=collaborator`, requests parted by `;`, what was not read in brackets. */
function heard(said: string): string {
  const clauses = clausesOf(said)
  const readings = readSharing(clauses, clauses)
  if (readings.length === 0) return '-'
  const taken = readings.flatMap((reading) => reading.clauses)
  const rest = clauses.filter((clause) => !taken.includes(clause))
  return [...readings.map(words), ...rest.map((clause) => `[${clause.text}]`)].join('; ')
}

const words = ({ subjects, unknownName, scope, entries, everyoneOut }: SharingReading): string =>
  [
    ...subjects.map(({ dealIds, accountIds }) => [...dealIds, ...accountIds].join('|')),
    unknownName && `?${unknownName}`,
    scope === 'account' && 'all',
    everyoneOut && 'everyone',
    ...entries.flatMap(({ people, as }) =>
      people.map(({ userIds, words: said }) => `${userIds.join('|') || said}=${as}`),
    ),
  ]
    .filter(Boolean)
    .join(' ')

const read: readonly (readonly [said: string, heard: string])[] = [
  ['把李娜加到华芯检测项目', 'd1 lina=collaborator'],
  ['把李娜加进华芯检测', 'd1 lina=collaborator'],
  ['李娜加入华芯检测', 'd1 lina=collaborator'],
  ['华芯检测让周涛一起跟', 'd1 zhoutao=collaborator'],
  ['让周涛跟一下华芯检测', 'd1 zhoutao=collaborator'],
  ['周涛协助华芯检测', 'd1 zhoutao=collaborator'],
  ['请周涛配合一下D-1001', 'd1 zhoutao=collaborator'],
  ['请周涛支持一下D-1001', 'd1 zhoutao=collaborator'],
  ['华芯检测共享给李娜', 'd1 lina=collaborator'],
  ['把华芯检测分享给李娜和周涛', 'd1 lina=collaborator zhoutao=collaborator'],
  ['把华芯检测的权限给李娜', 'd1 lina=collaborator'],
  ['拉周涛进D-1001', 'd1 zhoutao=collaborator'],
  ['华芯检测拉上周涛', 'd1 zhoutao=collaborator'],
  ['华芯检测李娜也一起', 'd1 lina=collaborator'],
  ['李娜、周涛一起跟立辰', 'cus5 lina=collaborator zhoutao=collaborator'],
  ['华芯检测加协作人 周涛、孙丽', 'd1 zhoutao=collaborator sunli=collaborator'],
  ['周涛是华芯检测的协作人', 'd1 zhoutao=collaborator'],
  ['@周涛 来跟一下华芯检测', 'd1 zhoutao=collaborator'],
  ['麻烦把李娜加到华芯检测里面来,谢谢', 'd1 lina=collaborator'],
  ['能不能让李娜一起跟华芯检测?', 'd1 lina=collaborator'],
  ['给我把李娜加到华芯检测', 'd1 lina=collaborator'],
  ['让李娜协助张伟做华芯检测', 'd1 lina=collaborator'],
  ['张伟的华芯检测让李娜一起跟', 'd1 lina=collaborator'],
  ['把我加到华芯检测', 'd1 我=collaborator'],
  ['让赵总一起跟华芯检测', 'd1 zhaomin|zhaolei=collaborator'],
  ['把李娜加到华芯检测和射频校准', 'd1 d6 lina=collaborator'],
  ['立辰这个客户周涛也参与', 'cus5 all zhoutao=collaborator'],
  ['华芯的全部项目都共享给李娜', 'cus1 all lina=collaborator'],
  ['华芯共享给李娜', 'cus1 lina=collaborator'],
  ['李娜可以看华芯检测', 'd1 lina=reader'],
  ['华芯检测允许李娜查看', 'd1 lina=reader'],
  ['让商务孙丽看看华芯检测', 'd1 sunli=reader'],
  ['把售前拉进华芯检测', 'd1 售前=collaborator'],
  ['华芯检测需要售前支持', 'd1 售前=collaborator'],
  ['射频校准给法务部的人看看', 'd6 法务=reader'],
  ['华芯检测 李娜 协作', 'd1 lina=collaborator'],
  ['协作人:李娜 华芯检测', 'd1 lina=collaborator'],
]

const narrowed: readonly (readonly [said: string, heard: string])[] = [
  ['给李娜看一下华芯(只读)', 'cus1 lina=reader'],
  ['给李娜看一下华芯检测', 'd1 lina=reader'],
  ['让李娜看看华芯检测', 'd1 lina=reader'],
  ['李娜也看看华芯检测', 'd1 lina=reader'],
  ['李娜只能看不能改', 'lina=reader'],
  ['华芯检测李娜只读', 'd1 lina=reader'],
  ['华芯检测共享给李娜看', 'd1 lina=reader'],
  ['给立辰加个协作人李娜,只读就行', 'cus5 lina=reader'],
  ['把李娜改成只读', 'lina=reader'],
  ['给李娜开个立辰的查看权限', 'cus5 lina=reader'],
  ['把李娜从只读改成协作', 'lina=collaborator'],
  ['李娜一起跟立辰,孙丽只看', 'cus5 lina=collaborator sunli=reader'],
  ['共享华芯检测给李娜,别让她改', 'd1 lina=reader'],
  ['把华芯检测的李娜降为只读', 'd1 lina=reader'],
]

const out: readonly (readonly [said: string, heard: string])[] = [
  ['把周涛从华芯检测移除', 'd1 zhoutao=out'],
  ['华芯检测移除周涛', 'd1 zhoutao=out'],
  ['周涛退出华芯检测', 'd1 zhoutao=out'],
  ['李娜不跟华芯了', 'cus1 lina=out'],
  ['华芯检测李娜不跟了', 'd1 lina=out'],
  ['李娜不再参与华芯检测', 'd1 lina=out'],
  ['别让李娜看华芯了', 'cus1 lina=out'],
  ['收回李娜对华芯检测的权限', 'd1 lina=out'],
  ['取消李娜的协作', 'lina=out'],
  ['取消给李娜的共享', 'lina=out'],
  ['停止共享华芯检测给李娜', 'd1 lina=out'],
  ['华芯检测把周涛去掉,换李娜', 'd1 zhoutao=out lina=collaborator'],
  ['华芯检测取消共享', 'd1 everyone'],
  ['华芯的共享都取消', 'cus1 everyone'],
  ['把李娜从华芯客户移除', 'cus1 all lina=out'],
  ['把李娜加到华芯检测,把周涛从立辰移除', 'd1 lina=collaborator; cus5 zhoutao=out'],
]

const unknown: readonly (readonly [said: string, heard: string])[] = [
  ['让王小明一起跟立辰', 'cus5 王小明=collaborator'],
  ['华芯检测加协作人王工', 'd1 王工=collaborator'],
  ['把李娜加到天成项目', '?天成 lina=collaborator'],
  ['天成让周涛一起跟', '?天成 zhoutao=collaborator'],
  ['拉周涛进D-9999', '?D-9999 zhoutao=collaborator'],
  ['华芯检测加个协作人', 'd1'],
]

const notMeant = [
  '华芯检测不跟了',
  '把华芯检测去掉',
  '华芯检测取消了',
  '华芯检测一起取消',
  '要不要把华芯检测共享出去',
  '华芯检测项目拉个群',
  '给我看一下华芯',
  '查看李娜的华芯检测',
  '把李娜的华芯检测给我看看',
  '和周涛一起拜访了立辰',
  '周涛协助了华芯检测',
  '李娜跟进华芯检测',
  '李娜能看华芯吗',
  '李娜跟华芯检测了吗',
  '要不要让李娜一起跟华芯检测',
  '如果李娜一起跟华芯检测',
  '李娜没有一起跟华芯检测',
  '华芯的协作人',
  '华芯检测谁在跟',
  '我参与的项目',
  '共享给我的商机',
  '陈静带华东组',
  '李娜加入华东组',
  '取消周涛的售前角色',
  '周涛下周四去华芯支持',
  '李娜今天跟华芯检测',
  '让周涛参与商务谈判',
  '华芯检测给李娜负责',
  '提醒李娜跟进华芯检测',
  '李娜说要一起跟华芯检测',
]

describe('who is let in and who leaves', () => {
  it.each([...read, ...narrowed, ...out, ...unknown])('%s → %s', (said, expected) => {
    expect(heard(said)).toBe(expected)
  })
  it.each(notMeant)('%s is something else', (said) => {
    expect(heard(said)).toBe('-')
  })
  it('takes only what is of it', () => {
    expect(heard('今天拜访了立辰,让李娜一起跟,金额改成300万')).toBe(
      'cus5 lina=collaborator; [今天拜访了立辰]; [金额改成300万]',
    )
  })
})

function asked(said: string): string {
  const reading = readParticipantsAsked(clausesOf(said))
  if (!reading) return '-'
  const { subject, unknownName, people } = reading
  return [
    ...(subject?.dealIds ?? []),
    ...(subject?.accountIds ?? []),
    unknownName && `?${unknownName}`,
    ...people.flatMap(({ userIds }) => userIds.join('|')),
  ]
    .filter(Boolean)
    .join(' ')
}

describe('who takes part', () => {
  it.each([
    ['华芯检测谁在跟', 'd1'],
    ['谁在跟华芯检测', 'd1'],
    ['立辰都有谁在跟', 'cus5'],
    ['华芯检测有哪些人参与', 'd1'],
    ['华芯的协作人', 'cus1'],
    ['看看华芯检测的协作人名单', 'd1'],
    ['有谁能看到华芯检测', 'd1'],
    ['华芯检测都谁能看', 'd1'],
    ['谁看得到华芯', 'cus1'],
    ['华芯检测共享给了谁', 'd1'],
    ['天成谁在跟', '?天成'],
    ['这个项目谁在跟', ''],
    ['李娜能看到华芯检测吗', 'd1 lina'],
    ['李娜能不能看到华芯', 'cus1 lina'],
    ['周涛是不是在跟华芯检测', 'd1 zhoutao'],
    ['周涛在华芯检测里吗', 'd1 zhoutao'],
    ['谁能改华芯检测', 'd1'],
  ])('%s → %s', (said, expected) => {
    expect(asked(said)).toBe(expected)
  })

  it.each([
    '华芯检测谁负责',
    '华芯那边都有谁',
    '谁在跟',
    '华芯检测谁支持',
    '华芯检测谁说了算',
    '我今天要跟进谁',
    '谁改了华芯检测的金额',
    '李娜能看到华芯检测',
    '周涛在华芯检测里',
    '华芯最近聊了什么',
  ])('%s asks for something else', (said) => {
    expect(asked(said)).toBe('-')
  })
})
