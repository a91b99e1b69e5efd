import type { Fault } from '../check/fault.ts'
import type { ProviderContract } from '../contract/contract.ts'
import { isCovered } from './conditions.ts'
import { placeholderIn } from './placeholder.ts'

/** The first case whose conditions hold decides. */
function checkCases({ receipt: { cases } }: ProviderContract): Fault[] {
  return cases.flatMap(({ when }, at): Fault[] => {
    const first = cases.findIndex((other, before) => before < at && isCovered(when, other.when))
    return first < 0
      ? []
      : [
          [
            `receipt.cases[${at}]`,
            `is never reached: receipt.cases[${first}] takes every answer that it would; put the narrower one first`,
          ],
        ]
  })
}

function checkCodes({ receipt: { codes } }: ProviderContract): Fault[] {
  return '*' in codes
    ? [
        [
          'receipt.codes.*',
          'is no wildcard here: name each code; an unknown one leaves the bet unknown',
        ],
      ]
    : []
}

function checkDialog({ place: { dialog } }: ProviderContract): Fault[] {
  const placeholder = dialog === undefined ? undefined : placeholderIn(dialog.text)
  return placeholder === undefined
    ? []
    : [
        [
          'place.dialog.text',
          `${placeholder} is filled by nothing: write "*", and read the stake and the odds by "between"`,
        ],
      ]
}

/** Answers that are never understood. */
export function checkAnswers(contract: ProviderContract): Fault[] {
  return [...checkCases(contract), ...checkCodes(contract), ...checkDialog(contract)]
}
