import { type DestinationStream, type LoggerOptions, pino } from 'pino'
import { WarmlineError } from '../domain/errors.ts'
import type { Config } from './config.ts'

export type Logger = ReturnType<typeof createLogger>

/** Structured lines on standard output. What customers wrote and what must stay secret is never handed to it. */
export function createLogger(level: Config['LOG_LEVEL'], destination: DestinationStream = pino.destination(1)) {
  const options: LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
  }
  return pino(options, destination)
}

/** Code, message and place of an error; its `cause` too, but no properties, which may hold anything. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  return {
    type: error.name,
    ...(error instanceof WarmlineError ? { code: error.code } : {}),
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
