import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { theme } from '../src/theme.ts'

/** WCAG AA of text, and of what is not text but must be seen. */
const TEXT = 4.5

const TONES = ['good', 'warn', 'bad']
const ACCOUNTS = ['account-a', 'account-b', 'account-h']
const INK = { light: '#000000', dark: '#c9c9c9' }

/** What is written on what: text, background. */
const PAIRS: readonly (readonly [text: string, background: string])[] = [
  ...['card', 'page'].flatMap((back) =>
    ['quiet', ...TONES, ...ACCOUNTS].map((text) => [text, back] as const),
  ),
  ...[...TONES, ...ACCOUNTS].map((text) => [text, `${text}-soft`] as const),
  ...['bad-soft', 'warn-soft', 'good-soft'].map((back) => ['ink', back] as const),
  ...ACCOUNTS.map((fill) => ['account-on-fill', `${fill}-fill`] as const),
  // Pressed buttons and the count of needs: the card's colour on a tone.
  ...TONES.map((tone) => ['card', tone] as const),
]

async function readTokens(): Promise<Record<'light' | 'dark', Map<string, string>>> {
  const css = await readFile(new URL('../src/tokens.css', import.meta.url), 'utf8')
  const [light = '', dark = ''] = css.split("[data-mantine-color-scheme='dark']")
  const read = (part: string, ink: string) => {
    const block = part.slice(part.indexOf('{'), part.indexOf('}'))
    const found = [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)]
    return new Map([
      ['ink', ink],
      ...found.map(([, name = '', value = '']) => [name, value] as const),
    ])
  }
  return { light: read(light, INK.light), dark: read(dark, INK.dark) }
}

/** Relative luminance by WCAG 2. */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test.each(['light', 'dark'] as const)(
  'every colour can be read on what it is written on: %s',
  async (scheme) => {
    const tokens = (await readTokens())[scheme]
    const colourOf = (name: string): string => {
      const colour = tokens.get(name)
      if (colour === undefined) throw new Error(`tokens.css has no --${name}`)
      return colour
    }
    const tooFaint = PAIRS.map(
      ([text, back]) => [text, back, contrastOf(colourOf(text), colourOf(back))] as const,
    ).filter(([, , contrast]) => contrast < TEXT)
    expect(tooFaint).toEqual([])
  },
)

test('white text can be read on the buttons of every colour that has our own shades', () => {
  const { light = 6, dark = 8 } = theme.primaryShade instanceof Object ? theme.primaryShade : {}
  for (const name of ['red', 'ink'] as const)
    for (const shade of [light, dark, light + 1, dark + 1]) {
      const colour = theme.colors?.[name]?.[shade] ?? '#ffffff'
      expect([name, shade, contrastOf('#ffffff', colour) >= TEXT]).toEqual([name, shade, true])
    }
})
