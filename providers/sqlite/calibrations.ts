import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Calibration, Calibrations } from '../../knowledge/ports.ts'
import { checksumOf, requireWhole } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

interface CalibrationRow {
  version: number
  document: string
  checksum: number
}

export function createCalibrations(db: DatabaseSyncInstance, writes: GroupCommit): Calibrations {
  const newest = prepare<CalibrationRow>(db, 'SELECT version, document, checksum FROM calibrations ORDER BY version DESC LIMIT 1')
  const insert = prepare(db, 'INSERT INTO calibrations (version, document, checksum) VALUES (?, ?, ?)')
  return {
    newest: async () => {
      const row = newest.get()
      if (!row) return undefined
      requireWhole('calibrations', row.checksum, row.version, row.document)
      return JSON.parse(row.document) as Calibration
    },
    put: (calibration) =>
      writes.durable(() => {
        const { version } = calibration
        if (version !== (newest.get()?.version ?? 0) + 1) return 'conflict'
        const document = JSON.stringify(calibration)
        insert.run(version, document, checksumOf('calibrations', version, document))
        return 'ok'
      }),
  }
}
