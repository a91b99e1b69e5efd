/**
 * Every code by which something is refused: a code that is not here does not compile. docs/reference/refusals.md is
 * printed from this table.
 */
import { BROWSERS } from './browsers.ts'
import { DESK } from './desk.ts'
import { OPERATORS } from './operators.ts'
import { PERMITS } from './permits.ts'
import { PLACING } from './placing.ts'
import { RECORDS } from './records.ts'
import { SILENCE } from './silence.ts'

export const REFUSALS = {
  ...PLACING,
  ...SILENCE,
  ...PERMITS,
  ...RECORDS,
  ...OPERATORS,
  ...BROWSERS,
  ...DESK,
} as const

export type RefusalCode = keyof typeof REFUSALS
