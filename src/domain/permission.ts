/**
 * Who may do what, in one place: reads, lists, counts, search and pushes all ask here. The rows are
 * those of the permission matrix that the product has so far; several roles add up, and what no row
 * grants is refused.
 */
import type { RoleId } from './role.ts'

/** Who asks, with all that rights depend on. */
export type Viewer = {
  readonly userId: string
  readonly name: string
  readonly roles: readonly RoleId[]
  /** Everyone in the teams this person leads, sub-teams included. */
  readonly memberIds: ReadonlySet<string>
}

/** What a record is to the viewer. */
export type Subject = {
  readonly ownerId: string
  readonly part?: Participation
}

/** collaborator: works on it · reader: may look · called-up: a function, for its stage. */
export type Participation = 'collaborator' | 'reader' | 'called-up'

/**
 * O own · C shared with me as collaborator · T my team tree · A all · S only what I am called up on.
 */
export type Reach = 'own' | 'shared' | 'team' | 'all' | 'called-up'

const rep = ['own', 'shared'] as const
const matrix = {
  'deal.read': {
    rep,
    manager: ['team'],
    director: ['all'],
    executive: ['all'],
    presales: ['called-up'],
    commerce: ['called-up'],
    finance: ['called-up'],
    legal: ['called-up'],
    delivery: ['called-up'],
    service: ['all'],
    marketing: ['all'],
    'account-desk': ['all'],
    operations: ['all'],
  },
  'deal.read-amount': {
    rep,
    manager: ['team'],
    director: ['all'],
    executive: ['all'],
    commerce: ['called-up'],
    finance: ['called-up'],
    legal: ['called-up'],
  },
  /** 看成本/毛利. */
  'deal.read-cost': {
    manager: ['team'],
    director: ['all'],
    executive: ['all'],
    commerce: ['called-up'],
    finance: ['all'],
  },
  /** 起草/提交条款. */
  'terms.submit': {
    rep: ['own'],
    manager: ['team', 'own'],
    director: ['all'],
    commerce: ['called-up'],
  },
  /** 审批委托. */
  'approval.delegate': {
    manager: ['own'],
    director: ['own'],
    executive: ['own'],
    commerce: ['own'],
    finance: ['own'],
    legal: ['own'],
    delivery: ['own'],
  },
  /** 特批: past everyone who would still decide. */
  'approval.release': { director: ['all'] },
  'account.create': {
    rep: ['own'],
    manager: ['team', 'own'],
    director: ['all'],
    'account-desk': ['all'],
  },
  'account.fill': {
    rep,
    manager: ['team', 'own', 'shared'],
    director: ['all'],
    presales: ['called-up'],
    commerce: ['called-up'],
    delivery: ['called-up'],
    'account-desk': ['all'],
  },
  'deal.create': { rep: ['own'], manager: ['team', 'own'], director: ['all'] },
  'deal.edit': { rep: ['own'], manager: ['team', 'own'], director: ['all'] },
  'activity.log': {
    rep,
    manager: ['team', 'own', 'shared'],
    director: ['all'],
    presales: ['called-up'],
    commerce: ['called-up'],
    delivery: ['called-up'],
  },
  /** 闸门放行: to let a deal through although something is missing. A rep asks for it. */
  'gate.release': { manager: ['team'], director: ['all'] },
  'gate.ask-release': { rep: ['own'], manager: ['team', 'own'], director: ['all'] },
  /** 登记里程碑凭证. */
  'milestone.log': {
    rep,
    manager: ['team', 'own', 'shared'],
    director: ['all'],
    presales: ['called-up'],
    commerce: ['called-up'],
    finance: ['called-up'],
    legal: ['called-up'],
    delivery: ['called-up'],
  },
  'deal.close': { rep: ['own'], manager: ['team', 'own'], director: ['all'] },
  'tag.read': {
    rep,
    manager: ['team', 'own', 'shared'],
    director: ['all'],
    executive: ['all'],
    presales: ['called-up'],
    commerce: ['called-up'],
    finance: ['called-up'],
    legal: ['called-up'],
    delivery: ['called-up'],
    service: ['all'],
    'account-desk': ['all'],
    operations: ['all'],
  },
  'tag.edit': {
    rep,
    manager: ['team', 'own', 'shared'],
    director: ['all'],
    presales: ['called-up'],
    commerce: ['called-up'],
    delivery: ['called-up'],
    'account-desk': ['all'],
  },
  'competitor.log': {
    rep,
    manager: ['team', 'own', 'shared'],
    director: ['all'],
    presales: ['called-up'],
    commerce: ['called-up'],
    delivery: ['called-up'],
  },
  'contact.read': {
    rep,
    manager: ['team', 'own', 'shared'],
    director: ['all'],
    executive: ['all'],
    presales: ['called-up'],
    commerce: ['called-up'],
    finance: ['called-up'],
    legal: ['called-up'],
    delivery: ['called-up'],
    service: ['all'],
    'account-desk': ['all'],
    operations: ['all'],
  },
  'contact.read-phone': {
    rep,
    manager: ['team', 'own', 'shared'],
    director: ['all'],
    presales: ['called-up'],
    commerce: ['called-up'],
    delivery: ['called-up'],
    service: ['all'],
    'account-desk': ['all'],
  },
  /** 看私人特征: what a contact likes, and how they like to be spoken to. */
  'contact.read-private': { rep, manager: ['team', 'own', 'shared'], director: ['all'] },
  'participant.edit': { rep: ['own'], manager: ['team', 'own'], director: ['all'] },
  'lead.read': {
    rep: ['own'],
    manager: ['team', 'own'],
    director: ['all'],
    executive: ['all'],
    marketing: ['all'],
    operations: ['all'],
  },
  /** What was talked about: amounts and terms stand in it, so not for who may not see those. */
  'activity.read': {
    rep,
    manager: ['team', 'own', 'shared'],
    director: ['all'],
    executive: ['all'],
    presales: ['called-up'],
    commerce: ['called-up'],
    finance: ['called-up'],
    legal: ['called-up'],
    delivery: ['called-up'],
  },
  /** 漏斗/预测/报表: whose work may be looked at as a whole. */
  'report.read': {
    rep: ['own'],
    manager: ['team', 'own'],
    director: ['all'],
    executive: ['all'],
    operations: ['all'],
  },
  /** 审计: 自己的对象. */
  'audit.read': { rep: ['own'], manager: ['team', 'own'], director: ['all'], operations: ['all'] },
  'people.configure': { operations: ['all'] },
  'funnel.read': {
    rep: ['own'],
    manager: ['team', 'own'],
    director: ['all'],
    executive: ['all'],
    operations: ['all'],
  },
  /** To tell a colleague in the bot's name what is waiting for them. */
  'owner.remind': { manager: ['team'], director: ['all'], executive: ['all'] },
} satisfies Record<string, Partial<Record<RoleId, readonly Reach[]>>>

export type Permission = keyof typeof matrix

/** What a part alone gives, whatever the roles. A function that is called up has its role's rows. */
const byPart: Readonly<Record<Participation, readonly Permission[]>> = {
  collaborator: [
    'deal.read',
    'deal.read-amount',
    'contact.read',
    'contact.read-phone',
    'contact.read-private',
    'activity.log',
    'milestone.log',
    'activity.read',
    'tag.read',
    'tag.edit',
    'account.fill',
    'competitor.log',
  ],
  reader: ['deal.read', 'deal.read-amount', 'activity.read', 'contact.read', 'tag.read'],
  'called-up': [],
}

/** Whether the viewer may do this to this record. A collaborator's part counts whatever the role. */
export function mayDo(viewer: Viewer, permission: Permission, subject: Subject): boolean {
  if (subject.part && byPart[subject.part].includes(permission)) return true
  return reachOf(viewer, permission).some((reach) => reaches(viewer, reach, subject))
}

/** Whether the viewer may do this to anything at all. */
export function mayEver(viewer: Viewer, permission: Permission): boolean {
  return reachOf(viewer, permission).length > 0
}

/** How far the viewer's roles carry: what a list or a search turns into its `where`. */
export function reachOf(viewer: Viewer, permission: Permission): readonly Reach[] {
  const row: Partial<Record<RoleId, readonly Reach[]>> = matrix[permission]
  return viewer.roles.flatMap((role) => row[role] ?? [])
}

/** The roles that carry this far. */
function rolesReaching(permission: Permission, reach: Reach): RoleId[] {
  const row: Partial<Record<RoleId, readonly Reach[]>> = matrix[permission]
  return (Object.keys(row) as RoleId[]).filter((role) => row[role]?.includes(reach))
}

/**
 * Who owns a customer and sees what is their own works on every deal of it, whoever owns the deal.
 * §5.1: 「owner sees all children of the customer … because the opposite broke daily work」.
 */
export const ownersWorkOnDeals = rolesReaching('deal.read', 'own')

/** The parts in a record that let the viewer do this to it, whoever owns it. */
export function partsOf(viewer: Viewer, permission: Permission): readonly Participation[] {
  const reach = reachOf(viewer, permission)
  const byRole = [
    ...(reach.includes('shared') ? ['collaborator' as const] : []),
    ...(reach.includes('called-up') ? ['called-up' as const] : []),
  ]
  const alone = (Object.keys(byPart) as Participation[]).filter((part) =>
    byPart[part].includes(permission),
  )
  return [...new Set([...byRole, ...alone])]
}

function reaches(viewer: Viewer, reach: Reach, { ownerId, part }: Subject): boolean {
  switch (reach) {
    case 'all':
      return true
    case 'own':
      return ownerId === viewer.userId
    case 'shared':
      return part === 'collaborator'
    case 'team':
      return viewer.memberIds.has(ownerId)
    case 'called-up':
      return part === 'called-up'
  }
}
