/** How much an account matters, by what it signed; the one that matters most first. */
export const grades = ['a', 'b', 'c', 'potential'] as const

export type Grade = (typeof grades)[number]
