/**
 * Words for a button where a platform's cards have no field: they are asked for and remembered for
 * ten minutes, or simply said to the card that wants nothing else.
 */
import type { ActionValue, Button, Card, FormField } from '../../cards/kit/card.ts'
import { noticeCard } from '../../cards/notice-card.ts'
import type { Act } from '../operations/operation.ts'
import type { InboundMessage, InboundTap, TapAnswer } from '../platforms/port.ts'
import { changeDraft, findWordless, insertDraft, type WordsBody } from '../store/drafts.ts'
import { currentCard, lastCardTo } from '../store/outbox.ts'
import type { EngineDeps, Tapped } from './definitions.ts'
import { operationsOf } from './operations-of.ts'
import type { Said } from './settle.ts'
import type { Turn } from './turn.ts'

/** Product rule: ten minutes. */
const rememberedMs = 10 * 60_000

type Form = { readonly fields: readonly FormField[]; readonly buttons: readonly Button[] }
type Filled = WordsBody['form']

const formsOf = ({ blocks }: Card): Form[] =>
  blocks.flatMap((block) => (block.type === 'form' ? [block] : []))

const isSame = (one: ActionValue, other: ActionValue): boolean =>
  one.a === other.a && one.id === other.id && one.v === other.v && one.pick === other.pick

const hasNoInput = ({ platforms }: EngineDeps, platform: string): boolean =>
  platforms.get(platform)?.hasNoInput === true

/** The field that is typed into and was not: one that must be filled before any that may. */
function emptyField({ fields }: Form, filled: Filled): FormField | undefined {
  const open = fields.filter(({ type, name }) => type === 'input' && !filled[name])
  return open.find((field) => field.type === 'input' && field.required) ?? open[0]
}

/**
 * Where a tap came to nothing because words are missing: remembers it, and says that they are to be
 * typed.
 */
export async function askForWords(
  deps: EngineDeps,
  act: Act,
  { platform, messageId, action, form, chat }: InboundTap,
  { toast, card }: TapAnswer,
): Promise<TapAnswer['toast']> {
  const isRefused = toast?.tone === 'warning' && !card
  if (!isRefused || !messageId || !action || !hasNoInput(deps, platform)) return toast
  const shown = await currentCard(act.tx, { messageId })
  const within = (shown ? formsOf(shown) : []).find(({ buttons }) =>
    buttons.some((button) => isSame(button.action, action)),
  )
  const filled = form as Filled
  const field = within && emptyField(within, filled)
  if (!field) return toast
  await insertDraft(act.tx, {
    id: act.ids.next(),
    userId: act.viewer.userId,
    platform,
    chatId: chat?.id ?? '',
    state: 'wordless',
    body: { kind: 'words', action, form: filled, field: field.name },
    sourceText: toast.text,
    createdAt: act.now,
    expiresAt: new Date(act.now.getTime() + rememberedMs),
  })
  return { ...toast, text: `${toast.text.replace(/。$/u, '')}。请直接回复,10 分钟内有效` }
}

type Wanted = WordsBody & { readonly done?: () => Promise<void> }

/** What an earlier tap waits for. */
export async function askedFor(deps: EngineDeps, turn: Turn): Promise<Wanted | undefined> {
  if (!hasNoInput(deps, turn.platform)) return undefined
  const draft = await findWordless(turn.tx, turn.viewer.userId, turn.now)
  if (draft?.body.kind !== 'words') return undefined
  const { body } = draft
  const done = async () => void (await changeDraft(turn.tx, draft, { state: 'applied', body }))
  return { ...body, done }
}

/**
 * What the card in front of the person wants, where it is one thing: a single button with a field
 * beside it. What a button would confirm is not confirmed by words alone: they go into the preview.
 */
export async function wantedBy(
  deps: EngineDeps,
  turn: Turn,
  heardIn: readonly string[],
): Promise<Wanted | undefined> {
  if (!hasNoInput(deps, turn.platform)) return undefined
  const last = await lastCardTo(turn.tx, heardIn, turn.now.getTime() - rememberedMs)
  const card = last && (await currentCard(turn.tx, { id: last.id }))
  const [form, ...others] = card ? formsOf(card) : []
  const [button, ...more] = form?.buttons.filter(({ action }) => action.a !== 'draft.cancel') ?? []
  if (!form || !button || others.length > 0 || more.length > 0) return undefined
  const filled = Object.fromEntries(form.fields.flatMap(proposed))
  const field = emptyField(form, filled)
  const { action } = button
  const isForGood = action.a === 'draft.confirm'
  return (
    field && {
      kind: 'words',
      action: isForGood ? { ...action, a: 'draft.revise' } : action,
      form: filled,
      field: field.name,
    }
  )
}

/** What a field is sent with where nobody has touched it. */
function proposed(field: FormField): [string, string][] {
  if (field.type === 'check') return [[field.name, String(field.checked)]]
  const only = field.type === 'select' && field.options.length === 1 ? field.options[0] : undefined
  const value = field.value ?? only?.value
  return value === undefined ? [] : [[field.name, value]]
}

/** Does what the button does, with these words in its field. */
export async function tapWithWords(
  deps: EngineDeps,
  turn: Turn,
  message: InboundMessage,
  { action, form, field, done }: Wanted,
): Promise<Said[] | undefined> {
  const definition = deps.actions.find(({ id }) => id === action.a)
  if (!definition) return undefined
  const tapped = await definition.run({
    ...turn,
    action,
    form: { ...form, [field]: turn.typed },
    chat: message.chat,
    operation: operationsOf(deps.intents),
    deps,
  })
  if (tapped.card || tapped.also || tapped.toast?.tone !== 'warning') await done?.()
  return saidBy(tapped)
}

function saidBy({ card, toast, also, draftId }: Tapped): Said[] {
  const told = toast && noticeCard(toast.text, [], toast.tone === 'warning' ? 'attention' : 'done')
  const first: Said[] = card
    ? [{ card, ...(draftId && { draftId, replaces: draftId }) }]
    : told && !also
      ? [{ card: told }]
      : []
  return also ? [...first, also] : first
}
