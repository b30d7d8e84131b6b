/**
 * A text as every database keeps it: without the sign NUL and halves of signs, which ids of shoppers may hold when somebody plays
 * with them. In ids of events is none.
 */
export const storable = <Text extends string | null | undefined>(text: Text): Text => text?.replace(/[\0\p{Cs}]/gu, '\ufffd') as Text;
