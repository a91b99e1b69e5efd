import type { ReactNode } from 'react'

/** What a word means for the operator's money. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'hedge' | 'outline'

export interface TagProps {
  readonly tone: Tone
  readonly children: ReactNode
}

/** A short word in its tone. */
export function Tag({ tone, children }: TagProps) {
  return (
    <span className="tag" data-tone={tone}>
      {children}
    </span>
  )
}
