import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { messageOf } from '../api/problem.ts'
import { deskQuery } from '../api/queries.ts'
import { dismiss, tell } from './notices.ts'

export interface CommandOptions<V, R> {
  readonly run: (value: V) => Promise<R>
  /** Said when it fails: "Account A was not turned on". */
  readonly failure: (value: V, error: Error) => string
  readonly onDone?: (result: R, value: V) => void
  readonly onFailed?: (error: Error, value: V) => void
  /** Whatever it came to. */
  readonly onSettled?: () => void
  /** A failure that the caller shows by itself. */
  readonly isSilent?: (error: Error) => boolean
}

interface Failed {
  /** Of its notice. */
  readonly id: number
  readonly title: string
  readonly error: Error
}

/** Send a command once; say so if it fails, until it succeeds. The desk is read again either way, because a failure may have been done. */
export function useCommand<V, R>({
  run,
  failure,
  onDone,
  onFailed,
  onSettled,
  isSilent = () => false,
}: CommandOptions<V, R>) {
  const client = useQueryClient()
  const failed = useRef<Failed>(null)
  return useMutation({
    mutationFn: run,
    onSuccess: (result, value) => {
      const before = failed.current
      // Of another value, as of another account, the failure stays.
      if (before !== null && failure(value, before.error) === before.title) dismiss(before.id)
      onDone?.(result, value)
    },
    onError: (error, value) => {
      onFailed?.(error, value)
      if (isSilent(error)) return
      const title = failure(value, error)
      const id = tell({ kind: 'failed', title, message: messageOf(error) })
      failed.current = { id, title, error }
    },
    onSettled: () => {
      onSettled?.()
      void client.invalidateQueries({ queryKey: deskQuery.queryKey })
    },
  })
}
