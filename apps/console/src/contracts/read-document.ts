import { z } from 'zod'

const document = z.record(z.string(), z.unknown())

export type DocumentReading =
  | { readonly ok: true; readonly document: Record<string, unknown> }
  | { readonly ok: false; readonly fault: string }

/** A pasted or chosen text as a JSON object. Whether it is a contract is the ledger's to say. */
export function readDocument(text: string): DocumentReading {
  try {
    const reading = document.safeParse(JSON.parse(text))
    return reading.success
      ? { ok: true, document: reading.data }
      : { ok: false, fault: 'This is JSON, but not an object: a contract begins with {.' }
  } catch (error) {
    return { ok: false, fault: `This is not JSON: ${error instanceof Error ? error.message : ''}` }
  }
}
