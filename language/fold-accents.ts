/** Latin letters without their accents, so that 'entrega rapida' meets 'entrega rápida'. Japanese voicing marks are letters and stay. */
export function foldAccents(word: string): string {
  if (!/[^\0-\x7f]/.test(word)) return word
  return word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .normalize('NFC')
}
