import { writeFile } from 'node:fs/promises'
import UPNG from 'upng-js'

/** A screen has few colours: with so many it looks the same, at a third of the size. */
const COLOURS = 128

/** Write a screenshot as a small PNG. */
export async function writePicture(path: string, png: Buffer): Promise<void> {
  const picture = UPNG.decode(Uint8Array.from(png).buffer)
  const { height, width } = picture
  const small = UPNG.encode(UPNG.toRGBA8(picture), width, height, COLOURS)
  await writeFile(path, Buffer.from(small))
}
