import { html } from '../html.js'
import { readChart } from './chart-data.js'

/** A chart as bars with their words: the figures, without the client's chart library. */
export function Chart({ element }) {
  const { title, bars, total } = readChart(element.chart_spec ?? {})
  const largest = Math.max(...bars.map(({ value }) => value), 0) || 1
  return html`<figure class="chart" role="img" aria-label=${title || '图表'}>
    ${title && html`<figcaption>${title}</figcaption>`}
    ${bars.length === 0 && html`<p class="chart-empty">图表（${total} 个数据点）</p>`}
    ${bars.map(
      ({ label, value, series, shade }) => html`<div class="chart-row">
        <span class="chart-label" dir="auto">${label}${series && html`<small>${series}</small>`}</span>
        <span class="chart-track">
          <span class=${`chart-bar chart-bar-${shade}`} style=${{ width: `${Math.max((value / largest) * 100, 2)}%` }} />
        </span>
        <span class="chart-value">${value.toLocaleString('zh-CN')}</span>
      </div>`,
    )}
  </figure>`
}
