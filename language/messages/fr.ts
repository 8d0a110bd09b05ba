import type { Messages } from './messages.ts'

export const fr: Messages = {
  'notice.queued':
    'Vous êtes dans la file d’attente pour parler à une personne{position, plural, =0 {} =1 {, c’est bientôt votre tour} other {, en position #}}.{waitMinutes, plural, =0 {} =1 { Il faut en général une minute environ.} other { Il faut en général # minutes environ.}} Vous pouvez continuer à écrire : tout sera lu.',
  'notice.queued_nobody_here':
    'Personne n’est disponible pour le moment. Votre place dans la file est gardée. Laissez une adresse e-mail ou un numéro de téléphone et une personne vous répondra.',
  'notice.passed_on':
    'J’ai transmis tout cela à une personne, avec tout ce qui a été dit. Elle vous répondra ici ; vous pouvez continuer à écrire.',
  'notice.contact_noted': 'C’est noté. Une personne vous contactera : {contact}.',
  'notice.cancelled': 'Annulé. Vous êtes de nouveau avec le bot.',
  'notice.going_on': 'Votre place dans la file est gardée. Posez vos questions en attendant.',
  'notice.joined': '{name} a rejoint la conversation.',
  'notice.transferred': '{name} prend le relais et a lu la conversation.',
  'notice.claim_lapsed': 'La connexion avec {name} a été perdue. Vous avez retrouvé votre place dans la file.',
  'notice.expired':
    'Personne n’a pu s’en occuper à temps, et c’est de notre fait. Vous êtes de nouveau avec le bot ; vous pouvez redemander une personne quand vous voulez.',
  'notice.failed':
    'Je n’ai pu joindre personne cette fois, et c’est de notre fait. Vous êtes de nouveau avec le bot ; vous pouvez redemander une personne quand vous voulez.',
  'notice.returned': '{name} a rendu la conversation au bot. Comment cela s’est-il passé ?',
  'notice.closed': '{name} a terminé cette conversation. Comment cela s’est-il passé ?',
  'notice.ended': 'Vous avez terminé la discussion. Écrivez de nouveau quand vous voulez.',
  'reply.cancel': 'Annuler',
  'reply.go_on': 'Demander au bot en attendant',
  'reply.human': 'Parler à une personne',
  'reply.helped': 'Oui, merci',
  'reply.not_helped': 'Non, pas vraiment',
  'reply.no_thanks': 'Non, merci',
  'reply.neither': 'Ni l’un ni l’autre',
  'greeting.text':
    'Bonjour, ici l’assistant de {shopName}, un bot. Posez-moi vos questions sur les commandes, la livraison, les retours ou le matériel. Quand je ne sais pas, je le dis, et vous pouvez parler à une personne à tout moment. Ce que nous faisons de vos données : {privacy}.',
  'greeting.privacy': 'politique de confidentialité',
  'starter.order': 'Où est ma commande ?',
  'starter.return': 'Comment retourner un article ?',
  'answer.did_it_help': 'Cela vous a-t-il aidé ?',
  'answer.next_best': 'Alors peut-être ceci :',
  'answer.other_language': 'Je n’ai cela qu’en {articleLanguage} :',
  'clarify.which': 'De quoi s’agit-il ?',
  'clarify.rephrase': 'Alors dites-moi en quelques mots de plus ce qu’il vous faut.',
  'decline.missing_knowledge': 'Je n’ai pas de réponse à cela, et je préfère ne pas deviner. Voulez-vous parler à une personne ?',
  'decline.low_confidence': 'Je ne suis pas assez sûr de la réponse pour vous la donner. Voulez-vous parler à une personne ?',
  'decline.provider_failure':
    'Je ne peux pas le rechercher pour le moment ; le problème vient de chez nous. Voulez-vous parler à une personne ?',
  'decline.again': 'Cela non plus, je ne le sais pas. Voulez-vous parler à une personne ?',
  'decline.waiting': 'Je ne le sais pas. La personne que vous attendez lira votre question.',
  'offer.unhelpful_answers':
    'Alors je n’ai plus de bonne réponse à cette question. Voulez-vous parler à une personne ? Elle verra ce que nous avons essayé ; vous n’aurez rien à répéter.',
  'offer.clarification_exhausted':
    'Je ne vois toujours pas ce que vous voulez dire, et vous le redemander vous ferait perdre du temps. Voulez-vous parler à une personne ?',
  'offer.frustration': 'Une personne peut s’en occuper. Voulez-vous lui parler ?',
  'offer.declined': 'D’accord. Que voulez-vous savoir d’autre ?',
  'handoff.already_queued': 'Vous êtes déjà dans la file pour parler à une personne. Elle lira tout ce que vous écrivez.',
  'trouble.late': 'Un colis qui n’arrive pas quand il le devrait, ce n’est pas acceptable.',
  'trouble.money': 'Vous ne devriez pas avoir à courir après votre argent.',
  'trouble.broken': 'Ce que vous avez payé ne devrait ni arriver cassé ni se casser.',
  'trouble.wrong_item': 'Vous devriez recevoir ce que vous avez commandé.',
  'trouble.unanswered': 'Ne pas recevoir de réponse de notre part, ce n’est pas acceptable.',
  'trouble.bot': 'Une réponse à côté de votre question vous fait perdre du temps, et cela ne va pas.',
  'trouble.unsolved': 'Que ce ne soit toujours pas réglé, ce n’est pas acceptable.',
  'feedback.settled': 'Bien, alors c’est réglé.',
  'feedback.settled_waiting':
    'Bien. Vous êtes toujours dans la file pour parler à une personne ; annulez si vous n’en avez plus besoin.',
  'feedback.noted': 'Merci, c’est noté.',
  'feedback.noted_unhelpful': 'Merci de le dire. Que cherchiez-vous ?',
  'rating.ask': 'Comment s’est passée cette conversation, de 1 (mal) à 5 (très bien) ?',
  'rating.ask_comment': 'Merci. Voulez-vous ajouter une phrase pour dire pourquoi ?',
  'rating.thanks': 'Merci, cela nous aide à nous améliorer.',
  'rating.skipped': 'D’accord. Écrivez de nouveau quand vous voulez.',
  'small_talk.hello': 'Bonjour. Que puis-je chercher pour vous ?',
  'small_talk.how_are_you': 'Tout fonctionne, merci de demander. Que puis-je chercher pour vous ?',
  'small_talk.are_you_bot':
    'Je suis un bot. Je réponds à partir des articles d’aide de {shopName} et je montre lequel. Vous pouvez parler à une personne à tout moment.',
  'small_talk.thanks': 'Je vous en prie.',
  'small_talk.thanks_open': 'Je vous en prie. Cela répond-il à votre question ?',
  'small_talk.bye': 'Au revoir, et merci de nous avoir écrit.',
  'small_talk.compliment': 'Merci, c’est gentil. Puis-je chercher autre chose ?',
  'small_talk.go_ahead': 'Allez-y. Que voulez-vous savoir ?',
  'small_talk.all_right': 'D’accord. Écrivez quand vous avez besoin de quelque chose.',
  'turn.lost_thread': 'J’ai été mis à jour entre-temps et j’ai perdu le fil. Redites-moi ce qu’il vous faut, s’il vous plaît.',
  'turn.unreadable': 'Je ne lis que du texte. Dites-moi avec des mots ce qu’il vous faut, s’il vous plaît.',
  'turn.fallback':
    'Quelque chose est tombé en panne de notre côté pendant que je traitais votre message, et je n’ai pas de réponse. Votre message est conservé. Renvoyez-le dans un instant, ou parlez à une personne.',
  'turn.fallback_waiting':
    'Quelque chose est tombé en panne de notre côté pendant que je traitais votre message, et je n’ai pas de réponse. Il est conservé, et la personne que vous attendez le lira.',
}
