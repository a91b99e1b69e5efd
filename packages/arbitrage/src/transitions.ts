/** From state to trigger to next state. A state with an empty row is final. */
export type Transitions = Readonly<Record<string, Readonly<Record<string, string>>>>

export type StateOf<T extends Transitions> = keyof T & string
export type TriggerOf<T extends Transitions> = { [S in keyof T]: keyof T[S] & string }[keyof T]

/** The compiler refuses a table that leads to a state it does not have. */
type Closed<T extends Transitions> = {
  readonly [S in keyof T]: Readonly<Record<string, StateOf<T>>>
}

/** Declares a state machine as a table; one that leads out of itself does not compile. */
export function defineTransitions<const T extends Transitions>(table: T & Closed<T>): T {
  return table
}

/** Where `trigger` leads from `state`; undefined if it leads nowhere from there. */
export function nextState<T extends Transitions>(
  table: T & Closed<T>,
  state: StateOf<T>,
  trigger: TriggerOf<T>,
): StateOf<T> | undefined {
  const row: Readonly<Record<string, StateOf<T>>> = table[state]
  return Object.hasOwn(row, trigger) ? row[trigger] : undefined
}

/** The states that one trigger leads to from `state`. */
export function statesAfter<T extends Transitions>(
  table: T & Closed<T>,
  state: StateOf<T>,
): StateOf<T>[] {
  const row: Readonly<Record<string, StateOf<T>>> = table[state]
  return [...new Set(Object.values(row))]
}

export function isFinalState<T extends Transitions>(
  table: T & Closed<T>,
  state: StateOf<T>,
): boolean {
  return statesAfter(table, state).length === 0
}
