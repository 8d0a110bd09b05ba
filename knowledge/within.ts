import { WarmlineError } from '../domain/errors.ts'

/** Asks a provider and waits no longer than that, whether or not it listens to the signal. Fails with `provider_failed`. */
export async function within<T>(ms: number, ask: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
  const late = new AbortController()
  const ended = signal ? AbortSignal.any([late.signal, signal]) : late.signal
  const timer = setTimeout(() => late.abort(new WarmlineError('provider_failed', 'The provider was too slow.')), ms)
  const limit = new Promise<never>((_resolve, reject) => {
    ended.addEventListener('abort', () => reject(ended.reason as Error), { once: true })
  })
  limit.catch(() => undefined)
  try {
    ended.throwIfAborted()
    const asked = ask(ended)
    // Nobody looks at what comes too late.
    asked.catch(() => undefined)
    return await Promise.race([asked, limit])
  } finally {
    clearTimeout(timer)
    late.abort()
  }
}
