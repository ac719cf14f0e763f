/** The people of the demo organisation, as the page lists them. */
import type {
  ExampleGroup,
  PlaygroundGroup,
  PlaygroundPerson,
} from '../../../src/playground/server.ts'

export const people: readonly PlaygroundPerson[] = [
  { id: 'ou_zhangwei', name: '张伟', role: '销售', team: '华东组' },
  { id: 'ou_lina', name: '李娜', role: '销售', team: '华东组' },
  { id: 'ou_wangqiang', name: '王强', role: '销售', team: '华南组' },
  { id: 'ou_chenjing', name: '陈静', role: '经理', team: '华东组' },
  { id: 'ou_liuyang', name: '刘洋', role: '经理', team: '华南组' },
  { id: 'ou_zhaomin', name: '赵敏', role: '销售总监' },
  { id: 'ou_zhoutao', name: '周涛', role: '售前' },
  { id: 'ou_sunli', name: '孙丽', role: '商务' },
  { id: 'ou_wufang', name: '吴芳', role: '财务' },
  { id: 'ou_zhengkai', name: '郑凯', role: '法务' },
  { id: 'ou_gaoyuan', name: '高远', role: '交付' },
  { id: 'ou_qianli', name: '钱立', role: '总经理' },
  { id: 'ou_helei', name: '何磊', role: '销售运营' },
]

export const groups: readonly PlaygroundGroup[] = [
  { id: 'oc_huadong', name: '华东组' },
  { id: 'oc_huanan', name: '华南组' },
]

export const examplesFor = (personId: string): readonly ExampleGroup[] =>
  ({
    ou_zhangwei: [
      {
        title: '改商机',
        sentences: [
          '华芯检测项目推进到商务谈判，金额改成320万，下周三签',
          '新建商机 中启射频检测 80万 预计明年一季度签',
        ],
      },
      {
        title: '记互动',
        sentences: ['今天拜访了立辰王工，聊可靠性实验室方案，他嫌贵，下周二再报一版'],
      },
      { title: '看', sentences: ['D-1001 现在多少钱'] },
    ],
    ou_chenjing: [
      { title: '看', sentences: ['D-1001 现在多少钱', '华芯现在什么情况'] },
      { title: '帮助', sentences: ['帮助'] },
    ],
  })[personId] ?? [{ title: '帮助', sentences: ['帮助'] }]
