import type { Spelling } from './match.ts'

/** Men's singles: North writes the full name, South the surname and an initial. */
export const PLAYERS: readonly Spelling[] = [
  { north: 'Novak Djokovic', south: 'Djokovic N.' },
  { north: 'Carlos Alcaraz', south: 'Alcaraz C.' },
  { north: 'Jannik Sinner', south: 'Sinner J.' },
  { north: 'Daniil Medvedev', south: 'Medvedev D.' },
  { north: 'Alexander Zverev', south: 'Zverev A.' },
  { north: 'Stefanos Tsitsipas', south: 'Tsitsipas S.' },
  { north: 'Andrey Rublev', south: 'Rublev A.' },
  { north: 'Casper Ruud', south: 'Ruud C.' },
  { north: 'Holger Rune', south: 'Rune H.' },
  { north: 'Taylor Fritz', south: 'Fritz T.' },
  { north: 'Hubert Hurkacz', south: 'Hurkacz H.' },
  { north: 'Alex de Minaur', south: 'De Minaur A.' },
  { north: 'Tommy Paul', south: 'Paul T.' },
  { north: 'Grigor Dimitrov', south: 'Dimitrov G.' },
  { north: 'Ben Shelton', south: 'Shelton B.' },
  { north: 'Frances Tiafoe', south: 'Tiafoe F.' },
  { north: 'Karen Khachanov', south: 'Khachanov K.' },
  { north: 'Félix Auger-Aliassime', south: 'Auger-Aliassime F.' },
  { north: 'Lorenzo Musetti', south: 'Musetti L.' },
  { north: 'Ugo Humbert', south: 'Humbert U.' },
  { north: 'Jack Draper', south: 'Draper J.' },
  { north: 'Sebastian Korda', south: 'Korda S.' },
  { north: 'Arthur Fils', south: 'Fils A.' },
  { north: 'Jiří Lehečka', south: 'Lehecka J.' },
]
