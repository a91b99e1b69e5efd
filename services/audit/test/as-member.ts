import { Client } from 'pg'

const NAME = 'surefoot_test'
const PASSWORD = 'of-a-test'

/** The address for a role that may do what the service's group may, and nothing else. One role for all tests of a run. */
export async function asMember(ownerUrl: string): Promise<string> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  const make = (role: string) =>
    client.query(
      `DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    )
  await make('surefoot_ledger NOLOGIN')
  await make(`${NAME} LOGIN PASSWORD '${PASSWORD}' IN ROLE surefoot_ledger`)
  await client.end()
  const url = new URL(ownerUrl)
  url.username = NAME
  url.password = PASSWORD
  return url.href
}
