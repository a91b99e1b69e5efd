/** Letters that languages write differently for one sound; the longer first. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/tch|tsch|ch|cz/g, 'c'],
  [/sch|sh|sz/g, 's'],
  [/kh|gh/g, 'h'],
  [/zh|dzh|dj/g, 'j'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ck|q|k/g, 'k'],
  [/c(?=[aou])/g, 'k'],
  [/x/g, 'ks'],
  [/oe|ou|oo/g, 'o'],
  [/ae/g, 'a'],
  [/ue|u/g, 'u'],
  [/ij|iy|yi|y|j(?![aeiou])/g, 'i'],
  [/w/g, 'v'],
  [/z/g, 's'],
  [/(.)\1+/g, '$1'],
]

/** A word as it sounds, roughly: "vityaz" and "vitiaz" are one. */
export function soundOf(word: string): string {
  let sound = word
  for (const [letters, letter] of SOUNDS) sound = sound.replace(letters, letter)
  return sound
}
