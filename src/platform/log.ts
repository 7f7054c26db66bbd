/** Where does the program say what it does? One structured line an event, on standard error. */
import { pino, type Logger } from 'pino'

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]
export type Log = Logger

export function createLog(level: LogLevel): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    // Standard output stays free for what a command prints. Synchronous, so that the last line before a crash is kept.
    pino.destination({ dest: 2, sync: true }),
  )
}
