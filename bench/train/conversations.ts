import type { Example } from './situations.ts'
import type { ArticleLine, Turn } from '../quality/data.ts'

type Pick = <Item>(items: readonly Item[]) => Item

const ASK_FOR: Readonly<Record<string, readonly string[]>> = {
  hotel: [
    'I need a place to stay in the north.',
    'Can you find me a cheap hotel with free wifi?',
    'Looking for a guesthouse for three nights.',
  ],
  restaurant: [
    'I want to eat something in the centre.',
    'Find me an expensive Italian restaurant please.',
    'Any place to dine tonight for four people?',
  ],
  attraction: ['What is there to see in town?', 'I would like to visit a museum or a park.', 'Something fun to do in the west?'],
  train: [
    'I need a train to Cambridge on Friday.',
    'I am looking for a train leaving after 10:15.',
    'Book me a train ticket please.',
  ],
  taxi: ['I need a taxi at 18:00.', 'Please book me a taxi to the station.', 'Can I get a taxi between the two places?'],
}

const NAME_IT: readonly string[] = [
  'How about NAME? Would you like to book it?',
  'NAME fits. It is in the centre.',
  'I recommend NAME, it has four stars.',
  'I found NAME for you. Shall I make a reservation?',
  'There is NAME, phone number 01223 356215.',
]

const CUSTOMER_NAMES_IT: readonly string[] = [
  'I am looking for NAME.',
  'Tell me about NAME please.',
  'Can you book NAME for me?',
  'What is the postcode of NAME?',
]

/** What is said beside the matter; most of it would find some article. */
const SMALL: readonly (readonly [customer: string, bot: string])[] = [
  ['Yes, please book it for two people.', 'Booked. Your reference is 7GAWK763. Anything else?'],
  ['That sounds good. Does it have free parking?', 'Yes, parking is free. What day would you like to arrive?'],
  ['What is the price range?', 'It is in the moderate price range and has four stars.'],
  ['Great, how do I get there?', 'The address is 12 Bridge Street, the postcode is cb21uf.'],
  ['Is there free internet? I have to work in the evening.', 'Yes, they offer free wifi. Shall I book it for you?'],
  ['What is the phone number please? And what time do they open?', 'The phone number is 01223 356215. They open at 9 am.'],
  [
    'I do not care about the area, but it should be good for children.',
    'I have 14 results in the city centre. Do you want something cheap or expensive?',
  ],
  [
    'No, I will be paying with a credit card. Two nights from Saturday.',
    'I am sorry, the booking was not successful. Would you like to try another day?',
  ],
  [
    'What about something in the east with good food?',
    'There are no such places in the east. Should I look in another part of town?',
  ],
  [
    'I will travel with my dog and a lot of luggage, just so you know.',
    'Thank you for telling me. How many people will there be?',
  ],
  [
    'Let me think about that first. What else do you have near the station?',
    'There are several near the station, all of them in the same price range.',
  ],
  ['I want to go home from there around midnight.', 'A yellow Tesla will pick you up. The contact number is 07218068540.'],
]

/** Dialogues in which places were named, some earlier one too, before the question that names none. */
export function conversationsAbout(
  pairs: readonly { text: string; gold: ArticleLine }[],
  articles: readonly ArticleLine[],
  random: () => number,
): Example[] {
  const pick: Pick = (items) => items[Math.floor(random() * items.length)]!
  return pairs.map(({ text, gold }) => {
    const history: Turn[] = []
    while (random() < 0.45) history.push(...talkOf(pick(articles), pick, random))
    history.push(...talkOf(gold, pick, random))
    return { text, history, gold: gold.id }
  })
}

function talkOf({ id, section = '' }: ArticleLine, pick: Pick, random: () => number): Turn[] {
  const kind = id.split('/')[0] ?? ''
  const turns: Turn[] = []
  const isPlace = kind !== 'train' && kind !== 'taxi'
  if (!isPlace || random() < 0.7) {
    turns.push({ from: 'customer', text: pick(ASK_FOR[kind] ?? ['Hello.']) })
    turns.push({
      from: 'bot',
      text: isPlace
        ? pick(NAME_IT).replace('NAME', spoken(section, random))
        : 'There are several. What time would you like to leave?',
    })
  } else {
    turns.push({ from: 'customer', text: pick(CUSTOMER_NAMES_IT).replace('NAME', spoken(section, random)) })
    turns.push({ from: 'bot', text: pick(SMALL)[1] })
  }
  while (random() < 0.5) {
    const [customer, bot] = pick(SMALL)
    turns.push({ from: 'customer', text: customer }, { from: 'bot', text: bot })
  }
  return turns
}

/** Names are said in lower case, and without what every name of the kind ends in. */
function spoken(name: string, random: () => number): string {
  const short = random() < 0.3 ? name.replace(/\s+(?:hotel|guest\s?house|restaurant|lodge|bar|museum)\b.*$/i, '') : name
  return random() < 0.6 ? short.toLowerCase() : short
}
