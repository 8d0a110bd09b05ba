import { own } from '../language/own.ts'

/** Small words that turn what a sentence says; most are stop words to a search, here they decide. */
export interface TurningWords {
  negations: ReadonlySet<string>
  conditions: ReadonlySet<string>
  /** What begins with one of these says where, when or for whom something holds. */
  scopes: ReadonlySet<string>
  /** Articles and courtesies: whether they stand there changes nothing. */
  empty: ReadonlySet<string>
  /** Forms of one small word, each with the one they stand for. */
  forms: ReadonlyMap<string, string>
  /** Numbers written as words, with their figures. */
  numbers: ReadonlyMap<string, string>
}

interface Lists {
  negations: string
  conditions: string
  scopes: string
  empty: string
  /** 'are=is', apart by spaces. */
  forms: string
  /** From two to twelve, in order, then the tens from twenty; what also means something else ('one', 'un') is left out. */
  small: string
  tens: string
}

const LISTS: Readonly<Record<string, Lists>> = {
  en: {
    negations: 'not no never none cannot without nobody nothing neither nor unable hardly nowhere',
    conditions: 'unless except excluding only if until provided otherwise outside',
    scopes: 'in for from inside within with on at by before after during under over as while to between',
    // Not 'your': a photo of the demand is not one of your demand.
    empty: 'a an the please also',
    forms: 'are=is am=is were=was has=have does=do being=be been=be',
    small: 'two three four five six seven eight nine ten eleven twelve',
    tens: 'twenty thirty forty fifty sixty seventy eighty ninety hundred',
  },
  de: {
    negations: 'nicht kein keine keinen keiner keinem keines nie niemals ohne weder noch nichts niemand kaum',
    conditions: 'außer nur wenn falls bis sofern sonst ausgenommen erst außerhalb',
    scopes: 'in im für aus von mit bei auf an am vor nach während unter über als zwischen innerhalb ab zu zum zur',
    // Not the articles: 'den Kunden zahlt der Shop' is not 'der Kunde zahlt den Shop'.
    empty: 'bitte auch',
    forms: 'sind=ist waren=war werden=wird haben=hat können=kann müssen=muss dürfen=darf sollen=soll',
    small: 'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf',
    tens: 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert',
  },
  fr: {
    negations: 'ne pas jamais aucun aucune sans rien personne ni non n',
    conditions: 'sauf si seulement uniquement excepté sinon que jusque hors',
    scopes: 'dans en pour de depuis avec chez sur avant après pendant sous par à au aux entre',
    empty: 'le la les l un une aussi',
    forms: 'sont=est ont=a peuvent=peut doivent=doit',
    small: 'deux trois quatre cinq six sept huit neuf dix onze douze',
    tens: 'vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent',
  },
  es: {
    negations: 'no nunca jamás sin ningún ninguno ninguna nada nadie ni tampoco',
    conditions: 'salvo excepto si solo sólo solamente únicamente hasta menos fuera',
    scopes: 'en para de desde con por a al sobre antes después durante bajo entre tras',
    empty: 'el la los las un una unos unas también',
    forms: 'son=es están=está han=ha pueden=puede deben=debe',
    small: 'dos tres cuatro cinco seis siete ocho nueve diez once doce',
    tens: 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien',
  },
  pt: {
    negations: 'não nunca jamais sem nenhum nenhuma nada ninguém nem tampouco',
    conditions: 'salvo exceto se só somente apenas até menos fora',
    scopes: 'em para de do da desde com por ao à sobre antes depois durante sob entre no na nos nas',
    empty: 'o os as um uma uns umas também',
    forms: 'são=é estão=está têm=tem podem=pode devem=deve',
    small: 'dois três quatro cinco seis sete oito nove dez onze doze',
    tens: 'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem',
  },
}

const made = new Map<string, TurningWords>()

/** Undefined for a language whose words of denial we do not know. */
export function turningWords(language: string): TurningWords | undefined {
  const base = baseOf(language)
  const known = made.get(base)
  const lists = own(LISTS, base)
  if (known || !lists) return known
  const words = {
    negations: setOf(lists.negations),
    conditions: setOf(lists.conditions),
    scopes: setOf(lists.scopes),
    empty: setOf(lists.empty),
    forms: new Map(lists.forms.split(' ').map((pair) => pair.split('=') as [string, string])),
    numbers: new Map([
      ...lists.small.split(' ').map((word, at) => [word, String(at + 2)] as const),
      ...lists.tens.split(' ').map((word, at) => [word, String((at + 2) * 10)] as const),
    ]),
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
  // A verb far more often.
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
