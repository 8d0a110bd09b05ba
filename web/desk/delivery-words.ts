import { channelName } from './words.ts'

const BESIDE_CHANNELS: Record<string, string> = { webhook: 'The webhook', 'other-desk': 'The other desk' }

/** Who was to be told: the customer's channel by its name, or somebody beside it. */
export function destinationName(destination: string): string {
  return BESIDE_CHANNELS[destination] ?? channelName(destination)
}

/** Why something was not delivered, and who can do what about it. */
export function whyNotDelivered(code: string, destination: string): string {
  const name = destinationName(destination)
  const status = /^http_(\d+)$/.exec(code)?.[1]
  if (status !== undefined) return byStatus(Number(status), name)
  switch (code) {
    case 'timed_out':
      return `${name} did not take it for two minutes.`
    case 'unconfirmed':
      return `It was sent twice and ${theName(name)} confirmed neither, so it may have arrived.`
    case 'no_address':
      return 'There is no address to send it to.'
    case 'no_sender':
      return `${name} is not set up any more.`
    case 'nothing_to_send':
      return 'Its words are no longer kept.'
    default:
      return `${name} could not be reached.`
  }
}

function byStatus(status: number, name: string): string {
  if (status === 401 || status === 403) return `${name} refused us (${status}); an administrator should check the credentials.`
  if (status === 404 || status === 410) return `${name} is gone from its address (${status}).`
  if (status < 400) return `${name} answered from another address (${status}), which is not followed.`
  return `${name} would not take it (${status}).`
}

/** For the middle of a sentence: names of channels keep their capital. */
function theName(name: string): string {
  return name.startsWith('The ') ? `t${name.slice(1)}` : name
}
