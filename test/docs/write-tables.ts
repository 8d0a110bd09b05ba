import { writeFileSync } from 'node:fs'
import { read, withMarked } from './files.ts'
import { envExample, errorTable, settingTable } from './tables.ts'

/** `npm run docs:tables`: writes the tables that the tests hold to the code. */
writeFileSync('.env.example', envExample())
replace('docs/errors.md', 'errors', errorTable())
replace('docs/configuration.md', 'settings', settingTable())

function replace(file: string, name: string, table: string): void {
  writeFileSync(file, withMarked(read(file), name, table))
}
