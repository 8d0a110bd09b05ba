import type { WishPatterns } from './wish-patterns.ts'

const PERSON =
  '(?:(?:una?|el|la|los|las|su|sus|algun|alguna|otra|otro|vuestro|tu) )*(?:(?:verdadero|verdadera|autentica|autentico|real) )*(?:humanos?|humana|ser humano|seres humanos|personas?|alguien|agentes?|operador(?:a|es)?|representantes?|asesor(?:a|es)?|emplead[oa]s?|atencion al cliente|servicio al cliente|servicio de atencion(?: al cliente)?|soporte|encargad[oa]|supervisor(?:a)?|gerente|companer[oa]|ejecutiv[oa]|comercial|equipo)(?: (?:real|reales|humano|humana|de verdad|de carne y hueso|fisica|viva))*'
export const es: WishPatterns = {
  alone: new RegExp(
    `^(?:(?:hola|por favor|no|si|ok|pues|con|a) )*${PERSON}(?: (?:por favor|porfa|ya|ahora|ahora mismo|gracias|urgente))*$`,
  ),
  within: [
    new RegExp(
      `\\b(?:hablar|hable|hablo|conversar|chatear|comunicar(?:me|nos|se)?|comunicame|comuniqueme|contactar(?:me)?|contacto|conectar(?:me)?|conectame|conecteme|pasar(?:me)?|pasame|paseme|pongame|ponme|poner(?:me)?|transferir(?:me)?|transfiereme|transfierame|derivar(?:me)?|derivame|deriveme|escribir|tratar)\\b(?: [a-z]+){0,3} (?:con|a) ${PERSON}\\b`,
      'u',
    ),
    /\b(?:quiero|quisiera|necesito|deseo|prefiero|me gustaria|exijo|dame|deme|pido|solicito|busco|puedo|podria|quiero que me atienda|que me atienda)(?: (?:tener|ver|hablar|con|a|que|me|atienda|ayude))* (?:una?|algun|el|la|otra|otro|alguien)(?: (?:verdadero|verdadera|otro|otra))* ?(?:humano|ser humano|persona(?: (?:real|de verdad|humana|fisica|de carne y hueso))?|agente|operador(?:a)?|representante|asesor(?:a)?|encargad[oa]|supervisor(?:a)?|gerente)\b(?! (?:mas|adicional|de viajes|para firmar))/,
    /\b(?:persona real|persona de verdad|humano de verdad|ser humano|agente humano|persona humana|atencion humana|alguien real|asesor humano)\b/,
    /\bhay (?:alguien|algun humano|alguna persona)(?: (?:real|ahi|aqui|de verdad|humano|disponible|detras))+/,
    /\b(?:no|ni|nada de|basta de|harto de|cansado de)(?: [a-z]+){0,3} (?:un |una |este |esta |el |con |los )*(?:chat ?)?(?:bots?|robots?|maquinas?|ordenador)\b/u,
    /\b(?:llamenme|llamadme|llamame|que me llamen|pueden llamarme|puede alguien llamarme)\b/,
  ],
  otherwise: [
    new RegExp(`\\b(?:no|sin|en lugar de|en vez de|nunca|tampoco)(?: [a-z]+){0,4} (?:con |a )?${PERSON}\\b`, 'gu'),
    new RegExp(
      `\\b(?:hable|hablamos|he hablado|habia hablado|converse|chatee)(?: ya)? (?:ayer |antes )?con ${PERSON}\\b(?= (?:ayer|y|que|la|el|hace|me|antes))`,
      'gu',
    ),
    /\b(?:\d+|una|dos|tres|cuatro|cinco|seis) personas\b/g,
    /\b(?:para|por) (?:una|cada|\d+) personas?\b/g,
    /\b(?:mi|mis|nuestro|nuestra) (?:agente|asesor\w*|representante|emplead\w+|gerente|companer\w+|persona)\b/g,
    /\bagentes? (?:de viajes?|inmobiliari\w+|de limpieza|naranja|impermeabilizante|secreto)\b/g,
    /\brecursos humanos\b/g,
    /\b(?:eres|es usted|estoy hablando con|(?<!como )hablo con|sois|son ustedes)(?: [a-z]+){0,3} (?:humano|humana|persona|robot|bot|maquina|alguien)\b.*/gu,
    /\b(?:que|cuales|cuantos|cuantas) (?:agentes?|personas?|emplead\w+|asesores)\b/g,
    /\botra persona (?:puede|recoja|para|recoger|reciba|firme)/g,
    /\b(?:horarios?|telefono|correo|email|numero) (?:de|del) (?:la )?(?:atencion al cliente|servicio al cliente|soporte|servicio de atencion)(?: al cliente)?/g,
  ],
}
