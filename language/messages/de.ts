import type { Messages } from './messages.ts'

export const de: Messages = {
  'notice.queued':
    'Sie sind in der Warteschlange für einen Menschen{position, plural, =0 {} =1 {, als Nächstes an der Reihe} other {, auf Platz #}}.{waitMinutes, plural, =0 {} =1 { Meist dauert es etwa eine Minute.} other { Meist dauert es etwa # Minuten.}} Sie können weiterschreiben; alles wird gelesen.',
  'notice.queued_nobody_here':
    'Gerade ist niemand da. Ihr Platz in der Warteschlange bleibt. Schreiben Sie uns eine E-Mail-Adresse oder Telefonnummer, dann meldet sich ein Mensch bei Ihnen.',
  'notice.passed_on':
    'Ich habe das an einen Menschen weitergegeben, mit allem, was bisher gesagt wurde. Er meldet sich hier; Sie können weiterschreiben.',
  'notice.contact_noted': 'Notiert. Ein Mensch meldet sich bei Ihnen unter {contact}.',
  'notice.cancelled': 'Abgebrochen. Sie sind wieder beim Bot.',
  'notice.going_on': 'Ihr Platz in der Warteschlange bleibt. Fragen Sie inzwischen weiter.',
  'notice.joined': '{name} ist jetzt im Gespräch.',
  'notice.transferred': '{name} übernimmt und hat das Gespräch gelesen.',
  'notice.claim_lapsed': 'Die Verbindung zu {name} ist abgebrochen. Sie sind wieder in der Warteschlange, auf Ihrem alten Platz.',
  'notice.expired':
    'Es konnte sich niemand rechtzeitig kümmern, das liegt an uns. Sie sind wieder beim Bot; nach einem Menschen können Sie jederzeit wieder fragen.',
  'notice.failed':
    'Ich konnte diesmal niemanden erreichen, das liegt an uns. Sie sind wieder beim Bot; nach einem Menschen können Sie jederzeit wieder fragen.',
  'notice.returned': '{name} hat das Gespräch an den Bot zurückgegeben. Wie war es?',
  'notice.closed': '{name} hat das Gespräch beendet. Wie war es?',
  'notice.ended': 'Sie haben den Chat beendet. Schreiben Sie jederzeit wieder.',
  'reply.cancel': 'Abbrechen',
  'reply.go_on': 'Solange den Bot fragen',
  'reply.human': 'Mit einem Menschen sprechen',
  'reply.helped': 'Ja, danke',
  'reply.not_helped': 'Nein, nicht wirklich',
  'reply.no_thanks': 'Nein, danke',
  'reply.neither': 'Keines von beiden',
  'greeting.text':
    'Hallo, hier ist der Assistent von {shopName}, ein Bot. Fragen Sie nach Bestellungen, Lieferung, Rückgabe oder Ausrüstung. Wenn ich etwas nicht weiß, sage ich es, und mit einem Menschen können Sie jederzeit sprechen. Was mit Ihren Angaben geschieht: {privacy}.',
  'greeting.privacy': 'Datenschutzhinweise',
  'starter.order': 'Wo ist meine Bestellung?',
  'starter.return': 'Wie gebe ich etwas zurück?',
  'answer.did_it_help': 'Hat das geholfen?',
  'answer.next_best': 'Dann vielleicht das:',
  'answer.other_language': 'Das habe ich nur auf {articleLanguage}:',
  'clarify.which': 'Was davon meinen Sie?',
  'clarify.rephrase': 'Dann sagen Sie mir mit ein paar Worten mehr, worum es geht.',
  'decline.missing_knowledge':
    'Darauf habe ich keine Antwort, und raten möchte ich nicht. Möchten Sie mit einem Menschen sprechen?',
  'decline.low_confidence': 'Ich bin mir bei der Antwort nicht sicher genug. Möchten Sie mit einem Menschen sprechen?',
  'decline.provider_failure':
    'Ich kann das gerade nicht nachschlagen; der Fehler liegt bei uns. Möchten Sie mit einem Menschen sprechen?',
  'decline.again': 'Auch das weiß ich nicht. Möchten Sie mit einem Menschen sprechen?',
  'decline.waiting': 'Das weiß ich nicht. Der Mensch, auf den Sie warten, liest Ihre Frage.',
  'offer.unhelpful_answers':
    'Dann habe ich dazu keine gute Antwort mehr. Möchten Sie mit einem Menschen sprechen? Dort sieht man, was wir versucht haben; Sie müssen nichts wiederholen.',
  'offer.clarification_exhausted':
    'Ich weiß noch immer nicht, was Sie meinen, und will Ihnen keine Zeit mehr nehmen. Möchten Sie mit einem Menschen sprechen?',
  'offer.frustration': 'Ein Mensch kann sich das ansehen. Möchten Sie mit jemandem sprechen?',
  'offer.declined': 'In Ordnung. Was möchten Sie sonst wissen?',
  'handoff.already_queued': 'Sie sind schon in der Warteschlange für einen Menschen. Dort wird alles gelesen, was Sie schreiben.',
  'trouble.late': 'Ein Paket, das nicht kommt, wenn es soll: so geht das nicht.',
  'trouble.money': 'Ihrem eigenen Geld sollten Sie nicht hinterherlaufen müssen.',
  'trouble.broken': 'Was Sie bezahlt haben, darf nicht kaputt ankommen und nicht kaputtgehen.',
  'trouble.wrong_item': 'Es sollte ankommen, was Sie bestellt haben.',
  'trouble.unanswered': 'Von uns keine Antwort zu bekommen: so geht das nicht.',
  'trouble.bot': 'Eine Antwort, die an Ihrer Frage vorbeigeht, kostet Sie Zeit. Das reicht nicht.',
  'trouble.unsolved': 'Dass das noch immer nicht gelöst ist, reicht nicht.',
  'feedback.settled': 'Gut, dann ist das geklärt.',
  'feedback.settled_waiting':
    'Gut. Sie sind noch in der Warteschlange für einen Menschen; brechen Sie ab, wenn Sie niemanden mehr brauchen.',
  'feedback.noted': 'Danke, notiert.',
  'feedback.noted_unhelpful': 'Danke für den Hinweis. Wonach haben Sie gesucht?',
  'rating.ask': 'Wie war dieses Gespräch, von 1 (schlecht) bis 5 (sehr gut)?',
  'rating.ask_comment': 'Danke. Möchten Sie in einem Satz sagen, warum?',
  'rating.thanks': 'Danke, das hilft uns, besser zu werden.',
  'rating.skipped': 'In Ordnung. Schreiben Sie jederzeit wieder.',
  'small_talk.hello': 'Hallo. Was kann ich für Sie nachschlagen?',
  'small_talk.how_are_you': 'Läuft alles, danke der Nachfrage. Was kann ich für Sie nachschlagen?',
  'small_talk.are_you_bot':
    'Ich bin ein Bot. Ich antworte aus den Hilfeartikeln von {shopName} und zeige, aus welchem. Mit einem Menschen können Sie jederzeit sprechen.',
  'small_talk.thanks': 'Gern geschehen.',
  'small_talk.thanks_open': 'Gern geschehen. War Ihre Frage damit beantwortet?',
  'small_talk.bye': 'Auf Wiedersehen, und danke fürs Schreiben.',
  'small_talk.compliment': 'Danke, das ist nett. Kann ich noch etwas nachschlagen?',
  'small_talk.go_ahead': 'Nur zu. Was möchten Sie wissen?',
  'small_talk.all_right': 'In Ordnung. Schreiben Sie, wenn Sie etwas brauchen.',
  'turn.lost_thread':
    'Ich wurde inzwischen aktualisiert und habe den Faden verloren. Bitte sagen Sie mir noch einmal, worum es geht.',
  'turn.unreadable': 'Ich kann nur Text lesen. Bitte sagen Sie mir mit Worten, worum es geht.',
  'turn.fallback':
    'Bei uns ist etwas ausgefallen, während ich an Ihrer Nachricht saß, und ich habe keine Antwort. Ihre Nachricht ist gespeichert. Schicken Sie sie gleich noch einmal, oder sprechen Sie mit einem Menschen.',
  'turn.fallback_waiting':
    'Bei uns ist etwas ausgefallen, während ich an Ihrer Nachricht saß, und ich habe keine Antwort. Sie ist gespeichert, und der Mensch, auf den Sie warten, liest sie.',
}
