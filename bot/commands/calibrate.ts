import { upcastingLog } from '../../conversation/upcast.ts'
import type { AnswerLabel } from '../../knowledge/answer-labels.ts'
import {
  type Calibrate,
  type CalibrateOutcome,
  createCalibrate,
  createResetCalibration,
  type ResetCalibration,
} from '../../knowledge/calibrate.ts'
import type { JudgeFigures } from '../../knowledge/judge-figures.ts'
import { FEWEST, type RefitOutcome } from '../../knowledge/refit-judge.ts'
import { openStore } from '../compose.ts'
import { readConfig } from '../config.ts'
import { createReadLabels, type ReadLabels } from '../read-labels.ts'
import { type Command, CommandRefused, runAsMain } from './run-command.ts'

export interface CalibrateCommandDeps {
  readLabels: ReadLabels
  calibrate: Calibrate
  reset: ResetCalibration
}

const options = { 'dry-run': { type: 'boolean' }, reset: { type: 'boolean' } } as const

const OVERTAKEN = 'Somebody else calibrated at the same time; run it again.'

export const calibrateCommand: Command<typeof options, CalibrateCommandDeps> = {
  usage: `npm run calibrate [-- --dry-run]
       npm run calibrate -- --reset

Fits the probability of answers, and the thresholds for giving one or asking back, to what customers and agents of this installation
said of answers so far. Changes nothing with fewer than ${FEWEST} right or ${FEWEST} wrong ones, or when it would not judge better. Running servers
take it over within seconds. --dry-run only shows what would change; --reset brings the shipped weights back.`,
  options,
  async run(deps, { positionals, values }, print) {
    const trial = values['dry-run'] === true
    if (positionals.length > 0) throw new CommandRefused('calibrate takes no arguments.')
    if (values.reset === true && trial) throw new CommandRefused('Say --reset or --dry-run, not both.')
    if (values.reset === true) {
      print(await resetLine(deps.reset))
      return
    }
    const { labels, withoutEvidence } = await deps.readLabels()
    const outcome = await deps.calibrate({ labels, trial })
    print(labelLine(labels, withoutEvidence + outcome.unreadable))
    for (const line of refitLines(outcome.refit)) print(line)
    print(endLine(outcome, trial))
  },
}

async function resetLine(reset: ResetCalibration): Promise<string> {
  switch (await reset()) {
    case 'reset':
      return 'The shipped weights are in force again.'
    case 'nothing_to_reset':
      return 'The shipped weights are in force already.'
    case 'conflict':
      throw new CommandRefused(OVERTAKEN)
  }
}

function labelLine(labels: readonly AnswerLabel[], leftOut: number): string {
  const right = labels.filter((label) => label.right).length
  const by = (who: AnswerLabel['by']): number => labels.filter((label) => label.by === who).length
  const sources = `customers ${by('customer')}, agents ${by('agent')}, choices ${by('choice')}, left for a person ${by('handoff')}`
  return `labels     ${right} right, ${labels.length - right} wrong (${sources}); ${leftOut} without evidence left out`
}

function refitLines(refit: RefitOutcome): string[] {
  if (refit.kind === 'too_few') return []
  const { before, after } = refit
  const row = (name: string, of: (figures: JudgeFigures) => number | null): string =>
    `${name.padEnd(22)}${[before, after].map((figures) => of(figures)?.toFixed(3) ?? '–').join('    ')}`
  const lines = [
    `${''.padEnd(22)}before   after (of labels not fitted to)`,
    row('log-loss', ({ logLoss }) => logLoss),
    row('Brier score', ({ brier }) => brier),
    row('calibration error', ({ ece }) => ece),
    row('precision of answers', ({ precision }) => precision),
    row('share answered', ({ coverage }) => coverage),
  ]
  if (refit.kind === 'refused') return lines
  const { answerFrom, clarifyFrom } = refit.judge
  const what = refit.method === 'scale' ? 'how sure it sounds' : 'the weights of the evidence'
  return [...lines, `fitted     ${what}; answers from ${answerFrom.toFixed(3)}, asks back from ${clarifyFrom.toFixed(3)}`]
}

const WHY_NOT: Readonly<Record<Extract<RefitOutcome, { kind: 'refused' }>['because'], string>> = {
  no_better: 'it would judge labels it has not seen no better than the shipped weights',
  less_precise: 'fewer of the answers it gives would be right',
}

function endLine({ refit, installed }: CalibrateOutcome, trial: boolean): string {
  if (refit.kind === 'too_few') return `Nothing was changed: it takes ${FEWEST} right and ${FEWEST} wrong ones.`
  if (refit.kind === 'refused') return `Nothing was changed: ${WHY_NOT[refit.because]}.`
  if (trial) return 'Nothing was changed: this was a dry run.'
  switch (installed.kind) {
    case 'installed':
      return `installed  calibration ${installed.calibration.version}`
    case 'unchanged':
      return 'Nothing was changed: exactly this is in force already.'
    case 'conflict':
    case 'no':
      throw new CommandRefused(OVERTAKEN)
  }
}

await runAsMain(import.meta.url, calibrateCommand, async () => {
  const store = await openStore(readConfig())
  const { calibrations, storeClock: clock } = store
  return {
    deps: {
      readLabels: createReadLabels({ logWalk: store.logWalk, log: upcastingLog(store.log) }),
      calibrate: createCalibrate({ calibrations, clock }),
      reset: createResetCalibration({ calibrations, clock }),
    },
    close: () => store.close(),
  }
})
