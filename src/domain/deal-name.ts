/**
 * What people call a deal beside its full name: without the account in front (老化测试 for 华鑫老化测试)
 * and without 项目 at the end (华芯检测 for 华芯检测项目). Nothing shorter than three characters: 检测
 * alone would be found in half of what is said.
 */
export function dealAliases(name: string, accountNames: readonly string[]): string[] {
  const spellings = [name.replace(/项目$/u, '')]
  const account = [...accountNames]
    .sort((a, b) => b.length - a.length)
    .find((known) => name.startsWith(known))
  if (account) spellings.push(name.slice(account.length).trim())
  return spellings.filter((spelling) => spelling !== name && [...spelling].length >= 3)
}
