import type { ProviderContract } from '../contract/contract.ts'
import { moneyUnits } from '../values/money.ts'
import { checkMap } from './check-map.ts'
import { checkPlace } from './check-place.ts'
import { checkReceipt } from './check-receipt.ts'
import { checkSources } from './check-sources.ts'
import { checkValues } from './check-values.ts'
import type { Fault } from './fault.ts'

function checkOrigins({ origins }: ProviderContract): Fault[] {
  return origins.flatMap((origin, at): Fault[] => {
    const path = `origins[${at}]`
    const canonical = URL.parse(origin)?.origin
    if (canonical !== origin)
      return [[path, `is not an origin as browsers write it${canonical ? `: ${canonical}` : ''}`]]
    return origins.indexOf(origin) < at ? [[path, 'stands twice']] : []
  })
}

function checkStake({ stake }: ProviderContract): Fault[] {
  const [step, min, max] = [
    moneyUnits(stake.step) ?? 0,
    moneyUnits(stake.min) ?? 0,
    moneyUnits(stake.max) ?? 0,
  ]
  const faults: Fault[] = []
  if (step === 0) faults.push(['stake.step', 'must be more than nothing'])
  if (min > max) faults.push(['stake.min', 'is larger than stake.max'])
  return faults
}

/** Pages that are opened or fetched are named whole. */
function checkPaths(contract: ProviderContract): Fault[] {
  const paths: [string, string][] = [
    ['openBets.path', contract.openBets.path],
    ['history.path', contract.history.path],
    ['balance.path', contract.balance.path],
  ]
  return paths
    .filter(([, path]) => path.includes('*'))
    .map(([place]) => [place, 'is fetched, and cannot have "*"'])
}

function checkFixtures(contract: ProviderContract): Fault[] {
  const { fixtures, stream } = contract
  const faults: Fault[] = fixtures.flatMap(({ frames }, at) =>
    frames.flatMap(({ source }, frame): Fault[] =>
      source < stream.sources.length
        ? []
        : [
            [
              `fixtures[${at}].frames[${frame}].source`,
              `there is no source ${source}: the stream has ${stream.sources.length}`,
            ],
          ],
    ),
  )
  if (fixtures.every(({ quotes }) => quotes.length === 0))
    faults.push(['fixtures', 'none of them gives a quote'])
  return faults
}

/** How the parts of a contract fit together: what its schema alone cannot say. */
export function checkContract(contract: ProviderContract): string[] {
  return [
    ...checkOrigins(contract),
    ...checkStake(contract),
    ...checkSources(contract),
    ...checkMap(contract),
    ...checkPlace(contract),
    ...checkReceipt(contract),
    ...checkValues(contract),
    ...checkPaths(contract),
    ...checkFixtures(contract),
  ].map(([path, words]) => `${path}: ${words}`)
}
