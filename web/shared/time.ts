/** "48s", "3m 05s", "1h 05m": short enough for a list, and never mistaken for a time of day. */
export function waited(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds}s`
  if (minutes < 60) return `${minutes}m ${String(seconds % 60).padStart(2, '0')}s`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours}h ${String(minutes % 60).padStart(2, '0')}m`
  return `${Math.floor(hours / 24)} days`
}

/** Time of day today, weekday within a week, the date before. */
export function moment(at: number, now: number, language: string): string {
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(at)
  if (sameDay(at, now)) return time
  const day: Intl.DateTimeFormatOptions = now - at < 6 * DAY ? { weekday: 'long' } : { day: 'numeric', month: 'short' }
  return `${new Intl.DateTimeFormat(language, day).format(at)}, ${time}`
}

/** As `moment`, for a narrow column: only the most telling part. */
export function shortMoment(at: number, now: number, language: string): string {
  if (sameDay(at, now)) return new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(at)
  const day: Intl.DateTimeFormatOptions = now - at < 6 * DAY ? { weekday: 'short' } : { day: 'numeric', month: 'short' }
  return new Intl.DateTimeFormat(language, day).format(at)
}

const DAY = 86_400_000

function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}
