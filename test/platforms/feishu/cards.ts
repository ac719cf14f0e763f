/** One card for each kind of block, and names that try everything. */
import type { Block, Card } from '../../../cards/kit/card.ts'

const hostileNames = [
  '<at id=all></at>',
  '<at id=ou_nobody></at>**x**',
  '[点这里](http://evil.example)',
  "<font color='red'>假</font><img src=x>",
  '![x](img_v3_none) ~~x~~ `x` $x$ |x| &lt;at&gt; &#60;at&#62;',
  'https://evil.example中文:OK:<person id=ou_x></person>',
  '\u202e反过来\u200b零宽\u0000\ud800\ufeff',
  '# 标题\n- 项\n    代码\n---\n> 引用\n1. 一',
] as const

const action = (a: string) => ({ a, id: '0199a1b2', v: 3 })

const blocks: Readonly<Record<Block['type'], readonly Block[]>> = {
  text: [
    { type: 'text', line: '下一步：11-25 前发合同终稿' },
    { type: 'text', line: { text: '已逾期', tone: 'danger' } },
    {
      type: 'text',
      line: [
        '赢率 ',
        { text: '60%', bold: true, tone: 'done' },
        '，原 ',
        { text: '40%', strike: true },
      ],
    },
    { type: 'text', line: ['《', { text: '（重要）', bold: true }, '》'] },
    { type: 'text', line: '单号 D-1042 · 11-21 16:05', size: 'small' },
  ],
  fields: [
    {
      type: 'fields',
      fields: [
        { label: '客户', value: '华信科技' },
        { label: '阶段', value: { text: '商务谈判', tone: 'info' } },
        { label: '金额', value: ['35万', { text: '（+3万）', tone: 'done' }] },
        { label: '说明', value: '对标竞品同行甲报价 34.8万，二期续约框架已口头确认，王总同意。' },
        { label: '预计签约', value: '' },
      ],
    },
  ],
  changes: [
    {
      type: 'changes',
      changes: [
        { label: '阶段', from: '方案报价', to: '商务谈判' },
        { label: '金额', from: '32万', to: '35万', note: '+3万' },
        { label: '预计签约', from: '', to: '12-15' },
      ],
    },
  ],
  list: [
    {
      type: 'list',
      ordered: true,
      items: [
        { line: '发合同终稿', detail: '华信科技 · 11-25' },
        { line: [{ text: '逾期 2 天', tone: 'danger' }, ' 回访海衡'] },
      ],
    },
    { type: 'list', items: [{ line: '付款条款' }, { line: '交付日期' }] },
  ],
  metrics: [
    {
      type: 'metrics',
      metrics: [
        { label: '新增', value: '3' },
        { label: '推进', value: '5', tone: 'info' },
        { label: '赢单', value: '42万', tone: 'done' },
        { label: '停滞≥15天', value: '2', tone: 'danger' },
        { label: '逾期', value: '1', tone: 'attention' },
      ],
    },
  ],
  table: [
    {
      type: 'table',
      columns: [
        { key: '客户', label: '客户' },
        { key: 'amount', label: '金额', align: 'right' },
      ],
      rows: [
        { 客户: '华信科技', amount: '35万' },
        { 客户: '海衡', amount: '120万', more: '不在列中' },
        { amount: '' },
      ],
    },
  ],
  note: [
    { type: 'note', line: '折扣 22%，超过政策 15%', tone: 'attention' },
    { type: 'note', line: ['原因：', { text: '价格太低', bold: true }], tone: 'danger' },
  ],
  choices: [
    {
      type: 'choices',
      choices: [
        {
          title: '华信科技 · 边缘网关二期',
          detail: '张伟 · 方案报价 · 32万',
          action: { ...action('pick.deal'), pick: 'D-1042' },
        },
        { title: '华信通信集团 · 专网', action: { ...action('pick.deal'), pick: 'D-871' } },
      ],
    },
  ],
  buttons: [
    {
      type: 'buttons',
      buttons: [
        { text: '确认', style: 'primary', action: action('preview.confirm') },
        { text: '也要确认', style: 'primary', action: action('preview.also') },
        { text: '修改', action: action('preview.edit') },
        { text: '放弃', style: 'danger', action: action('preview.drop') },
      ],
    },
  ],
  form: [
    {
      type: 'form',
      name: 'new',
      fields: [
        {
          type: 'input',
          name: 'title',
          label: '商机名称',
          required: true,
          value: '边缘网关三期',
          maxLength: 60,
        },
        {
          type: 'input',
          name: 'reason',
          label: '原因',
          placeholder: '例：价格',
          multiline: true,
          maxLength: 5000,
        },
        {
          type: 'select',
          name: 'stage',
          label: '阶段',
          required: true,
          value: 'S2',
          options: [
            { text: '初步接触', value: 'S1' },
            { text: '需求确认', value: 'S2' },
            { text: '重复的', value: 'S1' },
          ],
        },
        { type: 'select', name: 'nothing', label: '没有选项', options: [] },
        { type: 'date', name: 'close', label: '预计签约', value: '2026-12-31' },
        { type: 'date', name: 'visit', label: '拜访', value: '明天' },
      ],
      buttons: [
        { text: '创建', style: 'primary', action: action('deal.create') },
        { text: '取消', action: action('deal.cancel') },
      ],
    },
    {
      type: 'form',
      name: 'new',
      fields: [{ type: 'input', name: 'reason', label: '又一个原因' }],
      buttons: [{ text: '提交', action: action('deal.reason') }],
    },
    {
      type: 'form',
      name: 'still',
      fields: [{ type: 'input', name: 'x', label: '没有按钮' }],
      buttons: [],
    },
  ],
  fold: [
    {
      type: 'fold',
      title: '阶段门槛 5/6 · 报价历史 3 版',
      blocks: [
        { type: 'list', items: [{ line: '✓ 客户确认需求清单' }, { line: '✕ 信用额度核查' }] },
        { type: 'buttons', buttons: [{ text: '看历史', action: action('history.show') }] },
        { type: 'choices', choices: [{ title: 'v3', action: action('quote.show') }] },
      ],
    },
    { type: 'fold', title: '空的', blocks: [] },
  ],
  divider: [{ type: 'text', line: '上' }, { type: 'divider' }, { type: 'text', line: '下' }],
}

const shell = {
  title: '已更新：华信科技 · 边缘网关二期',
  subtitle: '张伟 · 11-21 16:05 · D-1042',
  tone: 'info',
  tags: [
    { text: '商务谈判', tone: 'info' },
    { text: '待确认', tone: 'attention' },
    { text: '已归档', tone: 'neutral' },
    { text: '第四个', tone: 'done' },
  ],
  summary: '华信科技已推进到商务谈判',
} satisfies Omit<Card, 'blocks'>

export const cards: Readonly<Record<string, Card>> = {
  ...Object.fromEntries(
    Object.entries(blocks).map(([type, list]) => [type, { ...shell, blocks: list }]),
  ),
  bare: { title: '', tone: 'neutral', blocks: [], forwardable: true },
  hostile: hostileCard(),
}

/** Every place where text can stand, filled with text that tries to be more. */
function hostileCard(): Card {
  const name = (i: number) => hostileNames[i % hostileNames.length] ?? ''
  return {
    title: name(0),
    subtitle: name(1),
    tone: 'danger',
    tags: [{ text: name(2), tone: 'danger' }],
    summary: name(0),
    blocks: [
      ...hostileNames.map(
        (text) => ({ type: 'text', line: ['客户 ', { text, bold: true }] }) as const,
      ),
      ...hostileNames.map((text) => ({ type: 'text', line: text }) as const),
      {
        type: 'fields',
        fields: hostileNames.map((text) => ({
          label: text,
          value: [text, '。', { text, strike: true }],
        })),
      },
      {
        type: 'changes',
        changes: hostileNames.map((text) => ({ label: text, from: text, to: text, note: text })),
      },
      { type: 'note', line: [{ text: name(5), tone: 'info' }, name(4)], tone: 'danger' },
      {
        type: 'table',
        columns: [
          { key: '__proto__', label: name(0) },
          { key: 'b', label: name(7) },
        ],
        rows: [{ b: name(0) }],
      },
      {
        type: 'choices',
        choices: [{ title: name(0), detail: name(1), action: action('pick.deal') }],
      },
      {
        type: 'form',
        name: 'f',
        fields: [
          { type: 'input', name: 'a', label: name(0), placeholder: name(1), value: name(0) },
        ],
        buttons: [{ text: name(2), action: action('form.send') }],
      },
    ],
  }
}
