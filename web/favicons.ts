import type { Plugin } from 'vite'

/**
 * The flame, alone and with the number of waiting customers (1 to 9, then 9+), as files of their own: the pages' security policy
 * allows no data: addresses, so the desk cannot draw them. Addresses: /assets/favicon.svg, /assets/favicon-3.svg, /assets/favicon-more.svg
 */
export function favicons(): Plugin {
  return {
    name: 'warmline-favicons',
    applyToEnvironment: (environment) => environment.name === 'client',
    generateBundle() {
      const emit = (fileName: string, source: string): unknown => this.emitFile({ type: 'asset', fileName, source })
      emit('assets/favicon.svg', icon(''))
      for (let count = 1; count <= 9; count++) emit(`assets/favicon-${count}.svg`, icon(badge(String(count), 20)))
      emit('assets/favicon-more.svg', icon(badge('9+', 15)))
    },
  }
}

const FLAME = 'M12 3q1 4 4 6.5t3 5.5a1 1 0 0 1-14 0 5 5 0 0 1 1-3 1 1 0 0 0 5 0c0-2-1.5-3-1.5-5q0-2 2.5-4'

function icon(over: string): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
    '<rect width="32" height="32" rx="9" fill="#bc4412"/>' +
    `<path d="${FLAME}" transform="translate(4 3.5)" fill="#fff"/>${over}</svg>`
  )
}

function badge(text: string, size: number): string {
  return (
    '<circle cx="21" cy="21" r="11" fill="#221e19" stroke="#fff" stroke-width="1.5"/>' +
    `<text x="21" y="21" fill="#fff" font-family="system-ui,sans-serif" font-weight="700" font-size="${size * 0.8}" ` +
    `text-anchor="middle" dominant-baseline="central">${text}</text>`
  )
}
