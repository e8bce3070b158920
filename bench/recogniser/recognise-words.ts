/**
 * Classes of English words, so that what is learned of one word holds for its like. The first class that a word stands
 * in is its part of speech; in the later ones, which are about meaning, it may stand as well.
 */
const words: Readonly<Record<string, string>> = {
  I: 'i im ive id ill',
  me: 'me myself',
  my: 'my mine',
  you: 'you u ya youre youve youd youll yourself',
  your: 'your yours ur',
  we: 'we were weve wed well us ourselves',
  our: 'our ours',
  he: 'he she hes shes hed shed hell shell him her hers his himself herself who whos',
  they: 'they theyre theyve them their theirs everyone everybody someone somebody nobody people folks anyone anybody',
  it: 'it its itself thats theres heres',
  this: 'this that these those',
  the: 'the',
  a: 'a an another some',
  all: 'all every each any both everything anything nothing none whatever whichever wherever whenever either no',
  be: 'is are was were be been being am isnt arent wasnt werent',
  have: 'has have had having havent hasnt hadnt',
  do: 'do does did dont doesnt didnt',
  modal:
    'can could may might will would shall should must ought cant cannot couldnt wont wouldnt shouldnt mustnt need needs neednt lets gotta',
  not: 'not never no nope nah neither nor without',
  at: 'in on at to for from with by of as into onto under over above below between through throughout across during within per via after before since until till beyond past against about around off up down out like unlike than toward towards upon',
  and: 'and or but so because since if when while though although whereas unless once cos cuz coz',
  wh: 'what why how where which whose whats hows wheres',
  adverb:
    'just only also too again instead still yet already now then here there always ever often usually sometimes rarely really very quite rather actually even please pls anyway though currently maybe perhaps',
  past: 'said told went came saw got gave took made found left felt thought kept became began heard held met ran sat spoke stood wrote lost won paid sent slept fell grew broke chose drove ate forgot knew put set read cut let hit meant built bought brought caught taught led fed bled laid lay rose woke wore tore threw flew blew drew swore hung stuck struck swung spent bent lent hid bit lit shook understood mistook misread misheard mixed swapped sold sank sang rang drank stole froze',
  done: 'done gone seen given taken written known shown broken spoken chosen eaten forgotten been mistaken hidden driven',
  verb: 'use write answer reply respond keep make put give show return output print format name call spell say speak talk explain comment add include leave start begin end finish sign address refer quote cite translate summarise summarize list run test check commit push deploy ask tell stick stay follow treat store save log round count measure convert import install prefer choose pick take go send read work assume avoid stop skip drop remove delete change edit fix rename move refactor rewrite shorten trim cut find search look help draft create build generate design plan suggest propose describe compare review update upgrade merge split combine replace swap set turn open close try think imagine continue carry wait hold let get bring draw sketch sort group filter fetch load parse render wrap bump pin document mark tag label flag highlight underline bold capitalize capitalise link attach paste copy mention note remember forget consider state specify define declare mind respect obey honour honor preserve protect ensure limit cap restrict tone credit prefix expand polish proofread correct revise redo revert undo restore reset rebuild retry schedule book order buy sell cook calculate compute estimate price budget greet thank invite warn remind pretend act play roll narrate reformat reword rephrase simplify extract pull insert append sum stand hide bet guess walk throw raise catch handle validate verify confirm mock stub lint type annotate break iterate loop map reduce encode decode escape decline accept reject allow forbid ban ignore disregard omit exclude spare lose ditch scrap nix kill quit cease switch steer lean err aim favour favor default',
  language:
    'english german french spanish italian portuguese dutch russian chinese japanese british american us uk',
  day: 'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december today tomorrow yesterday tonight week month year day hour morning evening',
  numeral:
    'one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred thousand half couple few dozen first second third single double',
  unit: 'words sentences lines characters chars bullets bullet paragraphs paragraph pages page columns cols items points minutes min seconds sec ms hours euros euro dollars pounds quid cents percent kb mb gb km kg grams cm mm metres meters degrees celsius px sentence word line calories stanzas syllables beats rows pence gbp usd eur tokens',
  style:
    'tone voice style wording phrasing spelling grammar tense person pov perspective register emoji emojis headings heading headers bullets markdown bold italics tables table jargon slang swearing profanity exclamation adverbs adjectives metaphors similes cliches clichés rhyme rhymes dialogue narration prose format formatting length indentation tabs spaces semicolons commas quotes naming camelcase snake_case comments comment docstrings types tests abbreviations acronyms capitals caps lowercase uppercase dashes hyphens footnotes citations units dates currency prices temperature names titles title subject greeting signature disclaimer disclaimers apologies small-talk fluff preamble intro summary recap explanations',
  product:
    'answer answers reply replies response responses draft drafts version versions email emails letter letters message messages code function functions file files script scripts chapter chapters scene scenes story poem poems page pages list lists query queries test table plan plans document documents report reports post posts line output snippet snippets commit commits class classes branch migration migrations endpoint endpoints module modules recipe recipes menu itinerary essay',
  wrong:
    'wrong incorrect mistake mistaken error misread misheard misunderstood misunderstanding mixed mixup mix-up confused confusing swapped backwards reversed inverted typo mistyped off outdated false untrue slip muddle muddled contrary actually rather meant misspoke oops correction actual nope nah sorry apologies inaccurate misspelled misspelt transposed flipped upside mistook',
  rule: 'banned forbidden prohibited taboo verboten off-limits allowed permitted required mandatory compulsory obligatory strictly rule rules policy policies convention conventions standard limit limits restriction maximum minimum max min tops ceiling cap cutoff allergic allergy vegan vegetarian kosher halal gluten nut nuts dislike hate prefer preference preferably ideally rather always never ever whenever throughout everywhere everytime onwards henceforth forever permanently going consistently',
  thanks:
    'thanks thank thx cheers great perfect nice lovely brilliant ok okay cool good hi hello hey yes yeah yep sure right well fine',
};

/** Words that do the same in many languages; of Chinese and Japanese, pieces that are looked for anywhere. */
const acrossLanguages: Readonly<Record<string, string>> = {
  never: 'never nie niemals nimmer jamais nunca jamás mai nooit никогда nunca 绝不 永远不 从不 決して 絶対に',
  always:
    'always immer stets grundsätzlich durchgehend toujours systématiquement siempre sempre altijd steeds всегда везде throughout everywhere 总是 始终 一律 每次 永远 都要 必ず 常に いつも 毎回 すべて',
  only: 'only just solely nur ausschließlich bloß seulement uniquement que solo sólo solamente únicamente soltanto solamente apenas somente alleen slechts только лишь исключительно 只 仅 だけ のみ',
  please:
    'please bitte svp stp plaît prego favore favor alstublieft alsjeblieft graag пожалуйста 请 麻烦 ください 下さい お願い',
  not: 'not no dont cannot without nicht kein keine keinen keiner keinem ohne pas ne sans aucun aucune sin ningún ninguna non senza nessun nessuna não sem nenhum nenhuma niet geen zonder не без ни никаких нельзя 不 别 没 勿 ない ません 禁止',
  ban: 'banned forbidden prohibited taboo verboten tabu interdit interdite proscrit prohibido prohibida vietato vietata proibido proibida verboden запрещено запрещен запрещён 禁止 不得 严禁 禁忌 厳禁 不可 ダメ',
  must: 'must shall have müssen muss soll sollen sollte darf dürfen doit doivent faut devez debe deben tiene tienen hay deve devono bisogna va vanno deve devem precisa moet moeten mag mogen dient должен должна должно должны надо нужно следует 必须 必須 要 得 应该 务必 べき なければ 必要',
  want: 'want prefer like rather möchte will hätte lieber bevorzuge veux préfère voudrais aimerais préférerais quiero prefiero quisiera gustaría voglio preferisco vorrei quero prefiro gostaria wil liever хочу предпочитаю хотел хотела бы 希望 想要 喜欢 宁愿 ほしい 欲しい 好み 希望',
  hate: 'hate dislike hasse stört nervt déteste odio detesto haat ненавижу раздражает 讨厌 不喜欢 嫌い 苦手',
  onwards:
    'onwards henceforth ab künftig zukünftig fortan désormais dorénavant adelante ahora avanti poi adiante diante voortaan vanaf впредь отныне теперь 以后 今后 从现在 接下来 今後 これから 以降 以後',
  every:
    'every each all any jede jeder jedes jeden alle alles chaque tous toutes tout cada todo todos todas ogni tutti tutte tutto cada todos todas elke elk ieder iedere alle каждый каждая каждое все всё всех 每 所有 全部 各 毎 全て',
  most: 'most max maximum under below höchstens maximal unter maximum moins máximo menos massimo meno máximo menos maximaal hoogstens onder максимум более больше меньше 最多 不超过 以内 以下 至多 最大 まで 以内',
  least: 'least minimum mindestens minimal minimum mínimo almeno minimo minstens минимум 至少 最少 以上',
  when: 'if when whenever unless wenn falls sobald sooft si quand lorsque cuando se quando als wanneer indien если когда 如果 当 每当 の時 場合 とき たら',
  wrong:
    'wrong incorrect mistake mistaken falsch verkehrt fehler irrtum vertan verwechselt faux fausse erreur trompé trompée confondu equivocado equivocada error mal confundiste sbagliato sbagliata errore confuso errado errada erro engano fout verkeerd vergissing verward неверно неправильно ошибка ошибся ошиблась перепутал перепутала перепутали 不对 错 搞混 弄错 间违 違 間違 誤 勘違い 逆',
  meant:
    'meant said asked meine meinte gemeint sagte gesagt voulais dis dit disais parlais quise dije dicho refería refiero intendevo dicevo detto quis disse referia bedoel bedoelde zei gezegd имел имела говорил говорила сказал сказала 意思 我说的 指的是 说的是 つもり 言った 言って 意味',
  instead:
    'instead rather but sondern stattdessen statt anstatt plutôt mais sino vez lugar invece bensì ma mas invés maar plaats вместо 而是 而不是 ではなく じゃなく ではなくて 代わり',
  actually:
    'actually really correction eigentlich korrektur nochmal doch en fait réalité correction realidad corrección realtà correzione verdade correção eigenlijk correctie поправка самом 其实 更正 实际上 実は 訂正 正しくは',
  noWord: 'no nope nah wrong nein nö nee ne non no não nee нет 不是 不对 いや いいえ 違います',
  sorry:
    'sorry apologies entschuldigung verzeihung pardon désolé désolée excusez perdón perdona disculpa scusa scusate desculpa desculpe извини извините прости 抱歉 对不起 不好意思 すみません ごめん 失礼',
  again:
    'again anymore wieder nochmals erneut mehr nouveau encore plus otra nuevo vuelve más ancora nuovo più novamente novo mais opnieuw weer meer снова опять больше 又 再 还 不再 また もう',
  forget:
    'forget scrap drop lift ignore vergiss vergesst gestrichen aufgehoben oublie oubliez laisse olvida olvídate olvide dimentica lascia scorda esqueça esquece vergeet laat забудь забудьте отменяется снимаю 忘 取消 作废 不用 忘れて 撤回 なし',
  allowed:
    'allowed fine okay ok can may darfst dürfen kannst erlaubt peux pouvez autorisé permis puedes pueden permitido puoi potete permesso pode podem permitido mag kunt toegestaan можно можешь разрешаю 可以 允许 行 いい 構いません 大丈夫 OK',
  you: 'you your du dir dich dein deine ihr sie tu te ton ta tes vous votre vos tú te tu usted su ti lei você vocês seu sua je jij jou jouw u uw ты тебя тебе твой твоя вы вас вам ваш 你 您 あなた',
  me: 'i me my ich mir mich mein meine meinem meiner je moi mon ma mes yo mí mi mis io me mio mia eu mim meu minha ik mij me mijn я мне меня мой моя 我 私 僕 俺',
  us: 'we us our wir uns unser unsere nous notre nos nosotros nuestro nuestra noi nostro nostra nós nosso nossa wij we ons onze мы нам нас наш наша 我们 うち 弊社 当社 私たち',
  third:
    'he she his her they er seine seinen elle il ils elles son sa ses él ella su sus ellos lui lei suo sua loro ele ela seu eles hij zij ze zijn haar он она они его её ее их 他 她 它 他们 彼 彼女',
  told: 'said says told wrote claims sagt sagte meinte schrieb behauptet dit disait écrit raconte dice dijo decía escribió dice disse scrisse diz disse escreveu zegt zei schreef говорит сказал сказала пишет написал 说 告诉 写道 と言 って言 曰く',
  question:
    'what why how which who where was warum wieso wie welche wer wo quoi pourquoi comment quel quelle qui où qué cómo cuál quién dónde che cosa perché come quale chi dove que por como qual quem onde wat waarom hoe welke wie waar что почему как какой какая кто где 什么 为什么 怎么 哪 谁 吗 呢 何 なぜ どう どの 誰 どこ か？',
  thanks:
    'thanks thank danke merci gracias grazie obrigado obrigada bedankt dank спасибо 谢谢 多谢 ありがとう 助かり',
  task: 'write make add create rename translate fix show schreib schreibe erstelle füge benenne übersetze zeig mach écris fais ajoute crée renomme traduis montre escribe haz añade crea traduce muestra scrivi fai aggiungi crea traduci mostra escreva faça adicione crie traduza mostre schrijf maak voeg vertaal toon напиши сделай добавь создай переведи покажи исправь 写 帮我 翻译 改成 做 加 書いて 作って 翻訳 直して 教えて 追加して',
  keep: 'keep leave stay use lass lasse bleib bleibe verwende nutze nimm halte garde laisse reste utilise emploie mantén deja usa utiliza mantieni lascia usa tieni mantenha deixe use houd laat gebruik blijf используй оставь держи пиши отвечай 保持 使用 用 使って にして 統一',
  answer:
    'answer reply replies answers response antwort antworten antworte réponse réponses réponds respuesta respuestas responde risposta risposte rispondi resposta respostas responda antwoord antwoorden ответ ответы отвечай 回答 回复 答案 回答 返信 答え',
  because:
    'because since weil denn da parce car puisque porque pues perché poiché porque pois omdat want потому ведь так 因为 毕竟 から ので ため',
};

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const classes = new Map<string, string[]>();
const pieces: { readonly piece: string; readonly name: string }[] = [];

function fill(): void {
  for (const [name, list] of Object.entries(words)) for (const word of list.split(' ')) add(word, name);
  for (const [name, list] of Object.entries(acrossLanguages)) {
    for (const word of new Set(list.split(' '))) {
      if (unspaced.test(word)) pieces.push({ piece: word, name: `all ${name}` });
      else add(word, `all ${name}`);
    }
  }
}

function add(word: string, name: string): void {
  const known = classes.get(word);
  if (known === undefined) classes.set(word, [name]);
  else known.push(name);
}

/** Empty for a word of none. */
export function classesOf(word: string): readonly string[] {
  if (classes.size === 0) fill();
  return classes.get(word) ?? [];
}

/** The classes of the pieces in text that is written without blanks. */
export function classesIn(text: string): readonly string[] {
  if (classes.size === 0) fill();
  return pieces.flatMap(({ piece, name }) => (text.includes(piece) ? [name] : []));
}
