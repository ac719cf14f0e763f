/** Numbers written out in characters, for tests of what reads them. */
const digits = [...'零一二三四五六七八九']
const formal = [...'零壹贰叁肆伍陆柒捌玖']

/** The textbook spelling of a whole number below 10^12: 三百二十万. */
export function spell(n: number, figures = digits, units = ['', '十', '百', '千']): string {
  const section = (value: number) => {
    let said = ''
    let zero = false
    for (let place = 3; place >= 0; place--) {
      const digit = Math.floor(value / 10 ** place) % 10
      if (digit === 0) zero = said !== ''
      else {
        said += `${zero ? figures[0] : ''}${figures[digit]}${units[place]}`
        zero = false
      }
    }
    return said
  }
  let said = ''
  for (const [unit, size] of [
    ['亿', 1e8],
    ['万', 1e4],
    ['', 1],
  ] as const) {
    const value = Math.floor(n / size) % 1e4
    if (value === 0) continue
    const gap = said !== '' && value < 1000
    said += `${gap ? figures[0] : ''}${section(value)}${unit}`
  }
  return said
}

/** As on a cheque: 叁佰贰拾万. */
export const spellFormally = (n: number): string => spell(n, formal, ['', '拾', '佰', '仟'])

/** Digit by digit: 二〇二六. */
export const spellDigits = (n: number): string =>
  String(n).replace(/\d/g, (digit) => (digit === '0' ? '〇' : digits[Number(digit)]!))
