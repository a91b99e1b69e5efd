import { useMutation, useQueryClient } from '@tanstack/react-query'
import { messageOf } from '../api/problem.ts'
import { deskQuery } from '../api/queries.ts'
import { tell } from './notices.ts'

export interface CommandOptions<V, R> {
  readonly run: (value: V) => Promise<R>
  /** Said when it fails: "Account A was not turned on". */
  readonly failure: (value: V) => string
  readonly onDone?: (result: R, value: V) => void
}

/** Send a command once; say so if it fails. The desk is read again either way, because a failure may have been done. */
export function useCommand<V, R>({ run, failure, onDone }: CommandOptions<V, R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: (result, value) => onDone?.(result, value),
    onError: (error, value) =>
      tell({ kind: 'failed', title: failure(value), message: messageOf(error) }),
    onSettled: () => void client.invalidateQueries({ queryKey: deskQuery.queryKey }),
  })
}
