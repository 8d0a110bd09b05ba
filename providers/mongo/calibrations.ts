import type { Calibration, Calibrations } from '../../knowledge/ports.ts'
import type { Collections } from './collections.ts'
import { isDuplicateKey } from './store-failure.ts'

/** None is ever removed, so a version may be put exactly when the one before it is there and it is not. */
export function createCalibrations({ calibrations }: Pick<Collections, 'calibrations'>): Calibrations {
  const exists = async (version: number): Promise<boolean> =>
    version === 0 || (await calibrations.findOne({ _id: version }, { projection: { _id: 1 } })) !== null
  return {
    newest: async () => {
      const [newest] = await calibrations.find().sort({ _id: -1 }).limit(1).toArray()
      return newest && (JSON.parse(newest.document) as Calibration)
    },
    put: async (calibration) => {
      if (!(await exists(calibration.version - 1))) return 'conflict'
      try {
        await calibrations.insertOne({ _id: calibration.version, document: JSON.stringify(calibration) })
        return 'ok'
      } catch (error) {
        if (isDuplicateKey(error)) return 'conflict'
        throw error
      }
    },
  }
}
