/** How much an account matters, by what it signed. */

export type Grade = 'a' | 'b' | 'c' | 'potential'
