import latin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import latinExtended from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url'

/**
 * A font is declared for a whole document, never inside a shadow root. It loads when the panel first shows its words; where the
 * page's policy forbids it the widget is set in the system's own.
 */
export function declareFont(origin: string): void {
  declare(
    new URL(latin, origin),
    'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122',
  )
  declare(new URL(latinExtended, origin), 'U+0100-0130, U+0132-0151, U+0154-02BA, U+1E00-1EFF, U+20A0-20AB, U+20AD-20C0')
}

function declare(url: URL, unicodeRange: string): void {
  document.fonts.add(
    new FontFace('Warmline Inter', `url("${url.href}") format("woff2")`, { weight: '100 900', display: 'swap', unicodeRange }),
  )
}
