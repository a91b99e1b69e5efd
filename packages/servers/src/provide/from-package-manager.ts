import type { Way } from '../way.ts'
import type { Need } from './need.ts'
import { provide } from './provide.ts'

/** Installs one need by itself, where nobody provided it before: in turn with every other installation. */
export function fromPackageManager<T>(
  need: Need,
  installed: Way<T>,
  env: NodeJS.ProcessEnv,
): Way<T> {
  const { apt, brew } = need.packages
  return {
    name: "the system's package manager",
    remedy: `apt-get install ${apt.join(' ')} (Debian, Ubuntu), brew install ${brew} (macOS).`,
    installs: true,
    find: async () => {
      const { faults } = await provide([need], { env })
      const result = await installed.find()
      return 'found' in result ? result : { missed: faults.join(' ') || result.missed }
    },
  }
}
