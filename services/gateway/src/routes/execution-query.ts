import { executionFilter, executionOrder, MAX_EXECUTION_IDS } from '@surefoot/shared/messages'
import { z } from 'zod'
import { rowLimit } from './row-limit.ts'

/** Ids with commas between them. */
const ids = z
  .string()
  .max(MAX_EXECUTION_IDS * 37)
  .transform((text) => text.split(','))
  .pipe(executionFilter.shape.ids.unwrap())
  .optional()

const { cursor, ...order } = executionOrder.shape
const fields = { ...executionFilter.shape, ids, ...order }

function isPeriod({ from, before }: { from?: string | undefined; before?: string | undefined }) {
  return from === undefined || before === undefined || from < before
}
const ENDS_BEFORE_IT_BEGINS = {
  path: ['before'],
  error: 'the period ends before it begins: choose an end after its start',
}

/** A page of the executions that fit a filter, as the query string asks for it. */
export const executionPage = z
  .strictObject({ ...fields, cursor, limit: rowLimit.default(50) })
  .refine(isPeriod, ENDS_BEFORE_IT_BEGINS)

/** Every execution that fits a filter, as a file. */
export const executionExport = z
  .strictObject({ ...fields, format: z.enum(['csv', 'json']) })
  .refine(isPeriod, ENDS_BEFORE_IT_BEGINS)
