import { cleanForTerminal } from '@surefoot/shared/messages'
import { styleText } from 'node:util'

/** Lines for the person at the terminal. Colour only where the terminal shows it; nothing in a text is obeyed by it. */
export interface Screen {
  readonly step: (text: string) => void
  readonly good: (text: string) => void
  readonly warn: (text: string) => void
  readonly bad: (text: string) => void
  readonly plain: (text: string) => void
}

export function createScreen(stream: NodeJS.WritableStream): Screen {
  const line =
    (mark: string, style: Parameters<typeof styleText>[0]) =>
    (text: string): void => {
      stream.write(`${styleText(style, mark, { stream })} ${cleanForTerminal(text)}\n`)
    }
  return {
    step: line('·', 'dim'),
    good: line('✓', 'green'),
    warn: line('!', 'yellow'),
    bad: line('✗', 'red'),
    plain: (text) => void stream.write(`${cleanForTerminal(text)}\n`),
  }
}
