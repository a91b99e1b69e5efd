/** Lines for the operator at the terminal while something takes longer than two seconds. */
export interface Progress {
  readonly step: (text: string) => void
  readonly warn: (text: string) => void
}

/** For callers without a terminal, such as a test. */
export const NO_PROGRESS: Progress = { step: () => undefined, warn: () => undefined }
