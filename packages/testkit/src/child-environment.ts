/** What a test's child process needs of ours: where programs are, and the marks by which what is left running is found. */
const PASSED_ON = ['PATH', 'SUREFOOT_TEST_RUN', 'SUREFOOT_TEST_FILE', 'NODE_COMPILE_CACHE'] as const

/** The environment of a process that a test starts; whatever else it is to have is the test's to add. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const passed = PASSED_ON.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  // The Postgres of a test run does not write through, so that a run is quick; most have no gateway that approves.
  return {
    ...Object.fromEntries(passed),
    POSTGRES_DURABILITY: 'unchecked',
    CONTROL_APPROVALS: 'unchecked',
  }
}
