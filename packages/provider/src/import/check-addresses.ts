import type { Fault } from '../check/fault.ts'
import type { ProviderContract } from '../contract/contract.ts'
import { placeholderIn } from './placeholder.ts'

/** Any host: only the path is read. */
const HOST = 'http://host.invalid'

type Placed = readonly [place: string, path: string]

function pathsOf(contract: ProviderContract): Placed[] {
  const { stream, place, receipt, openBets, history, balance } = contract
  const paths: [string, string | undefined][] = [
    ...stream.sources.map(({ url }, at): [string, string] => [`stream.sources[${at}].url`, url]),
    ...place.steps.map((step, at): [string, string | undefined] => [
      `place.steps[${at}].path`,
      step.do === 'goto' ? step.path : undefined,
    ]),
    ['place.endpoint.url', place.endpoint?.url],
    ['place.gate.socket', place.gate?.socket],
    ['receipt.follow.url', receipt.follow?.url],
    ['openBets.path', openBets.path],
    ['history.path', history.path],
    ['balance.path', balance.path],
  ]
  return paths.flatMap(([name, path]): Placed[] => (path === undefined ? [] : [[name, path]]))
}

function checkPath([place, path]: Placed): Fault[] {
  const placeholder = placeholderIn(path)
  if (placeholder !== undefined)
    return [
      [place, `${placeholder} is filled by nothing: only "*" stands for other text, in a pattern`],
    ]
  if (/%(?![0-9A-Fa-f]{2})/.test(path))
    return [[place, '"%" must be followed by two digits of a code, such as %20']]
  const parsed = URL.parse(path, HOST)
  const written = parsed === null ? undefined : parsed.pathname + parsed.search
  if (written === path) return []
  const found = written === undefined ? '' : `: ${written}`
  return [[place, `is no path as browsers write it${found}`]]
}

/** Paths that no address of a browser equals: what they name would never be seen. */
export function checkAddresses(contract: ProviderContract): Fault[] {
  return pathsOf(contract).flatMap(checkPath)
}
