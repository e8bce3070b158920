/**
 * How orders that stand look in other languages; far fewer rules than for English, each for a plain form. `opening`
 * patterns are tried where a clause begins, `anywhere` patterns on the whole sentence.
 */
import type { OrderRules } from './ledger-orders.ts';

const germanVerb =
  '(?:verwende|benutze?|nutze?|nimm|schreibe?|antworte?|mache?|halte?|lasse?|füge?|ändere|lösche|gib|zeige?|nenne?|achte|vermeide|verzichte|benenne|formatiere|erkläre|sage?|sprich|stelle?|behalte|bleibe?|führe|starte|teste|prüfe|frage?|denke?|merke?|sei|beachte|berücksichtige|erwähne|kürze|committe|pushe|installiere|importiere|ersetze|rufe?|duze|sieze|runde|speichere|zitiere|beginne|beende|setze?|arbeite|rede|fasse?|liefere|beschränke|begrenze|greife?|nehmen|verwenden|benutzen|nutzen|schreiben|antworten|machen|halten|lassen|geben|zeigen|nennen|achten|vermeiden|sprechen|stellen|bleiben|prüfen|fragen)';

export const german: OrderRules = {
  opening: [
    '(?!(?:ich|er|sie|es|wir|man|das|ihr|du)(?!\\p{L}))(?:\\p{L}[\\p{L}-]*,? ){1,4}(?:immer|stets) (?:in|im|mit|ohne|auf|als) .{1,40}$',
    '.{4,120} (?:durchgehend|überall|ausnahmslos)[.!]*$',
    'alle (?!.*(?<!\\p{L})(?:war|waren|sind|hatten|haben|hat|wurden|standen|gingen)(?!\\p{L})).{1,40} (?:in|mit|ohne|auf|als) .{1,40}$',
    'lass(?:e|t|en sie)? .{1,60}(?:unverändert|in ruhe|weg|stehen|wie sie|wie es)',
    '(?:der|die|das|dein\\p{L}*|ihr\\p{L}*) .{1,60}(?:soll|sollen|sollte) .{1,60}(?:bleiben|sein|klingen|haben|stehen|enthalten|wirken)[.!]*$',
    '(?:sei(?! es)|seien sie|halte? (?:dich|die|den|das|alle|sätze|antworten)|behalte) ',
    `${germanVerb}(?: sie| du)? .{0,120}(?<!\\p{L})(?:nie|niemals|immer|stets|nur|ausschließlich|keine?[nmrs]?|nicht|statt|anstatt|anstelle|höchstens|maximal|lieber|grundsätzlich|mindestens|jedes mal|jede[mnrs]?|alle[nrs]?|auf (?:deutsch|englisch)|kurz|knapp|ohne)(?!\\p{L})`,
    '(?:nie|niemals|immer|stets|grundsätzlich|ausschließlich|keinesfalls|auf keinen fall|unter keinen umständen|nur)(?!\\p{L}).{2,120}\\p{L}(?:en|ern|eln)[.!]*$',
    '(?:immer|stets|nur) (?:mit|in|auf|als|im) .{2,60}[.!]*$',
    'kein(?:e|en|em|er)? (?!(?:ahnung|problem|sorge|wunder|zeit|lust|frage|angst|idee|thema|fehler|ding|stress|grund|eile)(?!\\p{L}))(?:\\S+ ){0,7}\\S+[.!]*$',
    '(?:achte[n]? (?:sie )?(?:bitte )?(?:immer )?(?:darauf|auf)|stelle? (?:bitte )?sicher|stellen sie (?:bitte )?sicher|vergiss (?:bitte )?nicht|denke? (?:bitte )?(?:immer )?daran|beachte[n]?|vermeide[n]?|verzichte[n]?|merke? dir)(?!\\p{L})',
    '(?:höchstens|maximal|nicht mehr als|mindestens) (?:\\d|zwei|drei|vier|fünf|zehn)',
    '(?:ab (?:jetzt|sofort|heute)|von (?:nun|jetzt) an|in zukunft|künftig|zukünftig|grundsätzlich|generell)(?!\\p{L})',
    '(?:sprich|sprechen sie|frage?|fragen sie|warne?|informiere) mich|wir (?:verwenden|nutzen|schreiben|benutzen) .{1,60}(?:, (?:keine?|nicht)|statt|nur)|duze? mich|sieze? mich|nenne? mich|sag du zu mir|(?:regel|wichtig|vorgabe|format|stil|sprache|grenze|hinweis)(?: \\d+)?: ?\\S',
    '(?:bevor|ehe|wenn|sobald|jedes mal,? wenn) du .{2,120}, (?:bitte )?(?:immer |erst |zuerst )?(?:\\p{L}+e?|nie|nur) ',
  ],
  anywhere: [
    '(?:du|ihr|sie) (?:darfst|dürft|dürfen|sollst|sollt|sollen|musst|müsst|müssen|solltest|solltet|sollten) (?:\\S+ ){0,12}?(?:nicht|nie|niemals|nur|immer|keine?[nmr]?|stets|höchstens|ausschließlich)(?!\\p{L})',
    '(?:muss|müssen|soll|sollen|darf|dürfen|sollte|sollten) (?:\\S+ ){0,12}?(?:immer|nie|niemals|nicht|nur|keine?[nmrs]?|höchstens|maximal|stets|ausschließlich|unbedingt|mindestens)(?!\\p{L})(?! (?:gewesen|so schlimm|mehr))',
    '(?<!ich |er |wir |man |es |sie )(?:muss|müssen) .{2,120}(?:sein|bleiben|haben|enthalten|stehen|beginnen|enden|funktionieren|laufen|passen|unterstützen|werden)[.!]*$',
    'ich (?:bevorzuge|möchte,? (?:lieber|nicht|keine?n?|nur|dass|immer)|will,? (?:nicht|keine?n?|nur|dass|immer)|hätte lieber|mag (?:keine?|es nicht)|wünsche mir|hasse es)',
    '(?:mir ist (?:es )?wichtig|bitte (?:immer|nie|niemals|stets|nur|keine?n?|ab sofort|künftig)|auf keinen fall|unter keinen umständen|ab (?:jetzt|sofort)|von nun an|in zukunft|künftig)(?!\\p{L})',
    '(?:ist|sind|bleibt|bleiben) (?:\\S+ )?(?:verboten|tabu|pflicht|nicht erlaubt|untersagt|unerwünscht|nicht verhandelbar)(?!\\p{L})',
  ],
  never: [
    '(?<!\\p{L})(?:er|sie|man|jemand|mutter|vater|chef|kollege|kollegin) (?:sagte?|meinte?|schrieb|schreibt|erzählte|behauptete?|glaubt|dachte)(?!\\p{L})',
    '^(?:ich|er|sie|wir|es|man) (?:muss|musste|sollte|war|hatte|habe|hat)(?!\\p{L})',
  ],
  politeQuestion:
    '(?:kannst|könntest|würdest|können|könnten|würden) (?:du|sie) (?:bitte )?(?:immer|nie|niemals|nur|ab (?:jetzt|sofort)|in zukunft|künftig|stets|keine?n?)|ab (?:jetzt|sofort)|von nun an|in zukunft',
};

export const french: OrderRules = {
  opening: [
    '(?!(?:il|elle|on|je|nous|ils|elles|ça|tu|j|c)(?!\\p{L}))(?:\\p{L}[\\p{L}-]*,? ){1,4}toujours (?:en|avec|sans|au|entre) .{1,40}$',
    '.{4,120} (?:partout)[.!]*$',
    '(?:sois|soyez) |(?:garde|gardez|conserve|conservez) (?:le|la|les|un|une|ce|cette|ton) ',
    '(?:tous|toutes) les (?!.*(?<!\\p{L})(?:étaient|était|sont|ont|avaient|furent)(?!\\p{L})).{1,40} (?:en|avec|sans|au|dans) .{1,40}$',
    "(?:ne |n')\\p{L}+.{0,60}?(?<!\\p{L})(?:pas|jamais|plus|aucune?|rien|que|ni)(?!\\p{L})",
    '(?:jamais|toujours|uniquement|seulement) .{2,100}',
    '(?:utilise|utilisez|écris|écrivez|réponds|répondez|garde|gardez|mets|mettez|fais|faites|emploie|employez|parle|parlez|évite|évitez|préfère|préférez|limite|limitez|reste|restez|commence|termine|finis|cite|traduis|laisse|laissez|nomme|appelle|donne|donnez|formate|explique|teste|vérifie|demande|demandez|prends|prenez|choisis|rédige|rédigez|respecte|respectez|conserve)(?:-\\p{L}+)? .{0,120}(?<!\\p{L})(?:toujours|jamais|uniquement|seulement|plutôt|au lieu|pas|et non|sans|chaque|tous|toutes|maximum|plus de|moins de|tutoiement|vouvoiement|au présent|le présent|guillemets|majuscules|système métrique|euros|court|brièvement|avant de|au plus)(?!\\p{L})',
    '(?:réponds|répondez|parle|parlez|écris|écrivez)(?:-\\p{L}+)? (?:toujours )?en (?:français|anglais|allemand|espagnol|italien)',
    "(?:évite|évitez|assure-toi|demande-moi|demandez-moi|préviens-moi|consulte-moi|assurez-vous|veille|veillez|n'oublie|n'oubliez|pense à|pensez à|fais attention|faites attention|souviens-toi|tutoie|tutoyez|vouvoie|vouvoyez|appelle-moi|appelez-moi|merci de (?:ne|toujours|bien|garder|répondre)|interdiction)(?!\\p{L})",
    "(?:désormais|dorénavant|à partir de maintenant|à partir de là|à l'avenir|dans le futur|par défaut|en aucun cas|sous aucun prétexte)(?!\\p{L})",
    "(?:pas de |pas d'|aucune? |sans )(?!(?:problème|souci|quoi|idée|doute)(?!\\p{L}))(?:\\S+ ){0,7}\\S+[.!]*$",
    '(?:pas plus de|au plus|au maximum|maximum|moins de) (?:\\d|un|deux|trois|quatre|cinq|dix)',
    '(?:règle|important|format|style|langue|contrainte|rappel|consigne)(?: \\d+)? ?: ?\\S',
    "(?:je préfère|je préférerais|j'aimerais mieux|je veux (?:que|pas|toujours|uniquement|des réponses)|je ne veux (?:plus|jamais|aucune?|pas (?:de|d'|que|les|le|la))|je voudrais (?:que|toujours)|j'aimerais que tu (?:ne|n'|gardes|utilises|évites)|je déteste (?:les|quand)|je tiens à)(?!\\p{L})",
  ],
  anywhere: [
    "(?:tu|vous) (?:ne |n')?(?:dois|devez|peux|pouvez|devrais|devriez) .{0,60}?(?:pas|jamais|toujours|uniquement|seulement|que)(?!\\p{L})",
    '(?:doit|doivent) (?:toujours|impérativement|absolument|rester|être|contenir|commencer|finir|tenir|fonctionner|faire|respecter|utiliser)(?! (?:fatigué|là|parti|content))',
    "(?:ne|n') ?(?:doit|doivent|dépasse|peut|peuvent) .{0,30}?(?:pas|jamais|plus|rien)(?!\\p{L})",
    'il (?:faut (?:toujours|que|absolument)|ne faut (?:pas|jamais))(?!\\p{L})',
    '(?:est|sont|reste|restent) (?:strictement )?(?:interdite?s?|obligatoires?|proscrite?s?|tabou)(?!\\p{L})',
    "(?:désormais|dorénavant|à partir de maintenant|à l'avenir|en aucun cas|chaque fois que tu|s'il te plaît,? (?:toujours|jamais|ne|n'))",
  ],
  never: [
    "(?<!\\p{L})(?:il|elle|on|mère|père|chef|collègue) (?:a |m'a |lui a )?(?:dit|disait|répondit|pense|écrit|écrivait|raconte|prétend)(?!\\p{L})",
    "^(?:ne t'inquiète|ne vous inquiétez|n'importe)",
  ],
  politeQuestion:
    "(?:peux-tu|pourrais-tu|pouvez-vous|pourriez-vous|tu peux|tu pourrais) .{0,30}?(?:toujours|jamais|ne plus|ne pas|éviter|uniquement)|désormais|dorénavant|à partir de maintenant|à l'avenir",
};

export const spanish: OrderRules = {
  opening: [
    '(?!(?:yo|él|ella|nosotros|ellos|se|me|eso|mi|mis)(?!\\p{L}))(?:\\p{L}[\\p{L}-]*,? ){1,4}siempre (?:en|con|sin|entre) .{1,40}$',
    '.{4,120} (?:en todas partes)[.!]*$',
    '(?:sé|sea|mantén|mantenga|conserva) (?!qu[eé] |si |lo |cómo|dónde|quién|cuál|cuándo|muy bien)',
    '(?:todos|todas) (?:los|las) (?!.*(?<!\\p{L})(?:estaban|eran|están|son|fueron|han|habían|\\p{L}+aron|\\p{L}+ieron)(?!\\p{L})).{1,40} (?:en|con|sin|a) .{1,40}$',
    'no (?!(?:puedes|tienes|sabes|eres|quieres|entiendes|crees|ves|es|estás|has|haces|vas|das|dices|vienes|sales|pones|mas|más|las|los|les|antes|además|nos|estas|esas|tres|pares de|te preocupes)(?!\\p{L}))(?:me |te |se |le |lo |la |los |las |nos )?\\p{L}+(?:es|as|éis|áis|en|an)(?!\\p{L}) ',
    '(?:nunca|jamás) (?:me |te |se |lo |la |los |las |le )?(?:\\p{L}{2,}(?:es|as|éis|áis)|use|utilice|mencione|escriba|toque|cambie|borre|responda|diga|haga|ponga|envíe|modifique|instale|publique|incluya|añada)(?!\\p{L})',
    'siempre (?:usa|use|utiliza|utilice|responde|responda|escribe|escriba|cita|cite|pon|ponga|haz|haga|mantén|en|con|pregunta|pregúntame|incluye|incluya|comprueba|verifica|llama|trata|deja|muestra|redondea|termina|empieza|añade|formatea|explica|habla|debes|hay que|que)(?!\\p{L})(?! (?:la misma|el mismo))',
    '(?:usa|use|utiliza|utilice|escribe|escriba|responde|responda|contesta|mantén|mantenga|pon|ponga|haz|haga|emplea|habla|hable|evita|evite|prefiere|limita|limite|deja|deje|empieza|termina|cita|traduce|nombra|llama|da|formatea|explica|prueba|comprueba|pregunta|elige|redacta|respeta|conserva|trabaja)(?:me|lo|la)? .{0,120}(?<!\\p{L})(?:siempre|nunca|solo|sólo|únicamente|solamente|en lugar|en vez|no|y no|sin|cada|todos|todas|máximo|más de|menos de|breve|antes de|como mucho)(?!\\p{L})',
    '(?:responde|responda|contesta|habla|háblame|escribe)(?:me)? (?:siempre )?en (?:español|inglés|francés|alemán|italiano|castellano)',
    '(?:evita|evite|pregúntame|pregúnteme|consúltame|avísame|asegúrate|asegúrese|no olvides|no olvide|recuerda|recuerde|ten en cuenta|tenga en cuenta|procura|procure|tutéame|llámame|llámeme|háblame|trátame)(?!\\p{L})',
    '(?:solo|sólo|únicamente|solamente) (?:usa|use|utiliza|responde|escribe|en|con|cambia|toca|modifica)(?!\\p{L})',
    '(?:a partir de (?:ahora|hoy|este momento)|de ahora en adelante|desde ahora|en adelante|en el futuro|por defecto|en ningún caso|bajo ningún concepto)(?!\\p{L})',
    '(?:sin|nada de|ningún|ninguna) (?!(?:problema|duda|embargo|nada)(?!\\p{L}))(?:\\S+ ){0,7}\\S+[.!]*$',
    '(?:como máximo|máximo|no más de|menos de|como mucho) (?:\\d|un|dos|tres|cuatro|cinco|diez)',
    '(?:regla|importante|formato|estilo|idioma|límite|nota|recordatorio)(?: \\d+)?: ?\\S',
    '(?:prefiero|preferiría|quiero que (?:siempre|nunca|no|uses|todo|todas|solo)|no quiero (?!\\p{L}+(?:ar|er|ir|arlo|erlo|irlo|arme|irme)(?!\\p{L}))\\p{L}+|me gustaría que (?:siempre|nunca|no|usaras)|quisiera que|odio (?:que|los|las|cuando))(?!\\p{L})',
  ],
  anywhere: [
    '(?:debes|debe|deben|tienes que|tiene que|tienen que|hay que) (?:siempre|nunca|ser|estar|usar|mantener|mantenerse|contener|quedar|quedarse|caber|tener|empezar|terminar|respetar|evitar|llevar|ir en)(?!\\p{L})',
    'no (?:debes|debe|deben|se debe|puede superar|pueden superar|se puede (?:usar|tocar|cambiar)|se permit\\p{L}+|está permitid\\p{L}+|están permitid\\p{L}+|debería|deberías)(?!\\p{L})',
    '(?:está|están|queda|quedan|es|son) (?:terminantemente |totalmente )?(?:prohibid[oa]s?|obligatori[oa]s?|vetad[oa]s?)(?!\\p{L})',
    '(?:a partir de ahora|de ahora en adelante|en ningún caso|por favor,? (?:siempre|nunca|no|evita|usa siempre)|cada vez que (?:tú )?\\p{L}+es)(?!\\p{L})',
  ],
  never: [
    '(?<!\\p{L})(?:él|ella|madre|padre|jefe|jefa|compañero) (?:me |le )?(?:dijo|dice|decía|escribió|cree|pensaba|contó|respondió)(?!\\p{L})',
    '^(?:no te preocupes|no se preocupe|no pasa nada|no importa)',
  ],
  politeQuestion:
    '(?:puedes|podrías|puede|podría) (?:por favor )?(?:siempre|no|nunca|evitar|usar siempre|dejar de|responder (?:siempre )?en)|a partir de ahora|de ahora en adelante',
};

export const italian: OrderRules = {
  opening: [
    '(?!(?:io|lui|lei|noi|loro|si|eu|ele|ela|eles|nós|mia|mio|minha|meu|chove|piove)(?!\\p{L}))(?:\\p{L}[\\p{L}-]*,? ){1,4}sempre (?:in|con|senza|tra) .{1,40}$',
    '.{4,120} (?:ovunque|dappertutto)[.!]*$',
    '(?:sii|sia|siate) |(?:mantieni|mantenga|tieni|conserva) (?:il|la|lo|i|gli|le|un|una) ',
    '(?:tutti|tutte) (?:i|gli|le) (?!.*(?<!\\p{L})(?:erano|sono|hanno|avevano|furono|stavano)(?!\\p{L})).{1,40} (?:in|con|senza|a) .{1,40}$',
    'non (?:\\p{L}+(?:are|ere|ire|arlo|arla|erlo|irlo|arli|arle|armi|ermi|irmi|arne)|usate|modificate|scrivete|toccate|cambiate|fate|fare|dire|metterci|usi|modifichi|scriva|tocchi)(?!\\p{L})(?<!non preoccupare)',
    'mai (?:\\p{L}+(?:are|ere|ire|arlo|erlo|irlo)|in|con)(?!\\p{L})|sempre (?:usa|usare|usate|rispondi|scrivi|cita|metti|fai|mantieni|in (?:italiano|inglese|euro)|chiedi|includi|controlla|verifica|chiama|lascia|mostra|arrotonda|termina|inizia|aggiungi|spiega|parla)(?!\\p{L})|(?:usa|usate|usi|utilizza|scrivi|scrivete|rispondi|rispondete|risponda|mantieni|mantenga|metti|fai|parla|evita|preferisci|limita|limitati|lascia|inizia|termina|cita|traduci|chiama|dai|formatta|spiega|prova|controlla|chiedi|scegli|tieni|rispetta|conserva|lavora)(?:mi|lo|la)? .{0,120}(?<!\\p{L})(?:sempre|mai|solo|soltanto|unicamente|invece|anziché|piuttosto|non|senza|ogni|tutti|tutte|massimo|più di|meno di|breve|prima di)(?!\\p{L})',
    '(?:rispondi|risponda|parla|scrivi)(?:mi)? (?:sempre )?in (?:italiano|inglese|francese|tedesco|spagnolo)',
    '(?:evita|evitate|chiedimi|avvisami|assicurati|assicuratevi|si assicuri|ricordati|ricorda|ricordate|non dimenticare|tieni presente|fai attenzione|chiamami|dammi del|mi chiami)(?!\\p{L})',
    '(?:solo|soltanto|unicamente) (?:usa|usare|rispondi|scrivi|in|con|modifica)(?!\\p{L})',
    "(?:d'ora in poi|d'ora in avanti|da ora in poi|da adesso in poi|da oggi in poi|in futuro|in nessun caso|per nessun motivo)(?!\\p{L})",
    '(?:niente|nessuna?|senza) (?!(?:di|paura|problema|dubbio|altro|da)(?!\\p{L}))(?:\\S+ ){0,7}\\S+[.!]*$',
    '(?:al massimo|massimo|non più di|meno di) (?:\\d|un|due|tre|quattro|cinque|dieci)',
    '(?:regola|importante|formato|stile|lingua|limite|nota|promemoria)(?: \\d+)?: ?\\S',
    '(?:preferisco|preferirei|voglio che (?:tu )?(?:non|sempre|usi|solo)|non voglio (?!\\p{L}+(?:are|ere|ire|arlo|erlo|irlo|armi|dire|fare)(?!\\p{L}))\\p{L}+|vorrei che (?:tu )?(?:non|sempre|usassi)|odio (?:che|quando|gli|le|i))(?!\\p{L})',
  ],
  anywhere: [
    '(?:devi|dovete|deve|devono|dovresti) (?:sempre|essere|usare|restare|rimanere|contenere|stare|avere|iniziare|finire|rispettare|evitare)(?!\\p{L})',
    'non (?:devi|dovete|deve|devono|dovresti|può superare|si deve|si può (?:usare|toccare|cambiare)|è (?:permess|consentit|ammess)\\p{L}|sono (?:permess|consentit|ammess)\\p{L})(?!\\p{L})',
    '(?:è|sono|resta|restano) (?:assolutamente |severamente )?(?:vietat[oaie]|proibit[oaie]|obbligatori[oaie]?)(?!\\p{L})',
    "(?:d'ora in poi|da ora in poi|in nessun caso|ogni volta che (?:tu )?\\p{L}+i|per favore,? (?:sempre|mai|non|usa sempre))(?!\\p{L})",
  ],
  never: [
    '(?<!\\p{L})(?:lui|lei|egli|ella|madre|padre|capo|collega) (?:mi |gli )?(?:disse|dice|diceva|scrisse|crede|pensava|raccontò|rispose|ha detto|ha scritto)(?!\\p{L})',
    '^(?:mai (?:stato|stata|visto|vista|sentito|più)|sempre (?:stato|stata|meglio|più))',
    '^non (?:ti preoccupare|preoccuparti|importa)',
  ],
  politeQuestion:
    "(?:puoi|potresti|può|potrebbe) (?:per favore )?(?:sempre|non|evitare|smettere|usare sempre|rispondere (?:sempre )?in)|d'ora in poi|da ora in poi",
};

export const portuguese: OrderRules = {
  opening: [
    '(?!(?:io|lui|lei|noi|loro|si|eu|ele|ela|eles|nós|mia|mio|minha|meu|chove|piove)(?!\\p{L}))(?:\\p{L}[\\p{L}-]*,? ){1,4}sempre (?:em|com|sem|entre) .{1,40}$',
    '.{4,120} (?:em toda parte)[.!]*$',
    '(?:seja|sejam|mantenha|conserve) ',
    '(?:todos|todas) (?:os|as) (?!.*(?<!\\p{L})(?:estavam|eram|são|estão|foram|têm|tinham)(?!\\p{L})).{1,40} (?:em|com|sem) .{1,40}$',
    '(?:por favor,? )?não (?:me |se |o |a )?(?:use|usem|utilize|mude|altere|toque|escreva|mexa|coloque|faça|inclua|adicione|remova|apague|invente|responda|modifique|traduza|crie|repita|corrija|ultrapasse|passe|exceda|esqueça|chame|mencione|envie|instale|publique|misture|comece|termine|deixe|fale|ponha|troque|quebre|resuma|explique|dê|assuma|suponha|uses|mudes|alteres|toques|escrevas|mexas|faças)(?!\\p{L})',
    '(?:nunca|jamais) (?:me |se |o |a )?(?:use|utilize|mude|altere|toque|escreva|mexa|coloque|faça|inclua|adicione|remova|apague|invente|responda|modifique|mencione|envie|instale|publique|misture|deixe|fale|diga|chame|ponha|assuma|uses|mudes|faças|escrevas)(?!\\p{L})',
    'sempre (?:use|usa|utilize|responda|escreva|cite|coloque|faça|mantenha|em (?:português|inglês|euros|reais)|pergunte|inclua|verifique|teste|chame|deixe|mostre|arredonde|termine|comece|adicione|explique|fale)(?!\\p{L})',
    '(?:use|usa|utilize|escreva|escreve|responda|responde|mantenha|mantém|coloque|faça|fale|fala|evite|evita|prefira|limite|deixe|comece|termine|cite|traduza|chame|dê|formate|explique|teste|verifique|pergunte|escolha|redija|respeite|conserve|trabalhe)(?:-\\p{L}+)? .{0,120}(?<!\\p{L})(?:sempre|nunca|só|somente|apenas|em vez|ao invés|não|e não|sem|cada|todos|todas|máximo|mais de|menos de|breve|antes de)(?!\\p{L})',
    '(?:responda|responde|fale|fala|escreva)(?:-me)? (?:sempre )?em (?:português|inglês|francês|alemão|espanhol)',
    '(?:evite|evita|pergunte(?:-me)? antes|me pergunte|avise-me|me avise|certifique-se|garanta|garanta que|lembre-se|lembra-te|tenha cuidado|procure|me chame|chame-me|me trate|trate-me)(?!\\p{L})',
    '(?:só|somente|apenas) (?:use|responda|escreva|em|com|mude|altere)(?!\\p{L})',
    '(?:a partir de agora|de agora em diante|daqui (?:em|para a|pra) (?:diante|frente)|doravante|no futuro|em hipótese alguma|em nenhum caso)(?!\\p{L})',
    '(?:sem|nada de|nenhuma?) (?!(?:problema|dúvida|nada)(?!\\p{L}))(?:\\S+ ){0,7}\\S+[.!]*$',
    '(?:no máximo|máximo|não mais (?:de|que|do que)|menos de|até) (?:\\d|um|dois|três|quatro|cinco|dez)',
    '(?:regra|importante|formato|estilo|idioma|limite|nota|lembrete)(?: \\d+)?: ?\\S',
    '(?:prefiro|preferia|preferiria|quero que (?:você )?(?:sempre|nunca|não|use|só)|não quero (?!\\p{L}+(?:ar|er|ir|or)(?!\\p{L}))\\p{L}+|gostaria que (?:você )?(?:sempre|nunca|não|usasse)|odeio (?:que|quando|os|as))(?!\\p{L})',
  ],
  anywhere: [
    '(?:você |tu )?(?:deve|devem|deves|precisa|precisam|tem que|têm que|tens de) (?:sempre|ser|estar|usar|ficar|conter|manter|ter|começar|terminar|respeitar|evitar|caber)(?!\\p{L})',
    'não (?:deve|devem|deves|pode (?:passar|ultrapassar|usar|mudar|tocar)|podem (?:passar|ultrapassar)|se deve|é permitid\\p{L}|são permitid\\p{L}|deveria)(?!\\p{L})',
    '(?:é|são|está|estão|fica|ficam) (?:estritamente |totalmente )?(?:proibid[oa]s?|obrigatóri[oa]s?|vetad[oa]s?)(?!\\p{L})',
    '(?:a partir de agora|de agora em diante|daqui em diante|em hipótese alguma|por favor,? (?:sempre|nunca|evite|use sempre)|toda vez que você|sempre que você)(?!\\p{L})',
  ],
  never: [
    '(?<!\\p{L})(?:ele|ela|mãe|pai|chefe|colega) (?:me |lhe )?(?:disse|diz|dizia|escreveu|acha|pensava|contou|respondeu)(?!\\p{L})',
    '^não se preocupe',
  ],
  politeQuestion:
    '(?:pode|poderia|podes|podias) (?:por favor )?(?:sempre|não|evitar|parar de|usar sempre|responder (?:sempre )?em)|a partir de agora|de agora em diante',
};

export const dutch: OrderRules = {
  opening: [
    '(?!(?:ik|hij|zij|ze|het|er|we|wij|dat|men)(?!\\p{L}))(?:\\p{L}[\\p{L}-]*,? ){1,4}(?:altijd|steeds) (?:in|met|zonder|als|op) .{1,40}$',
    '.{4,120} (?:overal)[.!]*$',
    '(?:wees|weest) |(?:houd|hou) (?:de|het|alle|zinnen|antwoorden|je|u) ',
    'alle (?!.*(?<!\\p{L})(?:waren|zijn|hebben|hadden|werden|stonden|gingen)(?!\\p{L})).{1,40} (?:in|met|zonder|als) .{1,40}$',
    '(?:gebruik|schrijf|antwoord|houd|hou|maak|zet|laat|verander|wijzig|voeg|noem|geef|toon|vermijd|zorg|blijf|doe|ga|neem|spreek|praat|test|controleer|vraag|kies|vertaal|begin|eindig|beperk|rond|sla|werk|gebruikt u|verwijder|raak|commit|push|installeer|vermeld) .{0,120}(?<!\\p{L})(?:nooit|altijd|alleen|uitsluitend|geen|niet|in plaats|liever|maximaal|hoogstens|hooguit|elke?|alle|zonder|kort|in het (?:nederlands|engels|duits|frans)|steeds|minstens|voordat|eerst)(?!\\p{L})',
    '(?:nooit|altijd|alleen|uitsluitend|onder geen beding|in geen geval) .{2,120}\\p{L}en[.!]*$',
    '(?:nooit|altijd) (?:in|met|op|als) .{2,60}[.!]*$',
    'geen (?!(?:probleem|idee|zorgen|tijd|zin|fouten|wonder|paniek)(?!\\p{L}))(?:\\S+ ){0,7}\\S+[.!]*$',
    '(?:vanaf nu|voortaan|in de toekomst|van nu af aan|in het vervolg|standaard|in principe)(?!\\p{L})',
    '(?:zorg (?:er ?voor|dat|ervoor)|let (?:er ?)?op|vergeet niet|denk eraan|onthoud|vermijd|noem mij|noem me|spreek me)(?!\\p{L})',
    '(?:maximaal|hoogstens|hooguit|ten hoogste|niet meer dan|niet langer dan) (?:\\d|een|twee|drie|vier|vijf|tien)',
    '(?:regel|belangrijk|formaat|stijl|taal|limiet|let op)(?: \\d+)?: ?\\S',
    'ik (?:wil (?:niet|geen|alleen|dat je|graag dat|liever)|heb liever|geef de voorkeur|zou (?:graag|liever) (?:willen )?(?:hebben )?dat|hou niet van|haat het)(?!\\p{L})',
  ],
  anywhere: [
    '(?:je|jij|u|jullie) (?:mag|moet|moeten|mogen|zou|hoort) (?:\\S+ ){0,12}?(?:niet|nooit|alleen|altijd|geen|steeds)(?!\\p{L})',
    '(?:moet|moeten|mag|mogen|dient|dienen) (?:\\S+ ){0,10}?(?:altijd|nooit|niet|alleen|geen|maximaal|hoogstens|zijn|blijven|bevatten|beginnen|eindigen|passen|werken|staan)(?!\\p{L})',
    '(?:is|zijn|blijft) (?:streng |absoluut )?(?:verboten|verboden|verplicht|taboe|niet toegestaan|niet de bedoeling)(?!\\p{L})',
    '(?:vanaf nu|voortaan|in het vervolg|onder geen beding|telkens als je|elke keer dat je|alsjeblieft (?:altijd|nooit|geen|alleen))(?!\\p{L})',
  ],
  never: [
    '(?<!\\p{L})(?:hij|zij|ze|moeder|vader|baas|collega|men) (?:zei|zegt|schreef|schrijft|dacht|denkt|vertelde|beweert)(?!\\p{L})',
    '^(?:ik|hij|zij|we|wij|het) (?:moet|moest|mag|mocht)(?!\\p{L})',
  ],
  politeQuestion:
    '(?:kun|kan|zou|wil|kunt) (?:je|jij|u) (?:alsjeblieft |alstublieft )?(?:altijd|nooit|voortaan|geen|alleen|niet meer)|vanaf nu|voortaan',
};

const clauseStart = '(?:^|[，,；;。：:！!、\\s])';

export const chinese: OrderRules = {
  opening: [],
  anywhere: [
    '一律|(?:统一|全部)(?:用|使用|以)|(?:所有|全部|一切|每个|每次|任何).{1,30}(?:(?:都|均)(?:用|要|必须|应|以|按|不|得|须)|必须|一律)|请(?:简短|简洁|简单|详细|正式|礼貌|口语|直接)',
    `${clauseStart}(?:请|你|也|就|千万|以后|之后|都)*(?:不要|别(?!人|的|墅|名|致|扭|处|样|提了)|不准|不许|不得|切勿|请勿|勿|禁止|绝不|绝对不|永远不|永远别|从不|不能|不可以|不可|不用(?!谢|客气|担心))(?!紧|担心|着急|客气|说了|知道)`,
    `${clauseStart}(?:请|你|以后|之后)*(?:务必|必须|一定要|始终|总是|永远|一律|只能|只用|只使用|只要用|只许|只准|尽量|统一|每次|全部用|都用|坚持|优先)`,
    '请(?:始终|一直|保持|确保|总是|务必|一律|统一|尽量|只|用|使用|以|按|记住|避免|叫我|称呼)',
    '(?:从现在(?:起|开始)|从今以后|今后|往后)|(?:^|[，,。])以后(?:请|都|不要|别|一律|，|回答|写)',
    '(?:之前|前)[，,]?(?:请|都|要|必须|务必|一定)?(?:先|都要|必须|务必|一定要)|先(?:问|征求|告诉|通知)我',
    '(?:记住|确保|注意)[，,：:]?.{0,20}(?:要|不|只|必须|用|别)|避免使用|禁止|严禁|不得|必须(?:是|用|使用|在|以|有|包含|保持|符合|遵守|支持|控制)',
    '(?:回答|回复|字数|长度|篇幅|每\\S{1,6}|标题|摘要|句子|段落|控制在|保持在|限制在|预算)\\S{0,20}(?:不超过|不要超过|不能超过|最多|至多|以内|以下|不得超过)|^(?:最多|不超过|至多)',
    '用\\S{1,30}(?:而不是|而非|，不要用|，不用|，别用|代替|不是)|(?:不要|别)用\\S{1,30}(?:用|改用)',
    '我(?:更喜欢|希望你?(?:始终|总是|不|只|用|以后|每)|喜欢你?(?:用|简|短)|不喜欢|讨厌|不想(?:要|看到)|不希望|偏好|宁愿|更想要)',
    '(?:用|使用)(?:中文|英文|英语|简体|繁体|日文|公制|第一人称|第三人称|现在时|过去时)(?:回答|回复|写|说|交流|书写)|^(?:规则|要求|格式|风格|语言|重要|注意|提醒)[：:]',
  ],
  never: [
    '(?:他|她|它|他们|她们|妈妈|爸爸|老板|老师|文档|大家|有人)(?:们)?(?:说|写道|认为|觉得|告诉|总是|从不|必须|不能|一定|永远|始终)',
    '(?:吗|呢|么)[？?]?$',
    '^(?:不用谢|别担心|没问题|不要紧)',
  ],
  politeQuestion: '(?:能不能|可以|能|可不可以)(?:请)?(?:你)?(?:以后|始终|一直|总是|不要|别|每次|只)',
};

export const japanese: OrderRules = {
  opening: [],
  anywhere: [
    '(?:簡潔|簡単|手短|丁寧|正直|具体的|短)(?:に|く)(?:お願い|して|答え|まとめ|書|説明)',
    'ないで(?:ください|下さい|ほしい|欲しい|くれ|ね|$|[。！])|(?:しない|使わない|書かない|変えない|触らない|入れない|言わない)(?:こと|よう)|(?:ては|では|ちゃ|じゃ)(?:いけ|だめ|ダメ|駄目|なら)|(?:禁止|厳禁|不可|NG)(?:です|で|だ|。|$)',
    '(?:必ず|常に|いつも|絶対に|決して|毎回|なるべく|できるだけ|基本的に|原則として|一切|すべて|全て|全部|常時).{0,80}(?:ください|下さい|こと|して|ように|する|せよ|ほしい|ない|お願い|ます(?:。|$)|書く|使う)',
    '(?:今後|これから|以後|以降|次から|次回から|今から)(?:は|、|も)',
    '(?:のみ|だけ)(?:を|で|に)?(?:使|書|答|回答|変更|返|出力|お願い|して|にして)|(?:以内|以下|まで|未満)(?:で|に|に収め|に抑え).{0,30}(?:ください|下さい|して|書|まとめ|お願い|こと|回答)',
    '(?:ではなく|じゃなく|の代わりに|よりも?).{0,60}(?:使って|使う|使い|にして|で書|してください|お願い|ください|を使)',
    '(?:ように(?:して|お願い|ください|しましょう)|ようにしてください|を守って|に従って|を心がけて|に気をつけて|に注意して|忘れないで|覚えておいて)',
    '(?:日本語|英語|敬語|です・?ます調|だ・?である調|丁寧語|常体|敬体|箇条書き|メートル法|一人称|三人称|過去形|現在形)(?:で|を使って)(?:答|回答|書|返|話|統一|お願い|説明|記述)',
    '(?:しなければなら|する必要があり|すべきで|しなくてはなら|ねばなら)|(?:が好み|のほうが好き|の方が好き|を希望|がいいです|してほしい|してもらいたい|は嫌い|は苦手)',
    '(?:と呼んで|と表記して|で統一して|は避けて|を避けて|は控えて|はやめて|をやめて|は使わず|は不要です)|(?:使う|触る|変える|消す|言う|書く)な(?:[。！]|$)|^(?:ルール|条件|形式|文体|言語|重要|注意)[：:]',
  ],
  never: [
    '(?:彼|彼女|彼ら|母|父|上司|先生|友人|ドキュメント).{0,20}(?:と言|と書|と思|と述べ)',
    'か[？?]?$|ですか|ますか|でしょうか',
    '心配しないで|気にしないで',
  ],
  politeQuestion:
    '(?:今後|これから|常に|いつも|必ず|毎回).{0,60}(?:もらえ|いただけ|くれ)ませんか|ないでもらえ|ないでいただけ',
};

export const russian: OrderRules = {
  opening: [
    '(?!(?:он|она|они|я|мы|это|мой|моя)(?!\\p{L}))(?:\\p{L}[\\p{L}-]*,? ){1,4}всегда (?:в|с|без|на|по) .{1,40}$',
    '.{4,120} (?:везде|повсюду)[.!]*$',
    '(?:будь|будьте) |(?:все|всё) (?!.*(?<!\\p{L})(?:был[аи]?|было|есть|\\p{L}+ли)(?!\\p{L})).{1,40} (?:в|на|с|без|по) .{1,40}$',
    'не (?!(?:переживай|волнуйся|обращай внимания|беспокойся|знай|спеши)(?!\\p{L}))(?:надо |нужно |стоит |следует )?\\p{L}+(?:йте|ите|ьте|й|и|ь)(?:ся|сь)?(?!\\p{L}) ?',
    '(?:никогда|ни в коем случае|ни при каких обстоятельствах|ни за что)(?: больше)? не \\p{L}+(?:йте|ите|ьте|й|и|ь|ть)(?:ся|сь)?(?!\\p{L})',
    '(?:всегда|только|исключительно|обязательно|строго) \\p{L}*(?:йте|ите|ьте|й|и|ь|ть|но|ом|ски|ами)(?!\\p{L}).{2,}',
    '(?:используй|пиши|отвечай|делай|держи|оставь|оставляй|ставь|называй|говори|показывай|давай|избегай|придерживайся|ограничь|проверяй|спрашивай|цитируй|переводи|начинай|заканчивай|форматируй|обращайся|сохраняй|выбирай|бери|добавляй|пишите|используйте|отвечайте|избегайте|делайте|называйте|указывай|округляй|храни)(?:те)?(?!\\p{L}) .{0,120}(?<!\\p{L})(?:всегда|никогда|только|не|вместо|а не|без|кажд\\p{L}+|все|всех|максимум|более|на (?:русском|английском|ты|вы)|по-русски|по-английски|кратко|коротко|перед|лишь)(?!\\p{L})',
    '(?:спрашивай|спрашивайте|спроси|спросите|предупреждай|предупреждайте)(?: у)? меня|(?:избегай|избегайте|убедись|убедитесь|следи|следите|помни|помните|не забудь|не забывай|не забудьте|учти|учтите|имей в виду|имейте в виду|старайся|постарайся|зови меня|называй меня|обращайся ко мне|отвечай|отвечайте)(?!\\p{L}) ?\\p{L}',
    '(?:с этого момента|отныне|впредь|в дальнейшем|теперь всегда|в будущем|начиная с этого|по умолчанию|с сегодняшнего дня)(?!\\p{L})',
    '(?:без|никаких|никакого|никакой) (?!(?:проблем|сомнений|понятия)(?!\\p{L}))(?:\\S+ ){0,7}\\S+[.!]*$',
    '(?:не более|не больше|максимум|не длиннее|не дольше) (?:\\d|чем|одного|двух|трёх|трех|пяти|десяти)',
    '(?:правило|важно|формат|стиль|язык|ограничение|напоминание)(?: \\d+)?: ?\\S',
    'я (?:предпочитаю|предпочёл бы|предпочел бы|хочу,? чтобы|не хочу|хотел бы,? чтобы|хотела бы,? чтобы|люблю,? когда|не люблю|ненавижу|прошу)(?!\\p{L})',
    'нельзя (?!было|сказать)|запрещено|запрещается|недопустимо',
  ],
  anywhere: [
    '(?:ты|вы) (?:не )?(?:должен|должна|должны|обязан|обязана|обязаны|можешь только|можете только)(?!\\p{L})(?! был)',
    '(?:должен|должна|должно|должны|обязан|обязана) (?:всегда|быть|оставаться|содержать|начинаться|заканчиваться|помещаться|работать|поддерживать|использовать|соответствовать)(?!\\p{L})',
    '(?:не должен|не должна|не должно|не должны|нельзя (?:использовать|менять|трогать|изменять|удалять|упоминать|писать)|строго запрещ\\p{L}+|под запретом)(?!\\p{L})',
    '(?:с этого момента|отныне|впредь|в дальнейшем|ни в коем случае|каждый раз,? когда ты|пожалуйста,? (?:всегда|никогда|не|только|больше не))(?!\\p{L})',
  ],
  never: [
    '(?<!\\p{L})(?:он|она|они|мама|отец|начальник|коллега|кто-то) (?:\\p{L}+ )?(?:сказал[аи]?|говорит|говорил[аи]?|написал[аи]?|пишет|думает|считает|ответил[аи]?)(?!\\p{L})',
    '^(?:он|она|они|я|мы|это) (?:всегда|никогда|только|должен|должна|должно|должны)(?!\\p{L})',
  ],
  politeQuestion:
    '(?:можешь|мог бы|могла бы|можете|могли бы)(?: ты| вы)?,?(?: пожалуйста,?)? (?:всегда|никогда|больше не|не|только|впредь)(?!\\p{L})|с этого момента|впредь',
};
