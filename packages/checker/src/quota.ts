import type { EndRule } from './rule.ts'

/** I15: the run placed its bets and met its faults, so that what it shows is not nothing. */
export const checkQuota: EndRule = ({ quota }) => {
  if (quota === null) return []
  const { wanted, reached } = quota
  const goals = [
    { subject: 'bets', wanted: wanted.bets, reached: reached.bets },
    ...Object.entries(wanted.faults).map(([kind, count]) => ({
      subject: kind,
      wanted: count,
      reached: reached.faults[kind] ?? 0,
    })),
  ]
  return goals
    .filter((goal) => goal.reached < goal.wanted)
    .map((goal) => ({
      invariant: 'I15',
      subject: goal.subject,
      details: `${goal.reached} of ${goal.wanted} were reached`,
    }))
}
