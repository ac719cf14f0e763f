/**
 * Template cards, the three of five types that bring a tap back, as far as we draw them.
 * https://developer.work.weixin.qq.com/document/path/90236
 */

/** What a `task_id` may be made of. */
export const taskIdForm = /^[0-9A-Za-z_@-]{1,128}$/

type Shared = {
  readonly source?: { readonly desc: string; readonly desc_color: 0 | 1 | 2 | 3 }
  readonly main_title: { readonly title: string; readonly desc?: string }
}

export type Option = { readonly id: string; readonly text: string }

export type Select = {
  readonly question_key: string
  readonly title: string
  readonly selected_id?: string
  readonly option_list: readonly Option[]
}

export type CardButton = {
  readonly text: string
  readonly style: 1 | 2 | 3 | 4
  readonly key: string
}

export type ButtonCard = Shared & {
  readonly card_type: 'button_interaction'
  readonly sub_title_text?: string
  readonly horizontal_content_list?: readonly { readonly keyname: string; readonly value: string }[]
  readonly button_selection?: Select
  readonly button_list: readonly CardButton[]
  readonly action_menu?: {
    readonly desc: string
    readonly action_list: readonly { readonly text: string; readonly key: string }[]
  }
  /** In an update: stands where the buttons were, greyed out. */
  readonly replace_text?: string
}

export type VoteCard = Shared & {
  readonly card_type: 'vote_interaction'
  readonly checkbox: {
    readonly question_key: string
    readonly mode: 0
    readonly option_list: readonly Option[]
  }
  readonly submit_button: { readonly text: string; readonly key: string }
}

export type MultipleCard = Shared & {
  readonly card_type: 'multiple_interaction'
  readonly select_list: readonly Select[]
  readonly submit_button: { readonly text: string; readonly key: string }
}

export type TemplateCard = ButtonCard | VoteCard | MultipleCard

/** What `render` returns, as JSON: the parts in which a card leaves, in their order. */
export type Payload = {
  /** Texts that say what the card cannot hold; they leave before it. */
  readonly beside: readonly string[]
  readonly card: TemplateCard
  /**
   * There is nothing to tap, so it is sent as these texts, and `card` is what an earlier card
   * becomes.
   */
  readonly alone?: readonly string[]
  /** More of it will come: a card that can be changed once waits for the end. */
  readonly isUnderWay?: true
  /** All of it in one line, where the card in front of the reader cannot be changed yet. */
  readonly line: string
}
