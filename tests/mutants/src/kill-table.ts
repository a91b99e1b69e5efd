import type { Mutant } from './mutant.ts'

/** Which test or harness catches a mutant, in words. */
export function describeCatcher({ caughtBy }: Mutant): string {
  return caughtBy.kind === 'test'
    ? `${caughtBy.file}: ${caughtBy.title}`
    : `npm run ${caughtBy.script} -- ${caughtBy.args.join(' ')}`
}

/** The kill table as it stands in docs/safety.md. */
export function writeKillTable(mutants: readonly Mutant[]): string {
  const rows = mutants.map((mutant) => {
    const cells = [mutant.name, mutant.bug, mutant.breaks.join(', '), describeCatcher(mutant)]
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  return ['| bug | what it does | breaks | caught by |', '|---|---|---|---|', ...rows].join('\n')
}
