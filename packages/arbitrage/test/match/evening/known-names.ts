import { existsSync, readFileSync } from 'node:fs'
import { hashText } from '../../../src/match/hash-text.ts'

/** A team or player, and how sites spell it. */
export interface Entity {
  readonly id: string
  readonly sport: string
  /** A pair of players, so that singles meet singles. */
  readonly isPair: boolean
  /** What no site leaves out of all its names: women and youth meet each other only. */
  readonly markers: readonly Marker[]
  readonly spellings: ReadonlyMap<string, readonly string[]>
}

export type Marker = 'women' | 'youth'

/** Rules are tuned on the names of one half; the other half shows what they are worth for names never seen. */
export type Half = 'tuned' | 'held out'

const WOMEN = /\((?:f|w|wom|women)\)|-\(f\)|\s[fw]\.?$|\b(?:women|dames|ladies|femenino|damen)\b/i
const YOUTH = /\bu-?\d\d\b|\(\d\d\)|\(ol\)|\sesp(?:oirs?)?\.?$|\(espoirs?\)/i

/** The file's own name of a sport, and what the wire calls it. */
const SPORTS: Readonly<Record<string, string>> = { 'hockey-sur-glace': 'ice-hockey' }

export function isMarked(name: string, marker: Marker): boolean {
  return (marker === 'women' ? WOMEN : YOUTH).test(name)
}

/** Reads a file of `sport,entity,site,name`; undefined where there is none. */
export function readKnownNames(path: string | undefined): Record<Half, Entity[]> | undefined {
  if (path === undefined || !existsSync(path)) return undefined
  const found = new Map<string, { sport: string; spellings: Map<string, string[]> }>()
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/).slice(1)) {
    const [, sport, entity, site, quoted] = /^([^,]+),([^,]+),([^,]+),(.+)$/.exec(line) ?? []
    if (sport === undefined || site === undefined || quoted === undefined) continue
    const name = quoted.replace(/^"|"$/g, '').replaceAll('""', '"')
    const known = found.get(`${sport}|${entity}`) ?? {
      sport: SPORTS[sport] ?? sport,
      spellings: new Map<string, string[]>(),
    }
    found.set(`${sport}|${entity}`, known)
    known.spellings.set(site, [...(known.spellings.get(site) ?? []), name])
  }
  const halves: Record<Half, Entity[]> = { tuned: [], 'held out': [] }
  for (const [id, { sport, spellings }] of found) {
    const names = [...spellings.values()].flat()
    const markers = (['women', 'youth'] as const).filter((marker) =>
      names.some((name) => isMarked(name, marker)),
    )
    const isPair = sport === 'tennis' && names.some((name) => /[/&]/.test(name))
    const half = Number.parseInt(hashText(id).slice(-1), 36) % 2 === 0 ? 'tuned' : 'held out'
    halves[half].push({ id, sport, isPair, markers, spellings })
  }
  return halves
}
