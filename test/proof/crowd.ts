/** More people than the demo organisation has, each with an account and a deal of their own. */
import { coreName, dealAliases, nameKeys } from '../../src/lib/names.ts'
import { pipelineId, stageId } from '../../src/store/seed-pipelines.ts'
import type { Store } from '../../src/store/store.ts'

export type Member = {
  /** Feishu open_id */
  readonly openId: string
  readonly userId: string
  readonly name: string
  readonly account: string
  readonly dealId: string
  readonly dealCode: string
}

const heads = ['泰恒', '盛宏', '博瑞', '凯源', '星捷', '辉岳', '峰晟', '骏腾']
const tails = ['光学', '阀门', '轴承', '涂料', '齿轮', '玻璃', '橡胶', '水泵']
/** Every deal begins with the same amount, in fen. */
export const startFen = 100_000_000n

/** At most 64. */
export function crowdOf(size: number): Member[] {
  const accounts = heads.flatMap((head) => tails.map((tail) => `${head}${tail}`))
  return accounts.slice(0, size).map((account, i) => ({
    openId: `ou_crowd${i}`,
    userId: `crowd${i}`,
    name: `群众${'甲乙丙丁戊己庚辛'[Math.floor(i / 8)]}${'子丑寅卯辰巳午未'[i % 8]}`,
    account,
    dealId: `crowd-deal${i}`,
    dealCode: `D-${5001 + i}`,
  }))
}

/** Writes them beside the demo organisation, as one team. */
export async function seedCrowd(store: Store, crowd: readonly Member[]): Promise<void> {
  const createdAt = new Date('2026-01-05T09:00:00+08:00')
  await store.write('background', async (tx) => {
    const users = crowd.map(({ userId, name }) => ({ id: userId, name, createdAt }))
    await tx.user.createMany({ data: users })
    await tx.userRole.createMany({ data: crowd.map(({ userId }) => ({ userId, role: 'rep' })) })
    await tx.identity.createMany({
      data: crowd.map(({ openId, userId }) => ({ platform: 'feishu', externalId: openId, userId })),
    })
    await tx.account.createMany({ data: crowd.map((member) => accountOf(member, createdAt)) })
    await tx.deal.createMany({ data: crowd.map((member) => dealOf(member, createdAt)) })
    await tx.name.createMany({ data: crowd.flatMap(namesOf) })
  })
}

const accountId = (member: Member) => `crowd-account-${member.userId}`
const fullName = (member: Member) => `${member.account}有限公司`
const dealName = (member: Member) => `${member.account}检测项目`

function accountOf(member: Member, createdAt: Date) {
  return {
    id: accountId(member),
    code: `CUS${member.dealCode.slice(2)}`,
    name: fullName(member),
    shortName: member.account,
    core: coreName(fullName(member)),
    ownerId: member.userId,
    source: 'demo',
    createdAt,
  }
}

function dealOf(member: Member, createdAt: Date) {
  return {
    id: member.dealId,
    code: member.dealCode,
    accountId: accountId(member),
    name: dealName(member),
    pipelineId: pipelineId('electronic-testing'),
    stageId: stageId('electronic-testing', 'needs-research'),
    stageEnteredDate: '2026-11-02',
    amountFen: startFen,
    ownerId: member.userId,
    createdAt,
    updatedAt: createdAt,
  }
}

function namesOf(member: Member) {
  const spellings = [fullName(member), member.account]
  const account = { name: fullName(member), aliases: [member.account] }
  const deal = {
    code: member.dealCode,
    name: dealName(member),
    aliases: dealAliases(dealName(member), spellings),
  }
  return [
    ...nameKeys(account).map((key) => ({ ...key, kind: 'account', subjectId: accountId(member) })),
    ...nameKeys(deal).map((key) => ({ ...key, kind: 'deal', subjectId: member.dealId })),
  ]
}
