import type { WishPatterns } from './wish-patterns.ts'

const PERSON =
  '(?:(?:uma?|o|a|os|as|seu|sua|algum|alguma|outra|outro) )*(?:(?:verdadeir[oa]|real) )*(?:humanos?|humana|ser humano|pessoas?|alguem|atendentes?|agentes?|operador(?:a|es)?|representantes?|assessor(?:a|es)?|funcionari[oa]s?|atendimento(?: humano| ao cliente)?|suporte(?: humano)?|apoio ao cliente|colaborador(?:a)?|supervisor(?:a)?|gerente|consultor(?:a)?|equipe|assistente humano)(?: (?:real|reais|humano|humana|de verdade|de carne e osso|viva))*'
export const pt: WishPatterns = {
  alone: new RegExp(
    `^(?:(?:ola|oi|por favor|nao|sim|ok|com|a) )*${PERSON}(?: (?:por favor|pfv|ja|agora|agora mesmo|obrigad[oa]|urgente))*$`,
  ),
  within: [
    new RegExp(
      `\\b(?:falar|falo|fala|conversar|chatear|comunicar|contactar|contatar|contato|conectar|conecte|conecta|passar|passa|passe|transferir|transfira|transfere|encaminhar|encaminhe|ligar|tratar|ser atendid[oa])\\b(?: [a-z-]+){0,3} (?:com|para|pra|a|por) ${PERSON}\\b`,
      'u',
    ),
    /\b(?:quero|queria|preciso|desejo|prefiro|gostaria|exijo|me da|de-me|chama|chame|chamar|quero que|posso ter)(?: (?:ter|ver|falar|com|de|que|me|atenda|ajude))* (?:uma?|algum|o|a|outra|outro|alguem)(?: (?:verdadeir[oa]|outro|outra))* ?(?:humano|ser humano|pessoa(?: (?:real|de verdade|humana|de carne e osso))?|atendente|agente|operador(?:a)?|representante|assessor(?:a)?|funcionari[oa]|supervisor(?:a)?|gerente|consultor(?:a)?)\b(?! (?:a mais|adicional|de viagens?|para assinar))/,
    /\b(?:pessoa real|pessoa de verdade|humano de verdade|ser humano|atendente humano|agente humano|pessoa humana|atendimento humano|alguem real|alguem de verdade)\b/,
    /\b(?:tem|ha|existe) (?:alguem|algum humano|alguma pessoa)(?: (?:real|ai|aqui|de verdade|humano|disponivel))+/,
    /\b(?:nao|chega de|nada de|cansad[oa] de|fart[oa] de)(?: [a-z]+){0,3} (?:um |uma |este |esta |esse |o |com |de )*(?:chat ?)?(?:bots?|robos?|maquinas?|computador)\b/u,
    /\b(?:me liguem|liguem-me|ligue-me|me ligue|podem me ligar|alguem pode me ligar)\b/,
  ],
  otherwise: [
    new RegExp(`\\b(?:nao|sem|em vez de|nunca|tampouco|ao inves de)(?: [a-z-]+){0,4} (?:com |a )?${PERSON}\\b`, 'gu'),
    new RegExp(`\\b(?:falei|conversei|tinha falado|ja falei)(?: ontem| antes)? com ${PERSON}\\b`, 'gu'),
    /\b(?:\d+|uma|duas|tres|quatro|cinco|seis) pessoas\b/g,
    /(?<!\b(?:transferir|passar|passa|passe|transfere|transfira|encaminhar|encaminhe|ligar|falar) )\b(?:para|por) (?:uma|cada|\d+) pessoas?\b/g,
    /\b(?:meu|minha|meus|minhas|nosso|nossa) (?:agente|assessor\w*|representante|funcionari\w+|gerente|consultor\w*|pessoa)\b/g,
    /\bagentes? (?:de viagens?|imobiliari\w+|de limpeza|laranja|impermeabilizante|secreto)\b/g,
    /\brecursos humanos\b/g,
    /\b(?:voce e|es|tu es|o senhor e|estou falando com|estou a falar com|(?<!como )falo com|e voce)(?: [a-z]+){0,3} (?:humano|humana|pessoa|robo|bot|maquina|alguem)\b.*/gu,
    /\b(?:que|quais|quantos|quantas) (?:agentes?|pessoas?|funcionari\w+|atendentes)\b/g,
    /\boutra pessoa (?:pode|retire|para|retirar|receba|assine|buscar)/g,
    /\b(?:horarios?|telefone|email|numero) (?:de|do|da) (?:atendimento|suporte|apoio)(?: ao cliente)?/g,
  ],
}
