import type { ReactNode } from 'react'
import type { Tone } from './tag.tsx'

export interface NoteProps {
  readonly tone: Extract<Tone, 'good' | 'warn' | 'bad'>
  readonly title: string
  readonly children?: ReactNode
}

/** Something to read before going on. */
export function Note({ tone, title, children }: NoteProps) {
  return (
    <div className="note" data-tone={tone} role={tone === 'bad' ? 'alert' : 'note'}>
      <div className="note-title">{title}</div>
      {children}
    </div>
  )
}
