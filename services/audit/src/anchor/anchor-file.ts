import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { anchorSchema, type Anchor } from './anchor.ts'
import { isCode } from './anchor-key.ts'

const FILE = 'anchors.jsonl'

export const anchorFileOf = (dir: string): string => join(dir, FILE)

/** An anchor a line, oldest first; null is a line that cannot be read. Undefined: there is no file. */
export async function readAnchors(dir: string): Promise<(Anchor | null)[] | undefined> {
  try {
    const text = await readFile(anchorFileOf(dir), 'utf8')
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map(readLine)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function readLine(line: string): Anchor | null {
  try {
    return anchorSchema.nullable().catch(null).parse(JSON.parse(line))
  } catch {
    return null
  }
}

/** Appends a line, and answers when it is on the disk. A line that a crash cut short is ended first. */
export async function appendAnchor(dir: string, anchor: Anchor): Promise<void> {
  await using file = await open(anchorFileOf(dir), 'a+', 0o600)
  const { size } = await file.stat()
  const last = Buffer.alloc(1)
  if (size > 0) await file.read(last, 0, 1, size - 1)
  const isCut = size > 0 && last.toString() !== '\n'
  await file.write(`${isCut ? '\n' : ''}${JSON.stringify(anchor)}\n`)
  await file.sync()
}
