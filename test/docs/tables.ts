import { SETTINGS } from '../../bot/config.ts'
import { ERRORS } from '../../domain/errors.ts'

/** What docs/errors.md says, made from the table in domain/errors.ts. */
export function errorTable(): string {
  const rows = Object.entries(ERRORS).map(([code, { category, status, cause, todo }]) =>
    row(`\`${code}\``, String(status), category, cause, todo),
  )
  return [row('Code', 'HTTP', 'Category', 'Cause', 'What to do'), row('---', '---', '---', '---', '---'), ...rows].join('\n')
}

/** What docs/configuration.md says, made from the settings in bot/config.ts. */
export function settingTable(): string {
  const rows = Object.entries(SETTINGS).map(([name, { about, example }]) =>
    row(`\`${name}\``, example === '' ? 'unset' : `\`${example}\``, about),
  )
  return [row('Setting', 'Default', 'What it is for'), row('---', '---', '---'), ...rows].join('\n')
}

/** What .env.example says: every setting with its default. */
export function envExample(): string {
  const head = '# Copy to .env and change what you need; every value here is the default. The environment wins over .env.\n'
  const settings = Object.entries(SETTINGS).map(([name, { about, example }]) => `# ${about}\n${name}=${example}\n`)
  return [head, ...settings].join('\n')
}

function row(...cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
