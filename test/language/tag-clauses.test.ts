import { describe, expect, it } from 'vitest'
import { tagCalled } from '../../src/domain/tag.ts'
import { normalise } from '../../src/language/normalise.ts'
import { parseSentence } from '../../src/language/sentence.ts'
import { readTags, readTagsAsked } from '../../src/language/tag-clauses.ts'

const hit = (key: string, kind: string) => ({ key, kind, subjectId: key, form: 'alias' })
const names = [hit('华芯', 'account'), hit('立辰', 'account'), hit('华芯检测', 'deal')]
const stages = [{ word: '商务谈判', stageId: 's' }]

const clausesOf = (said: string) => parseSentence(normalise(said), { names, stages }).clauses

const read = (said: string) => {
  const reading = readTags(clausesOf(said), (words) => tagCalled(words).known)
  if (!reading) {
    const asked = clausesOf(said).map(readTagsAsked).find(Boolean)
    return asked ? ['list', asked.unknownName].filter(Boolean).join(' ?') : '-'
  }
  const unknown = reading.unknownName ? ` ?${reading.unknownName}` : ''
  return `${reading.kind} ${reading.tags.join('|')}${unknown}`
}

describe('tags as people speak of them', () => {
  it.each([
    ['给华芯打标签 近期有需求 价格敏感', 'add 近期有需求|价格敏感'],
    ['麻烦给华芯打个标签吧,高潜力', 'add 高潜力'],
    ['给华芯打上价格敏感的标签', 'add 价格敏感'],
    ['给华芯打上近期有需求的标签', 'add 近期有需求'],
    ['华芯加个标签:重点跟进', 'add 重点跟进'],
    ['华芯标记为高潜力', 'add 高潜力'],
    ['把华芯标成高潜力客户', 'add 高潜力客户'],
    ['打标签 华芯 高潜力、价格敏感', 'add 高潜力|价格敏感'],
    ['把高潜力标签打给华芯', 'add 高潜力'],
    ['华芯是价格敏感型客户', 'add 价格敏感型客户'],
    ['华芯打上近期有需求和价格敏感两个标签', 'add 近期有需求|价格敏感'],
    ['给华芯打标签：老客户，价格敏感', 'add 老客户|价格敏感'],
    ['给華芯打標籤 近期有需求', 'add 近期有需求'],
    ['给华芯打标签“VIP”', 'add VIP'],
    ['给华芯打标签', 'add '],
    ['给天成科技打标签 高潜力', 'add 高潜力 ?天成科技'],
    ['给华芯电源打标签 高潜力', 'add 高潜力 ?电源'],
    ['去掉华芯的价格敏感', 'remove 价格敏感'],
    ['把华芯的价格敏感标签去掉', 'remove 价格敏感'],
    ['华芯的价格敏感标签删了吧', 'remove 价格敏感'],
    ['把价格敏感从华芯身上去掉', 'remove 价格敏感'],
    ['华芯不是价格敏感型了', 'remove 价格敏感型'],
    ['华芯有哪些标签', 'list'],
    ['看看华芯都打了哪些标签', 'list'],
    ['华芯标签', 'list'],
    ['天成有哪些标签', 'list ?天成'],
    ['天成标记为高潜力', 'add 高潜力 ?天成'],
    ['华芯电源标记为高潜力', 'add 高潜力 ?电源'],
    ['天成加个标签:重点跟进', 'add 重点跟进 ?天成'],
  ])('%s', (said, reading) => expect(read(said)).toBe(reading))

  it.each([
    '华芯标为B级',
    '华芯检测标为商务谈判',
    '把华芯检测标记为丢单',
    '华芯是A级',
    '删掉华芯的张经理',
    '取消华芯的拜访',
    '华芯近期有需求',
    '近期有需求的客户',
    '给华芯加20万',
    '华芯加个联系人李工',
    '给华芯加个提醒',
    '华芯打个电话',
    '华芯要打什么标签吗',
    '华芯检测推进到商务谈判,金额改成320万',
    '重点跟进的标签怎么打',
    '今天标记为高潜力的有哪些',
  ])('%s says something else', (said) => expect(read(said)).not.toMatch(/add|remove/))

  it('what follows after a comma is a tag only if everybody knows it as one', () => {
    const [first, second] = clausesOf('给华芯打标签:老客户,他们挺满意')
    const reading = readTags([first!, second!], (words) => tagCalled(words).known)
    expect(reading).toMatchObject({ tags: ['老客户'], clauses: [first] })
  })
})
