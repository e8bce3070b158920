/** Judges whether a sentence of the user puts something right: "no, I meant …", "that's wrong because …". */
import { anyOf, wordStart } from './ledger-patterns.ts';
import type { Sentence } from './ledger-sentences.ts';

const opening = [
  // English
  "(?:no|nope|nah|wrong|incorrect|not quite|not right)(?:[,.:;!–—]| -)+ ?(?!(?:thanks|thank|problem|worries|that'?s (?:fine|all|ok|it|good)|all good|nothing|not (?:yet|really|sure)|I don'?t (?:think|know)|it'?s (?:fine|ok)|go ahead|I'?m (?:good|fine)|never ?mind|wait$|rush|but thanks)\\b)\\S+ \\S+",
  "(?:no|sorry),? (?:I|you|it|that|the|this|we|not)\\b(?! (?:don'?t|do not) (?:know|think|mind)| (?:was|were|had|has)\\b).{6,}",
  "(?:that|this|it)(?:'s| is| was)(?: still| just| simply| completely| totally| also)? (?:wrong|incorrect|false|not (?:right|correct|true|what(?! I expected| we expected)|how|the one|the (?:file|function|version|right)|it,)|a mistake|backwards|the wrong|an error on your|outdated)\\b",
  "(?:that|this|it) (?:isn'?t|wasn'?t) (?:right|correct|true|what|how|the one|the (?:file|function|version|right))\\b",
  '(?:I|what I) (?:actually |really |just |specifically |clearly |explicitly |already )?(?:meant|said|asked (?:for|you)|told you|wanted was|was (?:talking about|referring to|asking (?:for|about)))\\b(?! (?:yes|goodbye|hello|no to|hi|nothing)\\b).{3,}',
  "(?:I|we) didn'?t (?:ask|mean|say|want|tell you)\\b.{3,}",
  "you(?:'ve| have)? (?:just |again |still |also |once more )?(?:misunderstood|misread|misheard|forgot(?:ten)?|missed|ignored|overlooked|confused|mixed up|mistook|broke|changed the wrong|got (?:\\S+ ){1,6}wrong|used (?:the )?\\S+ (?:again|instead)|put (?:it|the) .{1,40} wrong|keep \\w+ing|should have|shouldn'?t have|were supposed|left out|dropped|skipped|deleted|removed the wrong|wrote .{1,60}(?:instead|but))\\b(?!.{0,60}\\bme at\\b)",
  '(?:correction|erratum|to be (?:clear|precise)|to clarify|let me (?:correct|clarify|rephrase)|small (?:correction|fix)|(?:as|like) I (?:said|told you|mentioned|wrote)|I repeat|once again|again|typo|my mistake|sorry)[:,] ?(?:\\S+ ){2,}',
  "actually,? (?!(?:I (?:think|have|was|wanted|like|love)|that (?:looks|works|sounds)|it (?:looks|works)|looks|never ?mind|quite|pretty|no idea)\\b)(?:it|the|that|this|those|these|he|she|they|my|our|we|I|use|make|let'?s|don'?t|do|there)\\b.{0,120}\\b(?:is|are|'s|'re|isn'?t|aren'?t|should|shouldn'?t|meant|use|not|instead|don'?t|called|named|was|were|lives|runs|starts|ends|has|have|only|needs?)\\b(?!.{0,40}\\b(?:great|fine|good|nice|better)\\b)",
  "(?:it|that|this|he|she|they|(?:his|her|their|your|its|whose) (?:[\\w·-]+ ){0,3}[\\w·-]+|the (?:[\\w·-]+ ){1,5}|my (?:[\\w·-]+ ){1,4}|our (?:[\\w·-]+ ){1,4})(?:'s| ?is| ?are| ?should be| ?should have been| ?has to be| ?needs to be)(?: called| named| spelled| spelt| in| at| on| from)? .{1,80}(?:,? (?:and )?not (?!(?:only|just|sure|yet|the kind|the sort|that it|bad|at all|a big|too)\\b)| rather than | instead of | — not | - not )",
  "(?:not|it'?s not|it isn'?t) (?!(?:only|bad|sure|great|just|much|exactly|all|every|really|that)\\b)(?:\\S+ ){1,6}?(?:but|it'?s|[–—-] it'?s|; ?it'?s|, ?it'?s|[–—-] ?the) .{2,}",
  "(?:the |that |this )?(?:\\S+ ){0,4}should(?:n'?t)? (?:have (?!(?:known|seen|gone|told|listened)\\b)\\w+|be .{1,60}(?:, not | instead| rather than))",
  '(?:the )?(?:correct|right) (?:\\S+ ){1,4}(?:is|are|was|should be|would be)\\b',
  '(?:wrong|not that) (?:\\w+)[,.:;!–—-]',
  'stop, (?:that|this|not|you)\\b',
  'I never (?:said|asked (?:for|you)|told you|wanted|meant)\\b.{3,}',
  "(?:[\\w·'-]+ ){1,5}(?:isn'?t|aren'?t|is not|are not) .{1,60}[,;–—-] ?(?:it|he|she|they|that|this)(?:'s| is|'re| are)\\b",
  'not (?:the|that|this|those|these|in|on|at|to|for|from) [^,;:]{1,60}(?:[,;:–—]| -) ?(?:but |use |I mean |I meant )?(?:the|this|that|those|these|in|on|at|to|for|from)\\b',
  'you .{1,60} again[.!]*$',
  '(?:your|the|that|this) (?:\\S+ ){1,3}(?:is|are|was|were) (?:off|wrong|incorrect|outdated|not (?:right|correct))\\b',
  '.{2,100}[,;–—-] (?:it|that|this|they) should (?:be|have been|say|read)\\b',
  '.{4,100}, (?:but |and )?you (?:made|wrote|put|said|called|used|set|changed|turned|named|wrote)\\b',
  'it was .{1,60}, not ',

  "you(?:'re| are| were) (?:still |again )?(?:confusing|mixing|mistaken|wrong|misreading|misquoting|forgetting|missing|ignoring|thinking of)\\b",
  '(?:re-?read|look again|read (?:it|that|my \\w+|the \\w+) again|check again)[:,.;!–—-]',
  "(?:it|that|this)(?:'s| is) not (?:a|an|the|my|our|his|her|their) [^,;:]{1,50}(?:[,;–—]| -) ?\\S",
  "(?:that|this|it|those|these)(?:'s| is| was| are| were) (?:the |an? |our |my )?(?:wrong|old|previous|outdated|last (?:year|month|week)'s|yesterday's|other|former)\\b",
  "the \\S+(?: \\S+)? (?:was|were|is|are) (?:right|wrong|correct|fine|ok|good), .{1,80}(?:n't|wrong|not)\\b",
  "(?:the|that|this|it) (?:\\S+ ){0,3}(?:can'?t|cannot|couldn'?t) be (?:right|correct|true|negative|zero|empty)\\b",

  'you (?:just |still )?\\w+(?:ed|t|te|ote|ut|an|ew|ok|ave|ade) .{1,80} instead(?: of\\b|[.!]*$)',
  // German
  '(?:nein|nö|nee|falsch|quatsch|stimmt nicht|stopp)(?:[,.:;!–—]| -)+ ?(?!(?:danke|kein problem|passt|alles gut|nichts)(?!\\p{L}))\\S+ \\S+',
  '(?:das|es|dies) (?:ist|war|stimmt)(?: so| leider| immer noch)? (?:falsch|verkehrt|nicht (?:richtig|korrekt|was|das|so|ganz)|nicht)(?!\\p{L})',
  '(?:ich|wir) (?:meinte|meine|habe .{0,40}(?:gemeint|gesagt|gebeten)|sagte|wollte eigentlich)(?!\\p{L})|gemeint (?:war|ist|sind)',
  'du hast .{0,60}(?:die falsche|den falschen|das falsche|vergessen|verwechselt|übersehen|missverstanden|falsch|ignoriert|kaputt)|du vergisst|(?:korrektur|richtigstellung|wie gesagt|nochmal|nochmals)[:,]',
  'nicht (?:der|die|das|den|dem|im|in|am|mit|auf) [^,;:]{1,60}(?:[,;–—]| -) ?(?:sondern )?(?:der|die|das|den|dem|im|in|am|mit|auf)(?!\\p{L})|(?:nicht|kein) .{1,60}, sondern|.{1,60} (?:ist|heißt|lautet|sind|liegt|war) .{1,60}, nicht (?!(?:wahr|nur|mehr)(?!\\p{L}))|eigentlich (?:ist|heißt|soll|muss|war)|.{1,40}(?:muss|soll|sollte) .{1,60}(?:heißen|sein),? (?:und )?nicht',
  '(?:das|es|dies) (?:ist|war|waren|sind) (?:der|die|das|den) falsche[nrs]?(?!\\p{L})',
  "(?:c'est|c'était) (?:le|la|les) mauvaise?s?(?!\\p{L})",
  '(?:es|era|son) (?:el|la|los|las) .{1,40} (?:equivocad|incorrect)[oa]s?',
  '(?:è|era) (?:il|la|lo) .{1,40} sbagliat[oa]',
  '(?:é|era) [oa] .{1,40} errad[oa]',
  '(?:dat|dit|het) (?:is|was) (?:de|het) verkeerde(?!\\p{L})',
  // French
  "(?:non|faux)(?:[,.:;!–—]| -)+ ?(?!(?:merci|pas de problème|c'est bon|rien)(?!\\p{L}))\\S+ \\S+",
  "(?:c'est|c'était) (?:faux|incorrect|inexact|une erreur|pas (?:ça|ce que|correct|juste|bon|le bon|la bonne))|ce n'est pas (?:ça|ce que|correct|juste|bon|exact|le bon|la bonne)|(?:je voulais dire|je voulais parler|je parlais de|je parle de|j'ai dit|j'avais dit|j'avais demandé)|(?:tu as|vous avez|tu t'es|vous vous êtes) (?:oublié|confondu|mal|encore|trompé)|pas (?:le |la |les |l'|de |dans |avec )[^,;]{1,60}(?:[,;–—]| -) ?(?:mais )?(?:le |la |les |l'|de |dans |avec )|(?:pas|non pas) .{1,60},? mais |.{1,60} (?:est|s'appelle|sont) .{1,60}, (?:et )?(?:pas|non)(?!\\p{L})|(?:correction|erreur|comme je l'ai dit|en fait)[ ,:]+",
  // Spanish
  '(?:no|incorrecto|falso|mal|sbagliato|errato)(?:[.:;!–—]| -|,)+ ?(?!(?:gracias|problema|pasa nada|nada|está bien)(?!\\p{L}))\\S+ \\S+ \\S+',
  '(?:eso|esto) (?:está|es|no es|no está) (?:mal|incorrecto|falso|un error|erróneo|equivocado|correcto|así|lo que|bien)|está mal(?!\\p{L})|no (?:es|era) (?:eso|esto|lo que|así|correcto|verdad)|(?:quise decir|quería decir|me refería|me refiero|lo que dije|te dije|te pedí|yo pedí)|(?:te (?:olvidaste|equivocaste|has olvidado|has equivocado)|has (?:olvidado|confundido|ignorado)|olvidaste|confundiste)|no .{1,60},? sino |(?:corrección|en realidad|como dije)[ ,:]+|.{1,60} (?:es|se llama|son) .{1,60}, (?:y )?no (?!(?:es|sé)(?!\\p{L}))',
  // Italian
  '(?:è|era) (?:sbagliato|errato|falso|un errore)|non è (?:quello|ciò|corretto|giusto|così|vero)|(?:intendevo|volevo dire|mi riferivo|ho detto|avevo chiesto|avevo detto)|hai (?:dimenticato|confuso|sbagliato|frainteso|ignorato)|ti sei (?:dimenticat|sbagliat|confus)|non .{1,60}, (?:ma|bensì) |(?:correzione|in realtà|come ho detto)[ ,:]+|.{1,60} (?:è|si chiama|sono) .{1,60}, (?:e )?non (?!(?:è|so)(?!\\p{L}))',
  // Portuguese
  '(?:não|errado|incorreto)(?:[,.:;!–—]| -)+ ?(?!(?:obrigad|tem problema|faz mal|nada)(?!\\p{L}))\\S+ \\S+',
  '(?:isso|isto) (?:está|é|não é|não está) (?:errad|incorret|fals|um erro|cert|o que|assim|corret)|está errado|não (?:é|foi|era) (?:isso|isto|o que|assim|correto|verdade)|(?:eu )?(?:quis dizer|queria dizer|me referi|me referia|estava falando d|disse|pedi) .{2,}|você (?:esqueceu|confundiu|entendeu mal|ignorou|errou)|não .{1,60}, (?:mas sim|e sim|mas) |(?:correção|na verdade|como eu disse)[ ,:]+|.{1,60} (?:é|se chama|são) .{1,60}, (?:e )?não (?!(?:é|sei)(?!\\p{L}))',
  // Dutch
  '(?:nee|fout|onjuist)(?:[,.:;!–—]| -)+ ?(?!(?:bedankt|geen probleem|hoor|dank)(?!\\p{L}))\\S+ \\S+',
  '(?:dat|dit|het) (?:is|was|klopt) (?:fout|verkeerd|onjuist|niet (?:goed|juist|wat|correct|zo)|niet)(?!\\p{L})|ik (?:bedoel|bedoelde|had het over|vroeg om|zei)(?!\\p{L}).{2,}|je (?:bent|hebt) .{0,60}(?:vergeten|verward|verwisseld|gemist|verkeerd)|niet .{1,60},? maar |(?:correctie|eigenlijk|zoals gezegd)[ ,:]+|.{1,60} (?:is|heet|zijn) .{1,60}, niet (?!(?:waar|alleen)(?!\\p{L}))',
  // Russian
  '(?:нет|неверно|неправильно)(?:[,.:;!–—]| -)+ ?(?!(?:спасибо|проблем|ничего)(?!\\p{L}))\\S+ \\S+',
  'это (?:не так|не то|неправильно|неверно|ошибка|не верно|неправда|не тот|не та)|(?:неправильно|неверно)[,.:!]|я (?:имел[а]? в виду|говорил[а]?|просил[а]?|сказал[а]?|хотел[а]? сказать)|(?:ты|вы) (?:забыл[аи]?|перепутал[аи]?|ошиб\\p{L}+|неправильно|опять|снова|не так понял)|(?:не|а не) .{1,60},? а .{2,}|(?:поправка|исправление|на самом деле|как я сказал[а]?)[ ,:—]+|.{1,60} — .{1,60}, а не ',
];

const anywhere = [
  "(?:that|this)(?:'s| is) wrong\\b|not what I (?:asked|meant|wanted|said)|I meant\\b|you (?:misunderstood|got it wrong)",
  "(?:das stimmt (?:so )?nicht|ich meinte|das ist falsch|c'est faux|je voulais dire|quise decir|me refería|intendevo|volevo dire|eu quis dizer|dat klopt niet|ik bedoelde|я имел[а]? в виду)(?!\\p{L})",
];

const eastAsian = [
  '^不是.{1,20}[，,]是',
  '^(?:その|それ|これ|あれ|そこ).{0,20}(?:では|じゃ)(?:ありません|ないです|ない(?:よ|。|$))',
  '(?:^|[，,。！!])(?:不对|不是这样|错了|不是的|你?(?:弄|搞|理解|写|记)错了|你?误会了|你(?:又)?(?:忘了|漏了|忽略了))',
  '我(?:的意思是|是说|说的是|指的是|要的是|不是(?:说|要|让))|应该是.{1,40}(?:不是|而不是|而非)|不是.{1,40}(?:，|,)?(?:而是|，是)|更正|纠正一下',
  '(?:^|[、。！])(?:違います|違う|ちがいます|ちがう|違って|いいえ、|いや、|そうじゃな|そうではな)|間違(?:いです|いだ|ってい|ってる|えて|えました)|(?:ではなくて?|じゃなくて?)、?.{1,60}(?:です|だ(?:よ)?(?:。|$)|ます)',
  '(?:という意味(?:です|で)|と言(?:った|い)(?:ました|たかった|のに)|のつもりで|正しくは|訂正)',
];

const openingPattern = anyOf(opening, '^');
const anywherePattern = anyOf(anywhere, wordStart);
const eastAsianPattern = new RegExp(eastAsian.join('|'), 'u');
const leading =
  /^(?:[\s"'(*_·-]|(?:ok(?:ay)?|hm+|ah|oh|well|hey|wait|hold on|stop|I think|I believe|I'm afraid|it seems|it looks like|looks like|please|sorry|um+|uh|thanks|but|and|also|claude|please|aber|mais|pero|ma|mas|maar|но)(?![\p{L}'])[,.:;!…–—-]*\s)+/iu;

/** True for a sentence that corrects what was said or done before. */
export function isCorrection(sentence: Sentence): boolean {
  const text = sentence.masked;
  if (/[?？]\s*$/.test(text)) return false;
  if (eastAsianPattern.test(text) || anywherePattern.test(text)) return true;
  return openingPattern.test(text) || openingPattern.test(text.replace(leading, ''));
}
