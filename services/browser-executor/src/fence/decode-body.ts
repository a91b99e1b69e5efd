import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib'

type Decode = (body: Buffer, limits: { readonly maxOutputLength: number }) => Buffer

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
  deflate: inflateEither,
  identity: (body) => body,
}

/** "deflate" is with a header by the standard, and without one at some servers. */
function inflateEither(body: Buffer, limits: { readonly maxOutputLength: number }): Buffer {
  try {
    return inflateSync(body, limits)
  } catch {
    return inflateRawSync(body, limits)
  }
}

/**
 * The plain body of an answer, as its `content-encoding` headers say that it is packed: some providers pack whatever was
 * asked. Undefined if it cannot be unpacked whole, or is larger than `largestBytes`.
 */
export function decodeBody(
  body: Buffer,
  contentEncodings: readonly string[],
  largestBytes: number,
): Buffer | undefined {
  const encodings = contentEncodings
    .flatMap((value) => value.toLowerCase().split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')
  if (body.byteLength === 0) return body
  try {
    let plain = body
    // The last one was put on last.
    for (const encoding of encodings.toReversed()) {
      const decode = DECODERS[encoding]
      if (decode === undefined) return undefined
      plain = decode(plain, { maxOutputLength: largestBytes })
    }
    return plain
  } catch {
    return undefined
  }
}
