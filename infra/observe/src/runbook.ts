import { readFile } from 'node:fs/promises'
import { RUNBOOK } from './paths.ts'

/** One alert's chapter. */
export interface Chapter {
  readonly alert: string
  /** The words that its paragraphs begin with, in bold. */
  readonly parts: readonly string[]
}

/** The chapters of docs/runbook.md: its third-level headings. */
export async function readRunbook(): Promise<Chapter[]> {
  const [, ...chapters] = (await readFile(RUNBOOK, 'utf8')).split(/^### /m)
  return chapters.map((chapter) => {
    const [alert = '', ...lines] = chapter.split('\n')
    const parts = lines.flatMap((line) => /^\*\*(\w+)\.\*\*/.exec(line)?.[1] ?? [])
    return { alert, parts }
  })
}
