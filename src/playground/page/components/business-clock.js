import { useEffect, useState } from 'preact/hooks'
import { html } from '../html.js'
import { post } from '../state/api.js'
import { dayText, timeText, weekdayText } from '../state/clock-text.js'
import { businessNow } from '../state/stream.js'
import { Glyph } from './glyph.js'
import { usePopover } from './use-popover.js'

const STEPS = [
  ['ten-minutes', '+10分钟'],
  ['one-hour', '+1小时'],
  ['next-morning', '明早 09:02'],
  ['fifteen-days', '+15天'],
  ['thirty-days', '+30天'],
]

/** The clock that deadlines and reminders go by, and how to move it. */
export function BusinessClock() {
  const popover = usePopover()
  const [moving, setMoving] = useState(false)
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  const move = (step) => async () => {
    setMoving(true)
    await post('clock', { step }).finally(() => setMoving(false))
  }
  const now = businessNow()
  return html`<div class="clock" ref=${popover.frame} role="group" aria-label="业务时钟">
    <button type="button" class="clock-face" aria-expanded=${popover.open} onClick=${popover.toggle} title="业务时钟：所有期限和提醒按它走">
      <${Glyph} name="clock" />
      <time class="clock-text" role="timer" aria-label="现在">${`${dayText(now)} ${weekdayText(now)} ${timeText(now)}`}</time>
    </button>
    <div class=${popover.open ? 'clock-steps clock-steps-open' : 'clock-steps'}>
      ${STEPS.map(
        ([step, label]) =>
          html`<button type="button" disabled=${moving} onClick=${move(step)}>${label}</button>`,
      )}
    </div>
  </div>`
}
