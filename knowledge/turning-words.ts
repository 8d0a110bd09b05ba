/** Small words that turn what a sentence says; most are stop words to a search, here they decide. */
export interface TurningWords {
  negations: ReadonlySet<string>
  /** Each must stand in a sentence exactly when it stands in its source. */
  conditions: ReadonlySet<string>
  /** A sentence may hold them only if its source does. */
  limits: ReadonlySet<string>
  /** Numbers written as words, with their figures. */
  numbers: ReadonlyMap<string, string>
  /** Where one clause ends and the next begins. */
  clauses: RegExp
}

interface Lists {
  negations: string
  conditions: string
  limits: string
  /** From two to twelve, in order, then the tens from twenty; what also means something else ('one', 'un') is left out. */
  small: string
  tens: string
  joints: string
}

const LISTS: Readonly<Record<string, Lists>> = {
  en: {
    negations: 'not no never none cannot without nobody nothing neither nor unable hardly nowhere',
    conditions: 'unless except excluding only if until provided otherwise',
    limits: `within after before over under above below least most more less fewer than up from per each every all any always must should
      may might need required daily weekly monthly yearly between since once twice again both same other during through out off`,
    small: 'two three four five six seven eight nine ten eleven twelve',
    tens: 'twenty thirty forty fifty sixty seventy eighty ninety hundred',
    joints: 'and or but while whereas',
  },
  de: {
    negations: 'nicht kein keine keinen keiner keinem keines nie niemals ohne weder noch nichts niemand kaum',
    conditions: 'außer nur wenn falls bis sofern sonst ausgenommen erst',
    limits: `innerhalb nach vor über unter ab mindestens höchstens maximal mehr weniger als pro je jede jeder jedes jeden alle alles immer
      muss müssen soll sollte darf dürfen zwischen seit täglich wöchentlich monatlich jährlich aus binnen von zu`,
    small: 'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf',
    tens: 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert',
    joints: 'und oder aber sondern während',
  },
  fr: {
    negations: 'ne pas jamais aucun aucune sans rien personne ni non n',
    conditions: 'sauf si seulement uniquement excepté sinon que jusque',
    limits: `dans après avant sous plus moins par chaque tous toutes tout toute toujours doit doivent devez entre depuis
      sur dès maximum minimum quotidien`,
    small: 'deux trois quatre cinq six sept huit neuf dix onze douze',
    tens: 'vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent',
    joints: 'et ou mais tandis',
  },
  es: {
    negations: 'no nunca jamás sin ningún ninguno ninguna nada nadie ni tampoco',
    conditions: 'salvo excepto si solo sólo solamente únicamente hasta menos',
    limits: `dentro después antes sobre más por cada todos todas todo toda siempre debe deben entre desde bajo máximo mínimo
      tras durante`,
    small: 'dos tres cuatro cinco seis siete ocho nueve diez once doce',
    tens: 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien',
    joints: 'y e o u pero mientras',
  },
  pt: {
    negations: 'não nunca jamais sem nenhum nenhuma nada ninguém nem tampouco',
    conditions: 'salvo exceto se só somente apenas até menos',
    limits: `dentro depois após antes sobre mais por cada todos todas todo toda sempre deve devem entre desde sob máximo mínimo
      durante`,
    small: 'dois três quatro cinco seis sete oito nove dez onze doze',
    tens: 'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem',
    joints: 'e ou mas enquanto',
  },
}

const made = new Map<string, TurningWords>()

/** Undefined for a language whose words of denial we do not know. */
export function turningWords(language: string): TurningWords | undefined {
  const base = baseOf(language)
  const known = made.get(base)
  const lists = LISTS[base]
  if (known || !lists) return known
  const words = {
    negations: setOf(lists.negations),
    conditions: setOf(lists.conditions),
    limits: setOf(lists.limits),
    numbers: new Map([
      ...lists.small.split(' ').map((word, at) => [word, String(at + 2)] as const),
      ...lists.tens.split(' ').map((word, at) => [word, String((at + 2) * 10)] as const),
    ]),
    clauses: new RegExp(`[,;:()–—]|(?<![\\p{L}\\p{N}])(?:${lists.joints.replaceAll(' ', '|')})(?![\\p{L}\\p{N}])`, 'giu'),
  }
  made.set(base, words)
  return words
}

const calendars = new Map<string, ReadonlySet<string>>()

/** Names of the months and the days of the week, long and short. */
export function calendarWords(language: string): ReadonlySet<string> {
  const base = baseOf(language)
  const known = calendars.get(base)
  if (known) return known
  const words = new Set<string>()
  for (const style of ['long', 'short'] as const) {
    const month = new Intl.DateTimeFormat(base, { month: style, timeZone: 'UTC' })
    const day = new Intl.DateTimeFormat(base, { weekday: style, timeZone: 'UTC' })
    for (let at = 0; at < 12; at++) words.add(asWord(month.format(Date.UTC(2026, at, 1)), base))
    for (let at = 1; at <= 7; at++) words.add(asWord(day.format(Date.UTC(2026, 0, at)), base))
  }
  // 'may' is a verb far more often, and stands among the limits.
  if (base === 'en') words.delete('may')
  calendars.set(base, words)
  return words
}

function asWord(name: string, language: string): string {
  return name.toLocaleLowerCase(language).replace(/\.$/, '')
}

function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0] ?? language
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/))
}
