/** Colleagues as one calls them: 陈经理, 静姐. Who is meant depends on who works there. */
import type { RoleId } from '../domain/role.ts'
import { surnames } from './surnames.ts'

export type Called = {
  /** As it stands in the text. */
  readonly words: string
  /** How the name begins, 陈 of 陈经理, or ends, 静 of 静姐. */
  readonly begins?: string
  readonly ends?: string
  readonly title: string
}

/** Whom one calls so, by their roles. 姐 and 哥 is anybody. */
const titleRoles: Readonly<Record<string, readonly RoleId[]>> = {
  总: ['director', 'executive'],
  总监: ['director'],
  总经理: ['executive'],
  副总: ['director', 'executive'],
  经理: ['manager'],
  主管: ['manager'],
  工: ['presales', 'delivery'],
  工程师: ['presales', 'delivery'],
  会计: ['finance'],
  律师: ['legal'],
}

const titled = new RegExp(
  `(${surnames})(${Object.keys(titleRoles)
    .sort((a, b) => b.length - a.length)
    .join('|')})(?!价|额|金|量|期|程|作)`,
  'gu',
)
const familiar = /(\p{Script=Han})([姐哥])/gu

/** Everybody in a text who is called by a title, each once. */
export function calledIn(text: string): Called[] {
  const byTitle = [...text.matchAll(titled)].map(([words, begins, title]) => ({
    words,
    begins,
    title: title!,
  }))
  const byFirstName = [...text.matchAll(familiar)].flatMap(([words, char, title]) => [
    { words, ends: char, title: title! },
    { words, begins: char, title: title! },
  ])
  return [...byTitle, ...byFirstName]
}

/** The roles that those who are called so have; undefined where it may be anybody. */
export function calledRoles(called: readonly Called[]): readonly RoleId[] | undefined {
  const roles = called.map(({ title }) => titleRoles[title])
  return roles.every((one) => one !== undefined) ? [...new Set(roles.flat())] : undefined
}

/** Whether somebody of this name and these roles may be the one who is called so. */
export function isCalled(
  { begins, ends, title }: Called,
  person: { readonly name: string; readonly roles: readonly RoleId[] },
): boolean {
  if (begins !== undefined && !person.name.startsWith(begins)) return false
  // 伟哥 is 张伟, never 伟 himself.
  if (ends !== undefined && !(person.name.length > 1 && person.name.endsWith(ends))) return false
  const roles = titleRoles[title]
  return roles === undefined || person.roles.some((role) => roles.includes(role))
}
