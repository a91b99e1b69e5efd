import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { header, trailerOf, type Header } from './header.ts'

/** Gives the lines of a backup, each with its end, to who takes all of them. */
export async function readLines(
  file: string,
  take: (lines: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  await pipeline(createReadStream(file), createGunzip(), splitLines, take)
}

const END_OF_LINE = 0x0a

async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer[] = []
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(END_OF_LINE); end >= 0; end = chunk.indexOf(END_OF_LINE, start)) {
      yield Buffer.concat([...begun, chunk.subarray(start, end + 1)])
      begun = []
      start = end + 1
    }
    if (start < chunk.length) begun.push(chunk.subarray(start))
  }
  if (begun.length > 0) yield Buffer.concat(begun)
}

/** The header of a backup that is whole. Throws, with a sentence for the operator, if a byte of it is not as it was written. */
export async function checkBackup(file: string): Promise<Header> {
  const hash = createHash('sha256')
  let first: Buffer | undefined
  let last: Buffer | undefined
  try {
    await readLines(file, async (lines) => {
      for await (const line of lines) {
        if (last !== undefined) hash.update(last)
        first ??= line
        last = line
      }
    })
  } catch (cause) {
    throw new Error(`${file} cannot be read: ${describe(cause)}.`, { cause })
  }
  if (last?.toString() !== trailerOf(hash.digest('hex')))
    throw new Error(`${file} is damaged, or is no backup of a ledger: take another backup.`)
  const head = header.safeParse(JSON.parse(String(first)))
  if (head.success) return head.data
  throw new Error(`${file}: ${head.error.issues.map(({ message }) => message).join('; ')}.`)
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
