import { html } from '../html.js'
import { post } from '../state/api.js'
import { Glyph } from './glyph.js'
import { usePopover } from './use-popover.js'

/** Each: what is on and off, and what the bot should make of it. */
const SWITCHES = [
  {
    key: 'duplicateDelivery',
    on: true,
    off: false,
    label: '重复投递',
    note: '每个事件送两遍，只应生效一次',
  },
  { key: 'lateDeliveryMs', on: 8000, off: 0, label: '延迟投递', note: '事件晚 8 秒才到' },
  {
    key: 'wrongSignature',
    on: true,
    off: false,
    label: '错误签名',
    note: '应答应为 401，什么也不发生',
  },
  {
    key: 'tokenExpired',
    on: true,
    off: false,
    label: '凭证过期',
    note: {
      feishu: '下一次调用遇到 99991663，应自动换新',
      wecom: '下一次调用遇到 42001，应自动换新',
    },
  },
  {
    key: 'rateLimit',
    on: 3,
    off: 0,
    label: { feishu: '限流 429', wecom: '限流 45009' },
    note: '接下来 3 次调用被限流，应等待后补发',
  },
]

/** What can be made to go wrong. */
export function FaultSwitches({ faults, platform }) {
  const { frame, open, toggle } = usePopover()
  const active = SWITCHES.filter(({ key }) => faults[key]).length
  const label = active ? `故障开关，已开 ${active} 个` : '故障开关'
  return html`<div class="popover-frame" ref=${frame}>
    <button type="button" class=${active ? 'tool tool-alarmed' : 'tool'} aria-expanded=${open} aria-label=${label} title="故障开关" onClick=${toggle}>
      <${Glyph} name="fault" />
      ${active > 0 && html`<span class="tool-count" aria-hidden="true">${active}</span>`}
    </button>
    ${
      open &&
      html`<div class="popover" role="dialog" aria-label="故障开关">
      <h2>让它出点状况</h2>
      ${SWITCHES.map(
        (item) =>
          html`<${FaultSwitch} item=${wordsFor(item, platform)} value=${faults[item.key]} />`,
      )}
    </div>`
    }
  </div>`
}

/** The platforms have codes of their own. */
const wordsFor = ({ label, note, ...item }, platform) => ({
  ...item,
  label: label[platform] ?? label,
  note: note[platform] ?? note,
})

function FaultSwitch({ item, value }) {
  const flip = () => post('faults', { [item.key]: value ? item.off : item.on })
  return html`<label class="switch-row">
    <span><strong>${item.label}</strong><small>${item.note}</small></span>
    <input type="checkbox" role="switch" checked=${Boolean(value)} aria-label=${item.label} onChange=${flip} />
  </label>`
}
