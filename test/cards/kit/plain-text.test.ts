import { expect, it } from 'vitest'
import type { Card } from '../../../cards/kit/card.ts'
import { cardToText } from '../../../cards/kit/plain-text.ts'

const action = { a: 'x.y', id: '1', v: 1 }

const whole: Card = {
  title: '已更新：华信科技\n边缘网关二期',
  subtitle: '张伟 · 11-21 16:05 · D-1042',
  tone: 'info',
  tags: [
    { text: '商务谈判', tone: 'info' },
    { text: '待确认', tone: 'attention' },
  ],
  blocks: [
    {
      type: 'text',
      line: ['赢率 ', { text: '60%', bold: true }, '，原 ', { text: '40%', strike: true }],
    },
    { type: 'fields', fields: [{ label: '金额', value: '35万' }] },
    {
      type: 'changes',
      changes: [
        { label: '阶段', from: '方案报价', to: '商务谈判' },
        { label: '金额', from: '32万', to: '35万', note: '+3万' },
      ],
    },
    { type: 'list', ordered: true, items: [{ line: '发合同', detail: '11-25' }, { line: '回访' }] },
    { type: 'list', items: [{ line: '付款条款' }] },
    {
      type: 'metrics',
      metrics: [
        { label: '新增', value: '3' },
        { label: '赢单', value: '42万' },
      ],
    },
    {
      type: 'table',
      columns: [
        { key: 'c', label: '客户' },
        { key: 'n', label: '金额' },
      ],
      rows: [{ c: '华信', n: '35万' }, { c: '海衡' }],
    },
    { type: 'note', line: '折扣超过政策', tone: 'danger' },
    {
      type: 'choices',
      choices: [
        { title: '华信科技', detail: '张伟 · 32万', action },
        { title: '华信通信', action },
      ],
    },
    { type: 'divider' },
    {
      type: 'form',
      name: 'f',
      fields: [
        { type: 'input', name: 'a', label: '名称', required: true, value: '三期' },
        {
          type: 'select',
          name: 'b',
          label: '阶段',
          value: 'S1',
          options: [{ text: '初步接触', value: 'S1' }],
        },
        { type: 'date', name: 'c', label: '预计签约' },
      ],
      buttons: [{ text: '创建', action }],
    },
    { type: 'fold', title: '更多', blocks: [{ type: 'text', line: '折起来的' }] },
    {
      type: 'buttons',
      buttons: [
        { text: '确认', style: 'primary', action },
        { text: '放弃', action },
      ],
    },
  ],
}

it('says everything that the card says', () => {
  expect(cardToText(whole)).toBe(`【已更新：华信科技 边缘网关二期】 [商务谈判] [待确认]
张伟 · 11-21 16:05 · D-1042
赢率 60%，原 ~40%~
金额：35万
阶段：方案报价 → 商务谈判
金额：32万 → 35万（+3万）
1. 发合同
   11-25
2. 回访
· 付款条款
新增 3 · 赢单 42万
客户 | 金额
华信 | 35万
海衡 |${' '}
※ 折扣超过政策
1. 华信科技（张伟 · 32万）
2. 华信通信
———
名称*：三期
阶段：初步接触
预计签约：____
〔创建〕
▸ 更多
折起来的
〔确认〕 〔放弃〕`)
})

it('is only a title when there is nothing else', () => {
  expect(cardToText({ title: '好', tone: 'done', blocks: [] })).toBe('【好】')
})
