const BARS_SHOWN = 16

/** What a VChart spec says, as a list of bars: enough to read the figures. */
export function readChart(spec) {
  const points = sourcesOf(spec).flatMap(({ data, keys }) =>
    (data?.values ?? []).map((row) => pointOf(row, keys)),
  )
  const usable = points.filter(({ value }) => Number.isFinite(value))
  const names = [...new Set(usable.map(({ series }) => series))]
  const bars = usable.slice(0, BARS_SHOWN).map((point) => ({
    ...point,
    shade: names.indexOf(point.series) % 4,
  }))
  return { title: textOf(spec.title?.text), bars, total: points.length }
}

function sourcesOf(spec) {
  const all = [spec.data].flat().filter(Boolean)
  if (!spec.series) return all.map((data) => ({ data, keys: spec }))
  return spec.series.map((series) => ({ data: all[series.dataIndex ?? 0], keys: series }))
}

function pointOf(row, keys) {
  const first = (key) => [key].flat()[0]
  const label = row[first(keys.categoryField ?? keys.xField)]
  const value = row[first(keys.valueField ?? keys.yField)]
  const flipped = typeof label === 'number' && typeof value === 'string'
  const series = row[first(keys.seriesField)]
  return {
    label: textOf(flipped ? value : label),
    value: Number(flipped ? label : value),
    series: series === label ? '' : textOf(series),
  }
}

const textOf = (value) => (value === undefined || value === null ? '' : [value].flat().join(' '))
