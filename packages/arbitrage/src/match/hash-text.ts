const PRIME = 0x100_0000_01b3n
const OFFSET = 0xcbf2_9ce4_8422_2325n
const BITS = 64
const LETTERS = 36

/** A short name of a text for ids: FNV-1a of 64 bits in letters and digits. Equal for equal texts, everywhere. */
export function hashText(text: string): string {
  let hash = OFFSET
  for (const byte of new TextEncoder().encode(text))
    hash = BigInt.asUintN(BITS, (hash ^ BigInt(byte)) * PRIME)
  return hash.toString(LETTERS)
}
