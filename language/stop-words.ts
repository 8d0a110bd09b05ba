import { own } from './own.ts'

/** Words so common in a language that they tell nothing about a question's subject. Negations are kept out on purpose. */
const LISTS: Readonly<Record<string, string>> = {
  en: `a about after again all also am an and any are as at be because been before being both but by can could did do does doing
    during each few for from further had has have having he her here hers herself him himself his how i if in into is it its itself
    just let me more most my myself of on once only or other our ours ourselves out over own please same shall she should so some such
    than that the their theirs them themselves then there these they this those through to too under until up very was we were what
    when where which while who whom why will with would you your yours yourself yourselves i'm i've i'd i'll you're you've you'd it's
    he's she's we're we've they're they've that's there's what's where's who's how's let's hi hello hey thanks thank ok okay`,
  de: `aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim bin bis bist
    bitte da damit dann das dass dasselbe dazu dein deine deinem deinen deiner deines dem den denn der deren des dessen die dies diese
    diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines einige er es etwas euch euer eure für gegen gibt
    hab habe haben hat hatte hatten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ins ist ja jede jedem jeden jeder
    jedes jene jetzt kann kannst können könnte man mein meine meinem meinen meiner meines mich mir mit muss müssen nach noch nun nur ob
    oder schon sehr sein seine seinem seinen seiner seines selbst sich sie sind so solche soll sollte sondern sonst über um und uns
    unser unsere unter vom von vor wann war waren warum was weil welche welchem welchen welcher welches wenn wer werde werden wie
    wieder will wir wird wirst wo wollen wollte würde würden zu zum zur zwar zwischen hallo danke`,
  fr: `à afin ai ainsi alors as au aucun aura auront aussi autre aux avait avec avez avoir avons bonjour c ça car ce ceci cela celle
    celles celui ces cet cette ceux chaque chez ci combien comme comment d dans de des dès deux devrait doit donc du elle elles en
    encore entre es est et étaient était étant être eu eux fait faire faut ici il ils j je l la là laquelle le lequel les lesquels
    leur leurs lors lui m ma mais me même mêmes merci mes moi moins mon n ni nos notre nous on ont ou où par parce pas pendant peu peut
    peuvent peux plus plutôt pour pourquoi pouvez puis puis-je qu quand que quel quelle quelles quels qui quoi s sa se sera ses seulement
    si sien soi soit son sont sous sur t ta te tes toi ton tous tout toute toutes très tu un une va vers veux vos votre voudrais vous y
    est-ce j'ai c'est d'un d'une l'on qu'est qu'il s'il`,
  es: `a al algo algún alguna algunas alguno algunos ante antes aquel aquella aquí así aún aunque bien cada casi como cómo con cual cuál
    cuales cualquier cuando cuándo cuánto cuánta cuántos cuántas de del desde donde dónde dos durante e él ella ellas ellos en entre era
    eran es esa esas ese eso esos esta está estaba están estar estas este esto estos estoy fue fueron fui gracias ha había han has hasta
    hay haya he hola la las le les lo los más me mi mis mía mío mientras muy nada ni nos nosotros nuestra nuestro o os otra otras otro
    otros para pero poco por porque puede pueden puedo pues que qué quien quién quiero se sea según ser si sí sido siempre sin sino sobre
    son soy su sus suya suyo tal también tan tanto te tener tengo tiene tienen toda todas todo todos tu tú tus un una unas uno unos usted
    ustedes va y ya yo`,
  pt: `a à ainda algum alguma algumas alguns ante antes ao aos apenas aquela aquele aquilo as às assim até cada com como da das de dela
    dele deles depois desde dessa desse desta deste do dos e é ela elas ele eles em entre era eram essa essas esse esses esta está estão
    estar estas este estes estou eu foi foram há isso isto já la lhe lhes lo mais mas me mesmo meu meus minha minhas muito na nas nem no
    nos nós nossa nosso num numa o obrigado obrigada olá onde os ou para pela pelas pelo pelos pode podem poder pois por porque posso qual
    quais qualquer quando quanto quanta quantos que quê quem quero se seja sem sempre ser será seu seus si sido só sobre sou sua suas
    também tal tão te tem têm tenho ter teu teus toda todas todo todos tu tua tuas tudo um uma umas uns vai você vocês vos`,
  it: `a ad agli ai al alla alle allo anche ancora avere aveva c'è che chi ci ciao come con contro cosa cui da dagli dai dal dalla dalle
    dei del della delle dello di dopo dove e è ed era essere fa gli grazie ha hai hanno ho i il in io l la le lei li lo loro lui ma me mi
    mia mie miei mio negli nei nel nella nelle nello noi non nostro o ogni per perché più po posso può qual quale quali quando quanto quel
    quella quelle quello questa queste questi questo qui quindi sarà se sei senza si sia sono sta su sua sue sui sul sulla suo suoi tra tu
    tua tue tuo tuoi tutti tutto un una uno vi voglio voi vorrei`,
  nl: `aan al alle alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een eens en er ge had heb hebben
    heeft hem het hier hij hoe hun iemand iets ik in is ja je jij jouw kan kun kunnen maar me meer men met mij mijn moet na naar nog nu of
    om omdat onder ons onze ook op over reeds te tegen toch toen tot u uit uw van veel voor waar wanneer want waren was wat we wel welke
    werd wie wij wil worden zal ze zelf zich zij zijn zo zou hallo bedankt`,
  ja: `の に は を が と で も や から まで より へ た て です ます ました ません でした する します した して ある あります いる います なる なり
    この その あの これ それ あれ ここ そこ か ね よ さ な だ れ る い し こと もの よう ため さん という たい れる られる ください`,
}

const sets = new Map<string, ReadonlySet<string>>()
const NONE: ReadonlySet<string> = new Set()

export function stopWords(language: string): ReadonlySet<string> {
  const base = language.split('-')[0] ?? language
  const known = sets.get(base)
  if (known) return known
  const list = own(LISTS, base)
  const made = list === undefined ? NONE : new Set(list.split(/\s+/))
  sets.set(base, made)
  return made
}

/** Languages whose function words are known, best first for ties. */
export const LISTED_LANGUAGES: readonly string[] = Object.keys(LISTS)
