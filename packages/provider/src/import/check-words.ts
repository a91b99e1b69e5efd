import { bet } from '@surefoot/shared/messages'
import type { Fault } from '../check/fault.ts'
import type { ProviderContract } from '../contract/contract.ts'
import type { Field } from '../contract/field.ts'
import { QUOTE_FIELDS } from '../contract/stream.ts'
import { createCursor } from '../stream/cursor.ts'
import { compileField, UNREADABLE } from '../stream/field.ts'

interface PlacedField {
  readonly path: string
  readonly name: string
  readonly field: Field
}

const LISTS = ['openBets', 'history'] as const
const LISTED = [
  'status',
  'betReference',
  'selectionId',
  'stake',
  'odds',
  'placedAt',
  'returned',
  'cashOut',
] as const

function fieldsOf(contract: ProviderContract): PlacedField[] {
  const ofMap = contract.stream.map.flatMap(({ fields, key, eventKey, marketKey }, at) => [
    ...Object.entries({ key, eventKey, marketKey }).map(
      ([name, field]) => [`stream.map[${at}].${name}`, name, field] as const,
    ),
    ...QUOTE_FIELDS.map(
      (name) => [`stream.map[${at}].fields.${name}`, name, fields[name]] as const,
    ),
  ])
  const ofLists = LISTS.flatMap((list) =>
    LISTED.map((name) => [`${list}.${name}`, name, contract[list][name]] as const),
  )
  return [...ofMap, ...ofLists].flatMap(([path, name, field]) =>
    field === undefined ? [] : [{ path, name, field }],
  )
}

type Ours = string | boolean | null

/** A word for every other word is a guess, except where it says that nobody can bet or that it is not for us. */
function checkWildcard({ path, name, field }: PlacedField): Fault[] {
  const words = new Map<string, Ours>(Object.entries(field.words ?? {}))
  const other = words.get('*')
  if (other === undefined || other === null) return []
  const at = `${path}.words.*`
  const shown = JSON.stringify(other)
  if (name === 'market' || name === 'outcome')
    return [[at, `catches every other ${name} as ${shown}: name each word, and let "*" be null`]]
  if (name === 'sport' && words.size > 1)
    return [[at, `catches every other sport as ${shown}: name each word, and let "*" be null`]]
  if (name === 'suspended' && other !== true && other !== 'true')
    return [[at, 'takes every unknown word for open to bets: let it be true']]
  if (name === 'status' && other !== 'open' && other !== 'pending')
    return [
      [
        at,
        `takes a bet of unknown state for ${shown}: name each word; an unknown one is not settled`,
      ],
    ]
  return name.endsWith('Key') || name === 'key'
    ? [[at, `gives every other ${name} the one key ${shown}: remove it`]]
    : []
}

/** The field as one that reads its words alone, wherever the message has them. */
function plainField({ type, format, scale, numberLocale, zone, words }: Field): Field {
  return { at: '', level: 'root', nothing: [], type, format, scale, numberLocale, zone, words }
}

/** Each word of ours must be what the field's type reads. */
function checkOurs({ path, name, field }: PlacedField, contract: ProviderContract): Fault[] {
  if (field.words === undefined) return []
  if (Object.keys(field.words).length === 0)
    return [[`${path}.words`, 'has no word: every value would be unreadable; remove it or fill it']]
  const context = {
    ...contract,
    restOfMoney: 'down',
    isListed: !path.startsWith('stream'),
  } as const
  const read = compileField(plainField(field), context)
  const noun = name === 'status' ? 'status of a bet' : field.type
  return Object.entries(field.words).flatMap(([word, ours]): Fault[] => {
    const isRead = read(createCursor(word)) !== UNREADABLE
    const isStatus = name !== 'status' || ours === null || bet.shape.status.safeParse(ours).success
    return isRead && isStatus
      ? []
      : [[`${path}.words.${word}`, `${JSON.stringify(ours)} is no ${noun}`]]
  })
}

/** What is nothing is never translated. */
function checkNothing({ path, field }: PlacedField): Fault[] {
  if (field.words === undefined || field.between !== undefined) return []
  const words = new Set(Object.keys(field.words))
  return field.nothing
    .map(String)
    .filter((none) => words.has(none))
    .map((none) => [`${path}.words.${none}`, 'is never used: "nothing" has the same word'])
}

/** Translations that guess, or that nothing comes of. */
export function checkWords(contract: ProviderContract): Fault[] {
  const fields = fieldsOf(contract)
  return [
    ...fields.flatMap(checkWildcard),
    ...fields.flatMap((placed) => checkOurs(placed, contract)),
    ...fields.flatMap(checkNothing),
  ]
}
