import { makeSecrets } from './make-secrets.ts'
import { SECRETS_DIR } from './paths.ts'

await makeSecrets()
process.stdout.write(`The secrets of the composition are in ${SECRETS_DIR}\n`)
