/** Yuan as fen. */
export const yuan = (amount: number): bigint => BigInt(Math.round(amount * 100))

/** `2026-11-17 16:00` on the wall clock of Shanghai. */
export const at = (shanghai: string): Date => new Date(`${shanghai.replace(' ', 'T')}:00+08:00`)

/** When the demo organisation is: the state that the rows describe. */
export const demoNow = at('2026-11-18 10:00')
